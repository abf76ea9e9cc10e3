// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.testkit.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import io.trafficmirror.MirrorLimits;
import io.trafficmirror.MirrorRoute;
import io.trafficmirror.MirrorSpec;
import io.trafficmirror.TrafficMirror;
import io.trafficmirror.TrafficMirrorBuilder;
import io.trafficmirror.capture.DropReason;
import io.trafficmirror.report.MirrorCounts;
import io.trafficmirror.report.MirrorStats;
import io.trafficmirror.targets.BreakerRules;
import io.trafficmirror.targets.TargetLimits;
import io.trafficmirror.testkit.Signal;
import io.trafficmirror.testkit.Unhurried;
import io.trafficmirror.testkit.shadow.Answer;
import io.trafficmirror.testkit.shadow.Behaviour;
import io.trafficmirror.testkit.shadow.RecordingShadow;
import io.trafficmirror.transport.FailureReason;
import io.trafficmirror.transport.ShadowTransport;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.UnaryOperator;

/**
 * A busy primary whose requests are mirrored, within tight bounds, to a shadow that a test makes sick. Its close checks what must
 * hold whatever the shadow did: no error on the primary, every copy accounted for, all bounds kept, no thread left. Confined to one
 * test.
 *
 * @since 0.1.0
 */
public final class ChaosRig implements AutoCloseable {
    static final Duration PATIENCE = Duration.ofSeconds(60);
    public static final Duration DEADLINE = Duration.ofMillis(300);

    private static final long MOST_BYTES = 384 << 10;
    private static final int MOST_IN_FLIGHT = 8;
    private static final int MOST_QUEUED = 64;

    /** Senders, the JDK client's worker, one that looks up names, keeper, closer, and some that take over from others. */
    private static final int MOST_THREADS = MOST_IN_FLIGHT + 8;

    private static final int WAVE = 200;

    private final RecordingShadow shadow;
    private final TrafficMirror mirror;
    private final BusyPrimary primary;
    private final BoundsWatch watch;
    private final Signal nobody = new Signal();
    private final boolean hasty;

    /** With a mirror whose copies have that deadline. */
    ChaosRig(RecordingShadow shadow, TrafficMirror mirror, Duration deadline) {
        this.hasty = deadline.compareTo(PATIENCE) < 0;
        this.shadow = shadow;
        this.mirror = mirror;
        this.primary = new BusyPrimary(mirror, 4);
        this.watch = new BoundsWatch(mirror);
    }

    /** With a deadline that a loaded machine may miss, for shadows that are to be cut off. */
    static ChaosRig hasty(ShadowTransport.Factory transport) {
        RecordingShadow shadow = RecordingShadow.start();
        return of(transport, shadow, shadow.uri().toString(), DEADLINE, UnaryOperator.identity());
    }

    /** With a deadline that nothing misses by chance, for shadows of which a certain outcome is expected. */
    static ChaosRig patient(ShadowTransport.Factory transport) {
        RecordingShadow shadow = RecordingShadow.start();
        return of(transport, shadow, shadow.uri().toString(), PATIENCE, UnaryOperator.identity());
    }

    /** With this shadow, reached by this URL. */
    static ChaosRig of(
            ShadowTransport.Factory transport,
            RecordingShadow shadow,
            String url,
            Duration deadline,
            UnaryOperator<TrafficMirrorBuilder> more) {
        warmUp(transport);
        TrafficMirrorBuilder builder = TrafficMirror.builder()
                .transport(transport)
                .limits(limits())
                .route(MirrorRoute.to(url).mirror(spec -> tight(spec, deadline)));
        return new ChaosRig(shadow, more.apply(builder).build(), deadline);
    }

    /** The first copy of a process loads classes for longer than a hasty deadline on a loaded machine. */
    private static void warmUp(ShadowTransport.Factory transport) {
        try (RecordingShadow well = RecordingShadow.start();
                TrafficMirror first = TrafficMirror.builder()
                        .transport(transport)
                        .limits(limits())
                        .route(MirrorRoute.to(well.uri().toString()).mirror(spec -> tight(spec, PATIENCE)))
                        .build()) {
            new BusyPrimary(first, 1).get("/warm-up");
            well.awaitRequests(1, PATIENCE);
            first.close(PATIENCE);
        }
        // What the threads of a mirror are counted against must not be those of this one.
        if (!new Signal().await(() -> BoundsWatch.mirrorThreads() == 0, PATIENCE)) {
            throw new AssertionError("threads of an earlier mirror are left");
        }
    }

    /** So little that a test of seconds comes to every bound; all of the CPU, so that a loaded machine drops no copy for that. */
    public static MirrorLimits limits() {
        return Unhurried.bounds().withMaxBytesHeld(MOST_BYTES).withMaxResponseBytes(64 << 10);
    }

