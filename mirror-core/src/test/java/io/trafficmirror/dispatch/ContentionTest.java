// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import io.trafficmirror.capture.DropReason;
import io.trafficmirror.capture.internal.ByteBudget;
import io.trafficmirror.dispatch.Breaker.Permit;
import io.trafficmirror.targets.BreakerRules;
import io.trafficmirror.targets.Target;
import io.trafficmirror.targets.TargetLimits;
import io.trafficmirror.targets.TargetState;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What may be raced, raced by real threads, a bounded number of times. The thorough version is the module of jcstress tests. */
class ContentionTest {
    private static final int THREADS = 4;
    private static final int TURNS = 200_000;

    private final ExecutorService threads = Executors.newFixedThreadPool(THREADS);

    @AfterEach
    void stop() {
        threads.shutdownNow();
    }

    @Test
    void the_byte_budget_is_never_exceeded_and_comes_back_whole() throws Exception {
        ByteBudget budget = new ByteBudget(1000);
        AtomicLong granted = new AtomicLong();

        race(number -> {
            Random random = new Random(number);
            for (int i = 0; i < TURNS; i++) {
                int wish = 1 + random.nextInt(600);
                if (budget.tryReserve(wish)) {
                    // Counted after it was had and before it is given back: never more than what is held.
                    check(granted.addAndGet(wish) <= 1000, "granted");
                    long held = budget.held();
                    check(held >= wish && held <= 1000, "held");
                    granted.addAndGet(-wish);
                    budget.release(wish);
                }
            }
            return null;
        });

        assertThat(budget.held()).isZero();
    }

