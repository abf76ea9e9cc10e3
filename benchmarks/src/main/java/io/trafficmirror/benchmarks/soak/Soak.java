// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.benchmarks.soak;

import io.trafficmirror.MirrorLimits;
import io.trafficmirror.MirrorRoute;
import io.trafficmirror.TrafficMirror;
import io.trafficmirror.report.MirrorCounts;
import io.trafficmirror.report.MirrorStats;
import io.trafficmirror.targets.BreakerRules;
import io.trafficmirror.targets.TargetLimits;
import io.trafficmirror.testkit.shadow.RecordingShadow;
import io.trafficmirror.testkit.shadow.ShadowSettings;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/**
 * Lets an embedded Jetty with the filter serve for minutes while its shadow flaps, its routes are reloaded, and nothing may grow. Ends
 * with 0 if, after every round, each copy was accounted for, no request of the primary had failed, and neither heap, threads nor
 * sockets had grown.
 */
final class Soak {
    private static final int ROUNDS = 10;
    private static final long QUIET_NANOS = Duration.ofSeconds(30).toNanos();
    private static final double UNSTATED_RATE = 4000;
    private static final long SETTLE_NANOS = Duration.ofSeconds(2).toNanos();
    private static final long HEAP_SLACK = 8L << 20;
    private static final int THREAD_SLACK = 8;
    private static final int FILE_SLACK = 16;

    private final RecordingShadow shadow =
            ShadowSettings.defaults().keepRequests(1).keepBody(0).start();
    private final TrafficMirror mirror = TrafficMirror.builder()
            .limits(MirrorLimits.defaults()
                    .withMaxBytesHeld(4 << 20)
                    .withCpuShare(0.5)
                    .withRampUp(Duration.ZERO))
            .route(route(8))
            .build();
    private final List<String> complaints = new ArrayList<>();

    private Soak() {}

    private MirrorRoute route(int inFlight) {
        TargetLimits limits = TargetLimits.DEFAULT
                .withMaxInFlight(inFlight)
                .withDeadline(Duration.ofMillis(500))
                .withMaxQueueAge(Duration.ofSeconds(1))
                .withBreaker(new BreakerRules(10, 50, 100, Duration.ofMillis(100), Duration.ofMillis(400)));
        return MirrorRoute.to(shadow.uri().toString())
                .name("soak")
                .mirror(m -> m.withLimits(limits))
                .build();
    }

    /** {@code [REQUESTS] SECONDS}: ends with the first of the two that is reached; fewer requests than asked for are a failure. */
    public static void main(String[] args) throws Exception {
        long requests = args.length > 1 ? Long.parseLong(args[0]) : Long.MAX_VALUE;
        long seconds = Long.parseLong(args[args.length - 1]);
        System.exit(new Soak().run(requests, seconds) ? 0 : 1);
    }

    private boolean run(long requests, long seconds) throws Exception {
        long start = System.nanoTime();
        List<Vitals> vitals = new ArrayList<>();
        try (SoakServer server = new SoakServer(mirror);
                Flapping flapping = new Flapping(shadow)) {
            SoakClients clients = new SoakClients(server.port(), rate(requests, seconds));
            for (int round = 1; round <= ROUNDS; round++) {
                long until = start + seconds * 1_000_000_000L / ROUNDS * round;
                clients.serve(requests == Long.MAX_VALUE ? requests : requests * round / ROUNDS, until);
                mirror.reload(List.of(route(8 + round % 2)));
                awaitQuiet(round);
                shadow.hangUp();
                shadow.forget();
                vitals.add(settled(vitals));
                tell(round, clients, vitals.get(vitals.size() - 1), start);
            }
            if (requests != Long.MAX_VALUE && clients.answered() < requests) {
                complaints.add("served " + clients.answered() + " of " + requests + " requests in time");
            }
            if (clients.errors() > 0) {
                complaints.add(clients.errors() + " requests of the primary failed: " + clients.firstError());
            }
            if (flapping.changes() < seconds / 4) {
                complaints.add("the shadow changed " + flapping.changes() + " times only");
            }
        }
        mirror.close();
        shadow.close();
        compare(vitals.get(1), vitals.get(ROUNDS - 1));
        MirrorStats end = mirror.stats();
        check(end, "after the close");
        System.out.println(end);
        complaints.forEach(complaint -> System.out.println("FAILED: " + complaint));
        System.out.println(complaints.isEmpty() ? "PASSED" : "NOT PASSED");
        return complaints.isEmpty();
    }

    /** So that a stated number is served in three quarters of the time: the rest is for collections and a loaded machine. */
    private static double rate(long requests, long seconds) {
        return requests == Long.MAX_VALUE ? UNSTATED_RATE : requests / (seconds * 0.75);
    }

    private void awaitQuiet(int round) {
        long by = System.nanoTime() + QUIET_NANOS;
        while (!mirror.stats().isClosed() && System.nanoTime() - by < 0) {
            LockSupport.parkNanos(5_000_000);
        }
        check(mirror.stats(), "after round " + round);
    }

    /** What the shadow keeps open is not ours: it has hung up, and both sides get a moment to notice. */
    private static Vitals settled(List<Vitals> before) {
        long by = System.nanoTime() + SETTLE_NANOS;
        Vitals now = Vitals.now();
        while (before.size() > 1 && now.files() > before.get(1).files() && System.nanoTime() - by < 0) {
            LockSupport.parkNanos(200_000_000);
            now = Vitals.now();
        }
        return now;
    }

    private void check(MirrorStats stats, String when) {
        if (!stats.isClosed()) {
            complaints.add("the account is not closed " + when + ": " + stats);
        }
        if (stats.internalErrors() > 0) {
            complaints.add(stats.internalErrors() + " internal errors " + when);
        }
    }

    private void compare(Vitals early, Vitals late) {
        if (late.heap() > early.heap() + HEAP_SLACK) {
            complaints.add("the heap grew from " + early + " to " + late);
        }
        if (late.threads() > early.threads() + THREAD_SLACK) {
            complaints.add("threads grew from " + early + " to " + late);
        }
        if (late.files() > early.files() + FILE_SLACK) {
            complaints.add("sockets grew from " + early + " to " + late);
        }
    }

    private void tell(int round, SoakClients clients, Vitals vitals, long start) {
        MirrorCounts counts = mirror.stats().mirrors().get(0);
        System.out.printf(
                "round %2d, %3d s: %,d requests, %d errors; copies: %,d sent, %,d answered, %,d failed, %,d dropped; %s%n",
                round,
                (System.nanoTime() - start) / 1_000_000_000,
                clients.answered(),
                clients.errors(),
                counts.sent(),
                counts.answeredInAll(),
                counts.failedInAll(),
                counts.droppedInAll(),
                vitals);
    }
}
