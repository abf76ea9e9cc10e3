// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.examples.demo;

import io.trafficmirror.MirrorLimits;
import io.trafficmirror.MirrorRoute;
import io.trafficmirror.TrafficMirror;
import io.trafficmirror.TrafficMirrorBuilder;
import io.trafficmirror.compare.ComparingObserver;
import io.trafficmirror.compare.gate.LiveVerdict;
import io.trafficmirror.compare.verdict.Judgement;
import io.trafficmirror.examples.httpbin.HttpbinServer;
import io.trafficmirror.metrics.MirrorMetrics;
import io.trafficmirror.report.MirrorStats;
import io.trafficmirror.servlet.MirrorFilter;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import org.eclipse.jetty.ee10.servlet.ServletContextHandler;

/** The primary, the shadow, perhaps a control, and the mirror between them. Safe for concurrent use. */
final class DemoServers implements AutoCloseable {
    /** Enough for as many connections as a load tool opens, each of which may wait in a handler. */
    private static final int THREADS = 200;

    private final Options options;
    private final Optional<HttpbinServer> shadow;
    private final Optional<HttpbinServer> control;
    private final Arrivals arrivals;
    private final HangSwitch hang;
    private final Optional<LiveVerdict> verdict;
    private final MirrorMetrics metrics;
    private final Optional<TrafficMirror> mirror;
    private final HttpbinServer primary;
    private final String shadowUrl;
    private final List<MirrorRoute> routes;

    private DemoServers(Builder from, Optional<TrafficMirror> mirror, HttpbinServer primary) {
        this.options = from.options;
        this.shadow = from.shadow;
        this.control = from.control;
        this.arrivals = from.arrivals;
        this.hang = from.hang;
        this.verdict = from.verdict;
        this.metrics = from.metrics;
        this.mirror = mirror;
        this.primary = primary;
        this.shadowUrl = from.shadowUrl;
        this.routes = from.routes;
    }

    /**
     * Starts what the options ask for, without a comparison.
     *
     * @param logs empty: nothing is logged, and nothing spent on it
     * @throws IOException if a server can't be started
     * @throws IllegalArgumentException if the manifest or a URL can't be used
     */
    static DemoServers open(Options options, MirrorLimits limits, Optional<AccessLogs> logs, PrintStream warnings)
            throws IOException {
        return new Builder(options).open(limits, logs, warnings, false);
    }

    /** The same with a control beside the shadow, a comparison and a verdict. */
    static DemoServers compared(Options options, MirrorLimits limits, Optional<AccessLogs> logs, PrintStream warnings)
            throws IOException {
        return new Builder(options).open(limits, logs, warnings, true);
    }

    /** What is started one after the other, and ended if the next can't be started. */
    private static final class Builder {
        private final Options options;
        private final Arrivals arrivals = new Arrivals();
        private final HangSwitch hang = new HangSwitch();
        private Optional<HttpbinServer> shadow = Optional.empty();
        private Optional<HttpbinServer> control = Optional.empty();
        private Optional<TrafficMirror> mirror = Optional.empty();
        private Optional<LiveVerdict> verdict = Optional.empty();
        private final MirrorMetrics metrics = new MirrorMetrics();
        private String shadowUrl = "";
        private List<MirrorRoute> routes = List.of();

        Builder(Options options) {
            this.options = options;
        }

        DemoServers open(MirrorLimits limits, Optional<AccessLogs> logs, PrintStream warnings, boolean compared)
                throws IOException {
            try {
                startShadow(logs);
                routes = Routes.load(options, shadowUrl, warnings);
                if (compared && options.filter()) {
                    control = Optional.of(server("control", 0, Optional.empty(), context -> shop(context, false)));
                    routes = Routes.withControl(routes, control.get().uri().toString());
                }
                if (options.filter()) {
                    startMirror(limits);
                }
                HttpbinServer primary =
                        server("primary", options.port(), logs.map(AccessLogs::primary), application(options, mirror));
                return new DemoServers(this, mirror, primary);
            } catch (IOException | RuntimeException e) {
                mirror.ifPresent(TrafficMirror::close);
                control.ifPresent(HttpbinServer::close);
                shadow.ifPresent(HttpbinServer::close);
                throw e;
            }
        }

