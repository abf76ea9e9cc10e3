// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.compatibility.shadows;

import static org.assertj.core.api.Assertions.assertThat;

import io.trafficmirror.MirrorRoute;
import io.trafficmirror.MirrorRouteBuilder;
import io.trafficmirror.TrafficMirror;
import io.trafficmirror.TrafficMirrorBuilder;
import io.trafficmirror.http.Headers;
import io.trafficmirror.report.MirrorCounts;
import io.trafficmirror.targets.BreakerRules;
import io.trafficmirror.targets.TargetLimits;
import io.trafficmirror.testkit.Unhurried;
import io.trafficmirror.testkit.chaos.BusyPrimary;
import io.trafficmirror.testkit.http.TestTls;
import io.trafficmirror.transport.ShadowTransport;
import io.trafficmirror.transport.TransportSettings;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.LockSupport;

/** A primary whose requests are mirrored, every other one a POST, and what became of the copies. Driven by one thread. */
final class MirroredLoad implements AutoCloseable, ShadowTransport.Factory {
    private static final int IN_FLIGHT = 8;
    private static final int AT_ONCE = 4 * IN_FLIGHT;
    private static final int CONTENT = 20_000;
    private static final long PAUSE_NANOS = 50_000;
    private static final int MOST_REQUESTS = 1_000_000;

    /** Ends copies on connections that a server which stops has taken and forgotten, as Jetty now and then does. */
    private static final Duration DEADLINE = Duration.ofSeconds(5);

    private final List<RecordingTransport> transports = new CopyOnWriteArrayList<>();
    private final TrafficMirror mirror;
    private final BusyPrimary primary;
    private int requests;

    MirroredLoad(boolean tls, int port) {
        String url = (tls ? "https://localhost:" : "http://127.0.0.1:") + port;
        TrafficMirrorBuilder builder = TrafficMirror.builder()
                .limits(Unhurried.bounds())
                .transport(this)
                .route(route(url));
        mirror = (tls ? builder.ssl(url, TestTls.client()) : builder).build();
        primary = new BusyPrimary(mirror, 1);
    }

    /** The breaker probes often, so that a restart is over soon. */
    private static MirrorRouteBuilder route(String url) {
        BreakerRules breaker = new BreakerRules(10, 50, 100, Duration.ofMillis(5), Duration.ofMillis(50));
        return MirrorRoute.to(url)
                .mirror(spec -> spec.withLimits(TargetLimits.DEFAULT
                        .withMaxInFlight(IN_FLIGHT)
                        .withDeadline(DEADLINE)
                        .withBreaker(breaker)));
    }

    @Override
    public ShadowTransport open(TransportSettings settings) {
        RecordingTransport transport = new RecordingTransport(settings);
        transports.add(transport);
        return transport;
    }

    /** Serves requests until so many more copies have been answered by the application. */
    void serveUntilAnswered(int more) {
        long enough = answered() + more;
        while (answered() < enough) {
            serve();
        }
    }

    /** Serves requests for as long as the thread lives. */
    void serveDuring(Thread thread) {
        while (thread.isAlive()) {
            serve();
        }
    }

    /** Goes on once there is room, and slowly where copies are dropped: a stopped shadow costs no million of them. */
    private void serve() {
        assertThat(requests).as("requests, with %s", counts()).isLessThan(MOST_REQUESTS);
        MirrorCounts before = counts();
        while (before.waiting() + before.inFlight() >= AT_ONCE) {
            LockSupport.parkNanos(PAUSE_NANOS);
            before = counts();
        }
        String id = Integer.toString(requests++);
        boolean post = isPost(id);
        byte[] content = new byte[post ? CONTENT : 0];
        Headers headers = post
                ? Headers.of("X-Id", id, "Content-Length", Integer.toString(content.length))
                : Headers.of("X-Id", id);
        primary.serve(BusyPrimary.head(post ? "POST" : "GET", "/ok", headers), content);
        if (counts().droppedInAll() > before.droppedInAll()) {
            LockSupport.parkNanos(PAUSE_NANOS);
        }
    }

    private static boolean isPost(String id) {
        return Integer.parseInt(id) % 2 == 1;
    }

    private MirrorCounts counts() {
        return mirror.stats().mirrors().get(0);
    }

    private long answered() {
        return counts().answered().getOrDefault("2xx", 0L);
    }

    /** Ends the mirror once all copies have come to an end: nothing is left of them. */
    @Override
    public void close() {
        while (!mirror.stats().isClosed()) {
            LockSupport.parkNanos(PAUSE_NANOS);
        }
        mirror.close(Duration.ZERO);
        assertThat(mirror.stats().isClosed()).isTrue();
        assertThat(mirror.stats().internalErrors()).isZero();
        assertThat(counts().selected()).isEqualTo(requests);
        assertThat(primary.errors()).isEmpty();
        assertThat(transports).hasSize(1).allMatch(transport -> transport.openConnections() == 0);
    }

    /** Each copy has ended once with its own answer or none, and arrived as often as it may. */
    void check(Map<String, Long> deliveries) {
        List<RecordedCall> calls = new ArrayList<>(transports.get(0).calls());
        calls.forEach(RecordedCall::check);
        assertThat(calls.stream().filter(RecordedCall::isAnswered).count()).isEqualTo(answered());
        calls.stream()
                .filter(RecordedCall::isAnswered)
                .forEach(call -> assertThat(deliveries).as(call::toString).containsKey(call.id()));
        deliveries.forEach((id, times) -> assertThat(times)
                .as(id)
                .isLessThanOrEqualTo(id.chars().allMatch(Character::isDigit) && !isPost(id) ? 2 : 1));
    }

    @Override
    public String toString() {
        return requests + " requests, " + counts();
    }
}