    public static MirrorSpec tight(MirrorSpec spec, Duration deadline) {
        return spec.withLimits(TargetLimits.DEFAULT
                .withMaxQueued(MOST_QUEUED)
                .withMaxInFlight(MOST_IN_FLIGHT)
                .withMaxQueueAge(deadline.multipliedBy(2))
                .withDeadline(deadline)
                .withConnectTimeout(deadline)
                .withBreaker(new BreakerRules(5, 50, 50, Duration.ofMillis(50), Duration.ofMillis(200))));
    }

    RecordingShadow shadow() {
        return shadow;
    }

    TrafficMirror mirror() {
        return mirror;
    }

    BusyPrimary primary() {
        return primary;
    }

    MirrorCounts counts() {
        return mirror.stats().mirrors().get(0);
    }

    /** The shadow is so from now on, which at least one copy gets to know, and the primary goes on. */
    ChaosRig under(Behaviour behaviour) {
        expose(behaviour);
        return busy();
    }

    /** The shadow is so from now on; goes on until a copy has passed the breaker and come to its end. */
    void expose(Behaviour behaviour) {
        shadow.behave(behaviour);
        long before = counts().sent();
        await(
                () -> {
                    primary.post("/exposed", new byte[5000]);
                    return counts().sent() > before;
                },
                "a copy that gets to the shadow");
        awaitQuiet();
    }

    /** Two waves of requests; after each, all copies come to an end by themselves. */
    ChaosRig busy() {
        for (int wave = 0; wave < 2; wave++) {
            primary.serve(WAVE);
            awaitQuiet();
        }
        return this;
    }

    /**
     * Every failure so far has one of these reasons, and there is one. Where the deadline is hasty, a loaded machine may not even connect
     * in time.
     */
    ChaosRig failsAs(FailureReason... reasons) {
        Set<FailureReason> seen = new HashSet<>(counts().failed().keySet());
        assertThat(seen).as(summary()).containsAnyOf(reasons);
        if (hasty) {
            seen.remove(FailureReason.CONNECT);
        }
        assertThat(reasons).as(summary()).containsAll(seen);
        return this;
    }

    /** Every copy that was sent was answered. */
    ChaosRig failsNever() {
        assertThat(counts().failed()).as(summary()).isEmpty();
        assertThat(counts().answeredInAll()).as(summary()).isPositive();
        return this;
    }

    /** The shadow is well again: copies are answered again, without anything being restarted, by the next probe or two. */
    void recovers() {
        shadow.behave(Answer.ok());
        shadow.accept();
        long before = counts().answeredInAll();
        await(
                () -> {
                    primary.get("/again");
                    return counts().answeredInAll() > before
                            && mirror.stats().targets().stream().noneMatch(target -> target.breakerOpen());
                },
                "recovery");
        awaitQuiet();
        // More than one only where a loaded machine let copies of the recovery time out after all.
        await(
                () -> {
                    long sent = counts().sent();
                    primary.get("/well");
                    awaitQuiet();
                    return counts().sent() == sent + 1;
                },
                "a copy after the recovery");
    }

    void awaitQuiet() {
        await(() -> mirror.stats().isClosed(), "that all copies end");
    }

    /** Waits until it holds; looks every other millisecond. */
    void await(BooleanSupplier condition, String what) {
        long by = System.nanoTime() + PATIENCE.toNanos();
        while (!nobody.await(condition, Duration.ofMillis(2))) {
            if (System.nanoTime() - by > 0) {
                throw new AssertionError("waited in vain for " + what + ": " + summary());
            }
        }
    }

    String summary() {
        return mirror.stats().toString();
    }

    @Override
    public void close() {
        awaitQuiet();
        mirror.close(Duration.ofMillis(200));
        watch.close();
        shadow.close();
        MirrorStats stats = mirror.stats();
        assertThat(stats.isClosed()).as(summary()).isTrue();
        assertThat(stats.internalErrors()).as(summary()).isZero();
        assertThat(counts().dropped()).as(summary()).doesNotContainKeys(DropReason.INTERNAL_ERROR);
        assertThat(primary.errors()).isEmpty();
        assertThat(watch.mostBytes()).as("bytes held").isLessThanOrEqualTo(stats.byteLimit());
        assertThat(watch.mostInFlight()).as("in flight").isLessThanOrEqualTo(MOST_IN_FLIGHT);
        assertThat(watch.mostQueued()).as("queued").isLessThanOrEqualTo(MOST_QUEUED);
        assertThat(watch.mostThreads()).as("threads").isLessThanOrEqualTo(MOST_THREADS);
        await(() -> BoundsWatch.mirrorThreads() == 0, "the end of all threads");
    }
}