        private void startShadow(Optional<AccessLogs> logs) throws IOException {
            if (options.shadow().isPresent()) {
                shadowUrl = options.shadow().get();
                return;
            }
            HttpbinServer server = server("shadow", 0, logs.map(AccessLogs::shadow), context -> {
                arrivals.of(context);
                hang.before(context);
                shop(context, options.faults());
            });
            shadow = Optional.of(server);
            shadowUrl = server.uri().toString();
        }

        private void startMirror(MirrorLimits limits) {
            TrafficMirrorBuilder builder =
                    TrafficMirror.builder().routes(routes).limits(limits);
            if (control.isPresent()) {
                ComparingObserver comparing = ComparingObserver.builder().build();
                verdict = Optional.of(new LiveVerdict(comparing, "httpbin v2", Judgement.defaults()));
                builder.observer(comparing).listener(metrics);
            }
            mirror = Optional.of(builder.build());
        }
    }

    private static void shop(ServletContextHandler context, boolean faults) {
        ShopServlet.add(context, new Shop(faults ? Faults.planted() : Faults.none()));
    }

    /** A httpbin as the primary is, without the mirror. */
    HttpbinServer unfiltered() throws IOException {
        return server("unfiltered", 0, Optional.empty(), application(options, Optional.empty()));
    }

    private static HttpbinServer server(
            String name, int port, Optional<Consumer<String>> log, Consumer<ServletContextHandler> context)
            throws IOException {
        HttpbinServer.Builder builder =
                HttpbinServer.builder(name).port(port).threads(THREADS).context(context);
        log.ifPresent(builder::accessLog);
        return builder.start();
    }

    /** What the primary has beside httpbin's servlets. */
    private static Consumer<ServletContextHandler> application(Options options, Optional<TrafficMirror> mirror) {
        if (options.jaxrs()) {
            return context -> RestPrimary.add(context, mirror);
        }
        return context -> {
            shop(context, false);
            mirror.ifPresent(known -> context.addServletContainerInitializer(
                    (classes, starting) -> MirrorFilter.register(starting, "mirror", known)));
        };
    }

    URI primary() {
        return primary.uri();
    }

    String shadow() {
        return shadowUrl;
    }

    boolean hasOutsideShadow() {
        return shadow.isEmpty();
    }

    /** The URL of the control. */
    Optional<String> control() {
        return control.map(HttpbinServer::uri).map(URI::toString);
    }

    /** Empty without a filter. */
    Optional<TrafficMirror> mirror() {
        return mirror;
    }

    /** What the comparison says; empty without one. */
    Optional<LiveVerdict> verdict() {
        return verdict;
    }

    /** The meters of a mirror that is compared; of another there are none. */
    MirrorMetrics metrics() {
        return metrics;
    }

    /** From now on the shadow answers nothing. */
    void hangShadow() {
        hang.hang();
    }

    boolean isRest() {
        return options.jaxrs();
    }

    boolean isMirrored() {
        return mirror.isPresent();
    }

    List<MirrorRoute> routes() {
        return routes;
    }

    /** How many requests came to the shadow; empty: it is none of ours. */
    OptionalLong arrivedAtShadow() {
        return hasOutsideShadow() ? OptionalLong.empty() : OptionalLong.of(arrivals.count());
    }

    /** Also after the end. Empty without a mirror. */
    Optional<MirrorStats> stats() {
        return mirror.map(TrafficMirror::stats);
    }

    /** Waits until no copy is under way, but not longer than this. */
    void awaitIdle(Duration atMost) {
        long end = System.nanoTime() + atMost.toNanos();
        while (stats().map(now -> !now.isClosed()).orElse(false)
                && System.nanoTime() < end
                && !Thread.currentThread().isInterrupted()) {
            LockSupport.parkNanos(1_000_000);
        }
    }

    /** The primary first, so that nothing is left half captured; then the mirror; the shadow last. */
    @Override
    public void close() {
        primary.close();
        mirror.ifPresent(TrafficMirror::close);
        control.ifPresent(HttpbinServer::close);
        shadow.ifPresent(HttpbinServer::close);
    }
}
