// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.compatibility.resttck;

import io.trafficmirror.MirrorRoute;
import io.trafficmirror.TrafficMirror;
import io.trafficmirror.jaxrs.MirrorFeature;
import io.trafficmirror.report.MirrorCounts;
import io.trafficmirror.report.ExchangeObserver;
import io.trafficmirror.report.ObservedExchange;
import io.trafficmirror.servlet.MirrorFilter;
import io.trafficmirror.testkit.shadow.RecordingShadow;
import io.trafficmirror.testkit.Unhurried;
import jakarta.servlet.Filter;
import jakarta.ws.rs.core.Feature;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Properties;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The one mirror of the run, and the proof that it was there. It lives in the class loader of the tests, above those of the
 * applications. Safe for concurrent use.
 */
public final class Presence {
    private static final AtomicLong ARCHIVES = new AtomicLong();
    private static final AtomicLong DOORS = new AtomicLong();
    private static final AtomicLong PAIRS = new AtomicLong();
    private static final AtomicLong RESPONSE_BYTES = new AtomicLong();

    private Presence() {}

    /** Made when the first application asks for it. */
    private static final class Running {
        static final RecordingShadow SHADOW = RecordingShadow.start();
        static final TrafficMirror MIRROR = TrafficMirror.builder()
                .limits(Unhurried.bounds())
                .route(MirrorRoute.to(SHADOW.uri().toString()))
                .observer(new CountingObserver())
                .build();

        private Running() {}
    }

    private static final class CountingObserver implements ExchangeObserver {
        @Override
        public int maxBodyBytes() {
            return 1 << 20;
        }

        @Override
        public void onExchange(ObservedExchange exchange) {
            PAIRS.incrementAndGet();
            RESPONSE_BYTES.addAndGet(exchange.primary().body().length());
        }
    }

    static void archive() {
        ARCHIVES.incrementAndGet();
    }

    /** The filter of the mode, for one more archive. Called from the class loaders of the applications. */
    public static Filter filter() {
        DOORS.incrementAndGet();
        return Mode.current() == Mode.SERVLET ? new MirrorFilter(Running.MIRROR) : new MutantFilter();
    }

    /** The feature of the mode, for one more application. */
    static Feature feature() {
        DOORS.incrementAndGet();
        return new MirrorFeature(Running.MIRROR);
    }

    static void write() throws IOException {
        Properties figures = new Properties();
        figures.setProperty("mode", Mode.current().name());
        figures.setProperty("archives", ARCHIVES.toString());
        figures.setProperty("doors", DOORS.toString());
        if (Mode.current() == Mode.SERVLET || Mode.current() == Mode.JAXRS) {
            Running.MIRROR.close(Duration.ofSeconds(10));
            MirrorCounts counts = Running.MIRROR.stats().mirrors().get(0);
            figures.setProperty("selected", Long.toString(counts.selected()));
            figures.setProperty("sent", Long.toString(counts.sent()));
            figures.setProperty("answered", Long.toString(counts.answeredInAll()));
            figures.setProperty("dropped", counts.dropped().toString());
            figures.setProperty(
                    "closed", Boolean.toString(Running.MIRROR.stats().isClosed()));
            figures.setProperty("faults", Long.toString(Running.MIRROR.stats().internalErrors()));
            figures.setProperty("pairs", PAIRS.toString());
            figures.setProperty("responseBytes", RESPONSE_BYTES.toString());
            Running.SHADOW.close();
        }
        try (Writer out = Files.newBufferedWriter(Path.of(System.getProperty("mirror.presence")))) {
            figures.store(out, null);
        }
    }
}
