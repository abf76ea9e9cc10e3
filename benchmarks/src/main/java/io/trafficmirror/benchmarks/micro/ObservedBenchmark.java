// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.benchmarks.micro;

import io.trafficmirror.MirrorLimits;
import io.trafficmirror.MirrorRoute;
import io.trafficmirror.TrafficMirror;
import io.trafficmirror.TrafficMirrorBuilder;
import io.trafficmirror.capture.Exchange;
import io.trafficmirror.http.Headers;
import io.trafficmirror.http.RequestHead;
import io.trafficmirror.http.ResponseHead;
import io.trafficmirror.report.ExchangeObserver;
import io.trafficmirror.report.Interest;
import io.trafficmirror.report.MirrorName;
import io.trafficmirror.report.ObservedExchange;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.infra.Blackhole;

/**
 * What an observer of both responses, of 2 KB each, costs the thread of a copied GET. The body of the shadow's response is no affair of that thread, and left
 * out; the head is told by it, where a real transport has a thread of its own. Each exchange is followed by some work, as by that of an application, so that the
 * observer has time for all.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 4, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class ObservedBenchmark {
    private static final byte[] BODY = new byte[2048];
    private static final int WORK = 5000;
    private static final ResponseHead HEAD =
            new ResponseHead(200, Headers.of("Content-Type", "application/json", "Content-Length", "2048"));

    private final TrafficMirror without = mirror().build();
    private final TrafficMirror with = mirror().observer(new Idle()).build();
    private final RequestHead request = ObserveBenchmark.get("/all/path?x=1");

    private static TrafficMirrorBuilder mirror() {
        return TrafficMirror.builder()
                .route(MirrorRoute.to("http://shadow").name("all").pathPrefix("/all"))
                .limits(MirrorLimits.defaults().withCpuShare(1).withRampUp(Duration.ZERO))
                .transport(settings -> new IdleTransport(true, true));
    }

    /** Ends the mirrors' threads; what the observer was too slow for makes the figure too small. */
    @TearDown
    public void close() {
        long lost = with.stats().mirrors().get(0).unobserved().values().stream()
                .mapToLong(n -> n)
                .sum();
        long wanted = with.stats().mirrors().get(0).wanted();
        if (lost > wanted / 20) {
            throw new IllegalStateException(lost + " of " + wanted + " exchanges were not observed");
        }
        without.close();
        with.close();
    }

    /** Nobody observes. */
    @Benchmark
    public Exchange copiedGet() {
        return exchange(without);
    }

    /** An observer is shown both responses. */
    @Benchmark
    public Exchange observedGet() {
        return exchange(with);
    }

    private Exchange exchange(TrafficMirror mirror) {
        Exchange exchange = mirror.observe(request);
        if (exchange.wantsResponseBody()) {
            exchange.responseBody().write(BODY, 0, BODY.length);
            exchange.responseBody().end();
        }
        exchange.end(HEAD);
        Blackhole.consumeCPU(WORK);
        return exchange;
    }

    /** Wants bodies and does nothing with them. */
    private static final class Idle implements ExchangeObserver {
        @Override
        public Interest interest(RequestHead request, List<MirrorName> mirrors) {
            return Interest.BODIES;
        }

        @Override
        public int maxBodyBytes() {
            return 1 << 16;
        }

        @Override
        public void onExchange(ObservedExchange exchange) {
            // Nothing to see.
        }
    }
}