    @Test
    void the_queue_holds_no_more_than_its_capacity_and_gives_every_element_once() throws Exception {
        CopyQueue<Integer> queue = new CopyQueue<>(8, 1);
        AtomicInteger inside = new AtomicInteger();
        Set<Integer> given = ConcurrentHashMap.newKeySet();
        AtomicInteger taken = new AtomicInteger();

        race(number -> {
            for (int i = 0; i < TURNS; i++) {
                Integer element = number * TURNS + i;
                Turn<Integer> turn = new Turn<>(element, Turn.NO_KEY);
                if (queue.offer(turn)) {
                    given.add(element);
                    check(inside.incrementAndGet() <= 8 + THREADS, "inside");
                }
                Integer got = i % 3 == 0 && queue.remove(turn) ? element : queue.poll();
                if (got != null) {
                    inside.decrementAndGet();
                    taken.incrementAndGet();
                }
                int size = queue.size();
                check(size >= 0 && size <= 8, "size");
            }
            return null;
        });
        while (queue.poll() != null) {
            taken.incrementAndGet();
        }

        assertThat(taken).hasValue(given.size());
        assertThat(queue.size()).isZero();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 3})
    void no_two_occupants_share_a_slot(int capacity) throws Exception {
        Slots<Integer> slots = new Slots<>(capacity);
        List<AtomicInteger> occupants = List.of(new AtomicInteger(), new AtomicInteger(), new AtomicInteger());

        race(number -> {
            for (int i = 0; i < TURNS; i++) {
                if (slots.tryAcquire()) {
                    int place = slots.fill(number);
                    check(occupants.get(place).incrementAndGet() == 1, "one occupant");
                    int taken = slots.taken();
                    check(taken >= 1 && taken <= capacity, "taken");
                    occupants.get(place).decrementAndGet();
                    slots.empty(place);
                    slots.giveBack();
                }
            }
            return null;
        });

        assertThat(slots.taken()).isZero();
    }

    @Test
    void one_probe_at_a_time_passes_whoever_reports_what() throws Exception {
        Duration second = Duration.ofSeconds(1);
        Breaker breaker = new Breaker(new BreakerRules(1, 100, 100, second, second), () -> 0L);
        List<Permit> old = new ArrayList<>();
        for (int i = 0; i < THREADS * 500; i++) {
            old.add(breaker.pass(0));
        }
        breaker.failed(breaker.pass(0), 0);
        AtomicLong clock = new AtomicLong();
        AtomicInteger probes = new AtomicInteger();
        AtomicInteger atOnce = new AtomicInteger();

        race(number -> {
            for (int i = 0; i < TURNS; i++) {
                long now = clock.addAndGet(Duration.ofMillis(100).toNanos());
                Permit permit = breaker.pass(now);
                if (permit != null) {
                    check(atOnce.incrementAndGet() == 1, "one probe");
                    probes.incrementAndGet();
                    report(breaker, old.get(number * 500 + i % 500), i % 3, now);
                    atOnce.decrementAndGet();
                    report(breaker, permit, 1 + i % 2, now);
                }
            }
            return null;
        });

        assertThat(probes.get()).isGreaterThan(100);
        assertThat(breaker.state()).isEqualTo(Breaker.State.OPEN);
    }

    @Test
    void every_copy_ends_once_and_every_slot_comes_back_whatever_the_transport_does() throws Exception {
        AtomicLong clock = new AtomicLong();
        List<Throwable> faults = new ArrayList<>();
        DispatcherListener watch = new DispatcherListener() {
            @Override
            public void breaker(Target target, boolean opened) {}

            @Override
            public void fault(Throwable fault) {
                synchronized (faults) {
                    faults.add(fault);
                }
            }
        };
        TargetLimits limits = TargetLimits.DEFAULT
                .withBreaker(
                        new BreakerRules(Integer.MAX_VALUE, 100, 10_000, Duration.ofMillis(1), Duration.ofMillis(1)))
                .withMaxQueued(16)
                .withMaxInFlight(4)
                .withMaxQueueAge(Duration.ofMillis(5))
                .withDeadline(Duration.ofMillis(20));
        RacingTransport transport = new RacingTransport();
        ByteBudget budget = new ByteBudget(1 << 20);
        Dispatcher dispatcher =
                new Dispatcher(Target.parse("http://shadow"), limits, transport, watch, clock::get, () -> 0L);
        Set<CountedCopy> copies = ConcurrentHashMap.newKeySet();

        race(number -> {
            for (int i = 0; i < TURNS / 20; i++) {
                clock.addAndGet(Duration.ofMillis(1).toNanos());
                switch (number) {
                    case 0, 1 -> {
                        CountedCopy copy = new CountedCopy();
                        copies.add(copy);
                        CopyCall call = CountedCopy.captured(dispatcher, copy, budget);
                        call.leave();
                        if (i % 7 == 0) {
                            call.cut(DropReason.BODY_ABORTED);
                        }
                    }
                    case 2 -> transport.react(i);
                    default -> dispatcher.sweep();
                }
            }
            return null;
        });
        clock.addAndGet(Duration.ofMinutes(1).toNanos());
        dispatcher.sweep();
        dispatcher.sweep();
        dispatcher.close(Duration.ZERO);

        assertThat(copies).allSatisfy(copy -> {
            assertThat(copy.drops.get() + copy.ends.get()).isEqualTo(1);
            assertThat(copy.sents.get()).isEqualTo(copy.ends.get());
            assertThat(copy.overs.get()).isEqualTo(1);
        });
        assertThat(dispatcher.state())
                .extracting(TargetState::queued, TargetState::inFlight)
                .containsExactly(0, 0);
        assertThat(budget.held()).isZero();
        assertThat(dispatcher.isHeld()).isFalse();
        assertThat(faults).isEmpty();
    }

    private static void report(Breaker breaker, Permit permit, int what, long now) {
        switch (what) {
            case 0 -> breaker.succeeded(permit);
            case 1 -> breaker.failed(permit, now);
            default -> breaker.undecided(permit, now);
        }
    }

    /** Far cheaper than an assertion, so that the threads spend their time in the race. */
    private static void check(boolean holds, String what) {
        if (!holds) {
            throw new AssertionError(what);
        }
    }

    private interface Part {
        Object run(int number) throws Exception;
    }

    /** Has all threads begin together; fails if one of them does. */
    private void race(Part part) throws InterruptedException, ExecutionException {
        CyclicBarrier start = new CyclicBarrier(THREADS);
        List<Future<Object>> ends = new ArrayList<>();
        for (int i = 0; i < THREADS; i++) {
            int number = i;
            Callable<Object> running = () -> {
                start.await();
                return part.run(number);
            };
            ends.add(threads.submit(running));
        }
        for (Future<Object> end : ends) {
            end.get();
        }
    }
}
