// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.testkit.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import io.trafficmirror.MirrorRoute;
import io.trafficmirror.TrafficMirror;
import io.trafficmirror.TrafficMirrorBuilder;
import io.trafficmirror.capture.CaptureRules;
import io.trafficmirror.capture.DropReason;
import io.trafficmirror.report.CopyEnd;
import io.trafficmirror.report.ExchangeObserver;
import io.trafficmirror.report.MirrorCounts;
import io.trafficmirror.report.ObservedExchange;
import io.trafficmirror.sample.Ordering;
import io.trafficmirror.sample.SampleKey;
import io.trafficmirror.targets.TargetLimits;
import io.trafficmirror.testkit.Unhurried;
import io.trafficmirror.testkit.shadow.Answer;
import io.trafficmirror.testkit.shadow.Behaviour;
import io.trafficmirror.testkit.shadow.RecordedRequest;
import io.trafficmirror.testkit.shadow.RecordingShadow;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.IntPredicate;
import java.util.function.ToLongFunction;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * A mirror with its shadow, for one server under test. Safe for concurrent use.
 *
 * @since 0.1.0
 */
public final class MirroredSide implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final int OBSERVED_BYTES = 64 << 10;
    private static final int STREAM_BYTES = 64 << 10;

    /** The mirrors whose copies are looked at, by their place: that of everything, that of streams, and those with an order. */
    private static final Set<Integer> WATCHED = Set.of(0, 3, 4, 5);

    private static final TargetLimits HASTY = hasty(TargetLimits.DEFAULT);

    private final RecordingShadow shadow = RecordingShadow.start();
    private final BlockingQueue<ObservedExchange> exchanges = new LinkedBlockingQueue<>();
    private final BreakableParts parts = new BreakableParts();
    private final IntPredicate watched;
    private volatile @Nullable TrafficMirror mirror;
    private long selectedBefore;
    private long sentBefore;
    private Map<DropReason, Long> droppedBefore = Map.of();
    private long errorsBefore;
    private boolean faulty;

    /** A mirror of everything below a path, of half of what is below its {@code sampled}, in haste of what is below its {@code hasty}, while it is read of what is below its {@code stream}, in order of what is below its {@code ordered}; one that also looks at responses if {@code observed}. */
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
                .route(MirrorRoute.to(shadow.uri().toString())
                        .name("stream")
                        .pathPrefix(prefix + "/stream")
                        .mirror(spec -> Unhurried.mirror(spec.withCapture(capture.withStream(STREAM_BYTES)))))
                .route(MirrorRoute.to(shadow.uri().toString())
                        .name("ordered")
                        .pathPrefix(prefix + "/ordered")
                        .ordered(Ordering.CONNECTION)
                        .mirror(Unhurried::mirror))
                .route(MirrorRoute.to(shadow.uri().toString())
                        .name("session")
                        .pathPrefix(prefix + "/ordered/session")
                        .ordered(Ordering.by(SampleKey.cookie("session")))
                        .mirror(Unhurried::mirror))
                .clock(parts::clock)
                .random(parts::chance)
                .transport(parts::transport)
                .listener(parts::hear);
        if (observed) {
            builder.observer(new Exchanges());
        }
        watched = WATCHED::contains;
        mirror = builder.build();
    }

    /** A shadow alone, for a mirror that the server under test makes by itself: see {@link #adopt}. */
    MirroredSide() {
        watched = index -> true;
    }

    /** Looks at this mirror from now on, which copies to {@link #shadow()}. */
    public void adopt(TrafficMirror other) {
        mirror = other;
    }

    /** Where copies are to go. */
    public URI shadow() {
        return shadow.uri();
    }

    /** What is to be an observer of the mirror, where responses are looked at. */
    public ExchangeObserver observer() {
        return new Exchanges();
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
        TrafficMirror made = mirror;
        if (made == null) {
            throw new IllegalStateException("the server under test has not made its mirror");
        }
        return made;
    }

    /** Forgets what earlier scenarios have left. */
    public void begin() {
        parts.breakPart(null);
        parts.transport(TransportManner.SOUND);
        faulty = false;
        shadow.behave(Answer.ok());
        shadow.forget();
        exchanges.clear();
        selectedBefore = sum(MirrorCounts::selected);
        sentBefore = sum(MirrorCounts::sent);
        droppedBefore = drops();
        errorsBefore = mirror().stats().internalErrors();
    }

    /** The one copy that the shadow got. */
    public RecordedRequest copy() {
        await(() -> sum(MirrorCounts::sent) > sentBefore || droppedSince() > 0, "a copy");
        assertThat(mirror().stats().toString())
                .satisfies(stats -> assertThat(droppedSince()).as(stats).isZero());
        List<RecordedRequest> copies = shadow.awaitRequests(1, PATIENCE);
        assertThat(copies).hasSize(1);
        return copies.get(0);
    }

    /** Once all is over, the shadow got the one copy with this body to its end, or what it got has none, or it got nothing. */
    public void copiesWholeOrNot(byte[] body) {
        settle();
        assertThat(selected()).isOne();
        for (RecordedRequest copy : shadow.requests()) {
            if (copy.complete()) {
                assertThat(copy.body().bytes())
                        .as("a copy that ended as complete")
                        .isEqualTo(body);
            }
        }
    }

    /** Once all is over, the shadow got the one copy with this text, one char for each byte and whatever the case of its letters, or nothing. */
    void copiesTextOrNot(String text) {
        settle();
        assertThat(selected()).isOne();
        for (RecordedRequest copy : shadow.requests()) {
            assertThat(new String(copy.body().bytes(), StandardCharsets.ISO_8859_1))
                    .isEqualToIgnoringCase(text);
        }
    }

    /** The reason for which the one copy was dropped. */
    public DropReason dropped() {
        await(() -> droppedSince() > 0 || shadow.requestCount() > 0, "a drop");
        assertThat(shadow.requests()).isEmpty();
        assertThat(droppedSince()).isOne();
        return drops().entrySet().stream()
                .filter(entry -> entry.getValue() > droppedBefore.getOrDefault(entry.getKey(), 0L))
                .findFirst()
                .orElseThrow()
                .getKey();
    }

    /** What the observer saw of the exchange of the one copy. */
    public ObservedExchange seen() {
        try {
            ObservedExchange seen = exchanges.poll(PATIENCE.toSeconds(), TimeUnit.SECONDS);
            if (seen == null) {
                throw new AssertionError("no exchange came");
            }
            return seen;
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    /** How many requests were selected in this scenario. */
    public long selected() {
        return sum(MirrorCounts::selected) - selectedBefore;
    }

    /** Breaks a part until the next scenario begins. */
    public void breakPart(BrokenPart part) {
        parts.breakPart(part);
    }

    /** Has the shadow behave so until the next scenario begins. */
    void shadow(Behaviour behaviour) {
        shadow.behave(behaviour);
    }

    /** Has the shadow answer copies of this target only when it is told to, until the next scenario begins. */
    HeldCopies hold(String target) {
        HeldCopies held = new HeldCopies(Objects.requireNonNull(mirror, "opened before"), target);
        shadow.behave(held::answer);
        return held;
    }

    /** Has the transport keep its promises in this manner until the next scenario begins. */
    public void transport(TransportManner manner) {
        parts.transport(manner);
    }

    /** There was a fault in the library, or will be, and it was counted. */
    public void awaitFault() {
        faulty = true;
        await(() -> mirror().stats().internalErrors() > errorsBefore, "a fault to be counted");
    }

    /** Waits until nothing is under way; everything that was selected has come to one end then. */
    public void settle() {
        await(() -> mirror().stats().isClosed(), "the account to close");
        if (faulty) {
            return;
        }
        assertThat(mirror().stats().internalErrors())
                .as("faults in the library")
                .isEqualTo(errorsBefore);
    }

    @Override
    public void close() {
        mirror().close();
        shadow.close();
    }

    private long sum(ToLongFunction<MirrorCounts> part) {
        List<MirrorCounts> all = mirror().stats().mirrors();
        return IntStream.range(0, all.size())
                .filter(watched)
                .mapToLong(i -> part.applyAsLong(all.get(i)))
                .sum();
    }

    private Map<DropReason, Long> drops() {
        List<MirrorCounts> all = mirror().stats().mirrors();
        Map<DropReason, Long> drops = new EnumMap<>(DropReason.class);
        IntStream.range(0, all.size())
                .filter(watched)
                .forEach(i -> all.get(i).dropped().forEach((reason, count) -> drops.merge(reason, count, Long::sum)));
        return drops;
    }

    private long droppedSince() {
        return sum(MirrorCounts::droppedInAll)
                - droppedBefore.values().stream().mapToLong(Long::longValue).sum();
    }

    private void await(BooleanSupplier condition, String what) {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > deadline) {
                throw new AssertionError("waited in vain for " + what + ": " + mirror().stats());
            }
            LockSupport.parkNanos(1_000_000);
        }
    }

    /** Keeps the exchanges of which a copy was sent, with their bodies copied. */
    private final class Exchanges implements ExchangeObserver {
        @Override
        public int maxBodyBytes() {
            return OBSERVED_BYTES;
        }

        @Override
        public void onExchange(ObservedExchange exchange) {
            parts.use(BrokenPart.OBSERVER);
            if (exchange.copies().stream().anyMatch(copy -> !(copy.end() instanceof CopyEnd.Dropped))) {
                exchanges.add(ExchangeCopy.of(exchange));
            }
        }
    }
}
