// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.benchmarks.micro;

import io.trafficmirror.MirrorLimits;
import io.trafficmirror.MirrorRoute;
import io.trafficmirror.TrafficMirror;
import io.trafficmirror.capture.Exchange;
import io.trafficmirror.http.Headers;
import io.trafficmirror.http.RequestHead;
import io.trafficmirror.sample.Fraction;
import java.time.Duration;
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

/** What a request thread pays in the library, from the look-up to the hand-over, with a transport that answers at once. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 4, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class ObserveBenchmark {
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
    private final RequestHead unmatched = get("/other/path?x=1");
    private final RequestHead unsampled = get("/rare/path?x=1");
    private final RequestHead sampled = get("/all/path?x=1");
    private final RequestHead posted = new RequestHead(
            "POST", "http", "shop.example", "/all/path?x=1", withLength(sampled.headers(), KILOBYTE.length));

    /** Ends the mirror's threads. */
    @TearDown
    public void close() {
        mirror.close();
    }

    /** No rule is for the request. */
    @Benchmark
    public Exchange noRuleMatches() {
        return mirror.observe(unmatched);
    }

    /** A rule is, but the request is not in the share. */
    @Benchmark
    public Exchange matchedNotSampled() {
        return mirror.observe(unsampled);
    }

    /** A copy without a body: observed, launched, ended. */
    @Benchmark
    public Exchange sampledGet() {
        Exchange exchange = mirror.observe(sampled);
        exchange.endWithoutResponse();
        return exchange;
    }

    /** A copy of 1 KB: observed, captured, launched, ended. */
    @Benchmark
    public Exchange sampledPostOf1Kb() {
        Exchange exchange = mirror.observe(posted);
        exchange.requestBody().write(KILOBYTE, 0, KILOBYTE.length);
        exchange.endWithoutResponse();
        return exchange;
    }

    static RequestHead get(String target) {
        Headers headers = Headers.of(
                "Host", "shop.example",
                "User-Agent", "Mozilla/5.0 (X11; Linux x86_64)",
                "Accept", "application/json",
                "Accept-Encoding", "gzip, deflate, br",
                "Accept-Language", "en",
                "Cookie", "session=0123456789abcdef0123456789abcdef",
                "Referer", "https://shop.example/cart",
                "X-Request-Id", "0123456789abcdef");
        return new RequestHead("GET", "http", "shop.example", target, headers);
    }

    private static Headers withLength(Headers headers, int length) {
        Headers.Builder all = Headers.builder(headers.size() + 1);
        for (int i = 0; i < headers.size(); i++) {
            all.add(headers.name(i), headers.value(i));
        }
        return all.add("Content-Length", Integer.toString(length)).build();
    }
}
