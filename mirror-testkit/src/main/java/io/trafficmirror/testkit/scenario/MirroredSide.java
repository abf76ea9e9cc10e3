// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.testkit.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import io.trafficmirror.MirrorRoute;
import io.trafficmirror.TrafficMirror;
import io.trafficmirror.TrafficMirrorBuilder;
import io.trafficmirror.capture.CaptureRules;
import io.trafficmirror.capture.DropReason;
import io.trafficmirror.dispatch.TargetLimits;
import io.trafficmirror.report.MirrorCounts;
import io.trafficmirror.report.MirroredPair;
import io.trafficmirror.report.PairObserver;
import io.trafficmirror.testkit.RecordedRequest;
import io.trafficmirror.testkit.RecordingShadow;
import io.trafficmirror.testkit.Unhurried;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** A mirror with its shadow, for one server under test. Safe for concurrent use. */
public final class MirroredSide implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final int OBSERVED_BYTES = 64 << 10;
    private static final TargetLimits HASTY = hasty(TargetLimits.DEFAULT);

    private final RecordingShadow shadow = RecordingShadow.start();
    private final BlockingQueue<MirroredPair> pairs = new LinkedBlockingQueue<>();
    private final BreakableParts parts = new BreakableParts();
    private final TrafficMirror mirror;
    private @Nullable MirrorCounts before;
    private long errorsBefore;
    private boolean faulty;

    /** A mirror of everything below a path, of half of what is below its {@code sampled}, in haste of what is below its {@code hasty}; one that also looks at responses if {@code observed}. */
    public MirroredSide(String prefix, boolean observed) {
        CaptureRules capture =
                CaptureRules.DEFAULT.withParsed(CaptureRules.Parsed.REBUILD, CaptureRules.Parsed.REBUILD);
        TrafficMirrorBuilder builder = TrafficMirror.builder()
                .limits(Unhurried.bounds())
                .route(MirrorRoute.to(shadow.uri().toString())
                        .pathPrefix(prefix)
                        .mirror(spec -> Unhurried.mirror(spec.withCapture(capture))))
                .route(MirrorRoute.to(shadow.uri().toString())
                        .name("sampled")
                        .pathPrefix(prefix + "/sampled")
                        .percent(50)
                        .mirror(Unhurried::mirror))
                .route(MirrorRoute.to(shadow.uri().toString())
                        .name("hasty")
                        .pathPrefix(prefix + "/hasty")
                        .mirror(spec -> spec.withLimits(HASTY)))
                .clock(parts::clock)
                .random(parts::chance)
                .transport(parts::transport)
                .listener(parts::hear);
        if (observed) {
            builder.observer(new Pairs());
        }
        mirror = builder.build();
    }

    /** So short a deadline that a scenario can wait for it. */
    private static TargetLimits hasty(TargetLimits usual) {
        Duration deadline = Duration.ofMillis(200);
        return new TargetLimits(
                usual.maxQueued(),
                usual.maxInFlight(),
                usual.maxQueueAge(),
                deadline,
                deadline,
                usual.overflow(),
                usual.breaker());
    }

    public TrafficMirror mirror() {
        return mirror;
    }

    /** Forgets what earlier scenarios have left. */
    public void begin() {
        parts.breakPart(null);
        parts.transport(TransportManner.SOUND);
        faulty = false;
        shadow.forget();
        pairs.clear();
        before = counts();
        errorsBefore = mirror.stats().internalErrors();
    }

    /** The one copy that the shadow got. */
    public RecordedRequest copy() {
        await(() -> counts().sent() - start().sent() > 0 || droppedSince() > 0, "a copy");
        assertThat(mirror.stats().toString())
                .satisfies(stats -> assertThat(droppedSince()).as(stats).isZero());
        List<RecordedRequest> copies = shadow.awaitRequests(1, PATIENCE);
        assertThat(copies).hasSize(1);
        return copies.get(0);
    }

    /** The reason for which the one copy was dropped. */
    public DropReason dropped() {
        await(() -> droppedSince() > 0 || shadow.requestCount() > 0, "a drop");
        assertThat(shadow.requests()).isEmpty();
        assertThat(droppedSince()).isOne();
        MirrorCounts now = counts();
        return now.dropped().entrySet().stream()
                .filter(entry -> entry.getValue() > start().dropped().getOrDefault(entry.getKey(), 0L))
                .findFirst()
                .orElseThrow()
                .getKey();
    }

    /** The pair of the one copy. */
    public MirroredPair pair() {
        try {
            MirroredPair pair = pairs.poll(PATIENCE.toSeconds(), TimeUnit.SECONDS);
            if (pair == null) {
                throw new AssertionError("no pair came");
            }
            return pair;
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    /** How many requests were selected in this scenario. */
    public long selected() {
        return counts().selected() - start().selected();
    }

    /** Breaks a part until the next scenario begins. */
    public void breakPart(BrokenPart part) {
        parts.breakPart(part);
    }

    /** Has the transport keep its promises in this manner until the next scenario begins. */
    public void transport(TransportManner manner) {
        parts.transport(manner);
    }

    /** There was a fault in the library, or will be, and it was counted. */
    public void awaitFault() {
        faulty = true;
        await(() -> mirror.stats().internalErrors() > errorsBefore, "a fault to be counted");
    }

    /** Waits until nothing is under way; everything that was selected has come to one end then. */
    public void settle() {
        await(() -> mirror.stats().isClosed(), "the account to close");
        if (faulty) {
            return;
        }
        assertThat(mirror.stats().internalErrors()).as("faults in the library").isEqualTo(errorsBefore);
    }

    @Override
    public void close() {
        mirror.close();
        shadow.close();
    }

    private MirrorCounts counts() {
        return mirror.stats().mirrors().get(0);
    }

    private MirrorCounts start() {
        MirrorCounts counts = before;
        return counts == null ? counts() : counts;
    }

    private long droppedSince() {
        return counts().droppedInAll() - start().droppedInAll();
    }

    private void await(BooleanSupplier condition, String what) {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > deadline) {
                throw new AssertionError("waited in vain for " + what + ": " + mirror.stats());
            }
            LockSupport.parkNanos(1_000_000);
        }
    }

    /** Keeps the pairs, with their bodies copied. */
    private final class Pairs implements PairObserver {
        @Override
        public int maxBodyBytes() {
            return OBSERVED_BYTES;
        }

        @Override
        public void onPair(MirroredPair pair) {
            parts.use(BrokenPart.OBSERVER);
            pairs.add(PairCopy.of(pair));
        }
    }
}
