// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.benchmarks.micro;

import io.trafficmirror.MirrorLimits;
import io.trafficmirror.MirrorRoute;
import io.trafficmirror.TrafficMirror;
import io.trafficmirror.report.MirrorStats;
import io.trafficmirror.sample.Fraction;
import io.trafficmirror.servlet.MirrorFilter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * What a request thread pays in the servlet filter, by what is decided about the request. The transport takes a copy and answers at once on the
 * same thread, so the end of the copy is in the figures too; composing and sending are not, which a transport does on its own thread.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(2)
public class FilterBenchmark {
    private static final byte[] NOTHING = new byte[0];
    private static final byte[] KILOBYTE = new byte[1024];

    private final TrafficMirror mirror = TrafficMirror.builder()
            .route(MirrorRoute.to("http://shadow").name("all").pathPrefix("/all"))
            .route(MirrorRoute.to("http://shadow")
                    .name("rare")
                    .pathPrefix("/rare")
                    .fraction(new Fraction(1, 2_000_000_000)))
            .limits(MirrorLimits.defaults().withCpuShare(1).withRampUp(Duration.ZERO))
            .transport(settings -> new IdleTransport(true))
            .build();
    private final MirrorFilter filter = new MirrorFilter(mirror);
    private final FilterChain readsNothing = (request, response) -> {
        // The application of a GET.
    };
    private final byte[] buffer = new byte[8192];
    private final FilterChain readsAll = (request, response) -> {
        InputStream in = request.getInputStream();
        while (in.read(buffer) >= 0) {
            // As an application that parses would.
        }
    };
    private final StubResponse response = new StubResponse();
    private final StubRequest unmatched = new StubRequest("GET", "/other/path", NOTHING);
    private final StubRequest unsampled = new StubRequest("GET", "/rare/path", NOTHING);
    private final StubRequest sampled = new StubRequest("GET", "/all/path", NOTHING);

    /** Ends the mirror's threads; fails if the filter did not do what is said of it. */
    @TearDown(Level.Trial)
    public void close() {
        MirrorStats stats = mirror.stats();
        mirror.close();
        if (stats.internalErrors() > 0
                || stats.mirrors().stream().anyMatch(counts -> counts.droppedInAll() + counts.failedInAll() > 0)) {
            throw new IllegalStateException("not what was to be measured: " + stats);
        }
    }

    /** The application alone, with its GET. */
    @Benchmark
    public void noFilter() throws IOException, ServletException {
        readsNothing.doFilter(sampled, response);
    }

    /** No rule is for the request. */
    @Benchmark
    public void noRuleMatches() throws IOException, ServletException {
        filter.doFilter(unmatched, response, readsNothing);
    }

    /** A rule is, but the request is not in the share. */
    @Benchmark
    public void matchedNotSampled() throws IOException, ServletException {
        filter.doFilter(unsampled, response, readsNothing);
    }

    /** A copy without a body. */
    @Benchmark
    public void sampledGet() throws IOException, ServletException {
        filter.doFilter(sampled, response, readsNothing);
    }

    /** A copy of 1 KB, which the application reads. */
    @Benchmark
    public void sampledPostOf1Kb() throws IOException, ServletException {
        filter.doFilter(new StubRequest("POST", "/all/path", KILOBYTE), response, readsAll);
    }
}
