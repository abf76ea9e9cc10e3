// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.dispatch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class HousekeeperTest {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final MirrorThreads threads = new MirrorThreads();
    private final AtomicInteger rounds = new AtomicInteger();
    private final List<Throwable> faults = new CopyOnWriteArrayList<>();

    @Test
    void makes_rounds_until_it_is_stopped() {
        Housekeeper housekeeper = new Housekeeper(threads, List.of(rounds::incrementAndGet), () -> true, faults::add);
        housekeeper.start();
        await().atMost(PATIENCE).until(() -> rounds.get() > 3);

        housekeeper.stop(PATIENCE.toNanos());
        int made = rounds.get();

        assertThat(threads.alive()).isEmpty();
        assertThat(rounds.get()).isEqualTo(made);
        assertThat(faults).isEmpty();
    }

    @Test
    void a_chore_that_throws_ends_neither_the_round_nor_the_keeper() {
        Error fault = new AssertionError("planted");
        Housekeeper housekeeper = new Housekeeper(
                threads,
                List.of(
                        () -> {
                            throw fault;
                        },
                        rounds::incrementAndGet),
                () -> true,
                faults::add);
        housekeeper.start();

        await().atMost(PATIENCE).until(() -> rounds.get() > 3);
        housekeeper.stop(PATIENCE.toNanos());

        assertThat(faults).contains(fault);
        assertThat(threads.alive()).isEmpty();
    }

    @Test
    void an_interrupt_does_not_make_it_spin() {
        AtomicInteger interrupted = new AtomicInteger();
        Housekeeper housekeeper = new Housekeeper(
                threads,
                List.of(() -> {
                    rounds.incrementAndGet();
                    interrupted.addAndGet(Thread.currentThread().isInterrupted() ? 1 : 0);
                    Thread.currentThread().interrupt();
                }),
                () -> true,
                faults::add);
        housekeeper.start();

        await().atMost(PATIENCE).until(() -> rounds.get() > 3);
        housekeeper.stop(PATIENCE.toNanos());

        assertThat(interrupted).hasValue(0);
    }

    @Test
    void its_threads_are_daemons_without_the_applications_class_loader() {
        Housekeeper housekeeper = new Housekeeper(threads, List.of(() -> {}), () -> false, faults::add);
        housekeeper.start();

        assertThat(threads.alive()).singleElement().satisfies(thread -> {
            assertThat(thread.getName()).isEqualTo("traffic-mirror-housekeeper");
            assertThat(thread.isDaemon()).isTrue();
            assertThat(thread.getContextClassLoader()).isSameAs(MirrorThreads.class.getClassLoader());
        });
        housekeeper.stop(PATIENCE.toNanos());
    }
}
