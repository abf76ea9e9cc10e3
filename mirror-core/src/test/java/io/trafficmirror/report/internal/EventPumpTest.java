// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.report.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class EventPumpTest {
    private final List<Throwable> faults = new CopyOnWriteArrayList<>();
    private final AtomicInteger told = new AtomicInteger();
    private final AtomicInteger lost = new AtomicInteger();
    private final CountDownLatch gate = new CountDownLatch(1);
    private final CountDownLatch hanging = new CountDownLatch(1);
    private final EventPump pump = new EventPump(Thread::new, faults::add);

    @Test
    void tells_in_order_on_one_thread() {
        List<Integer> heard = new CopyOnWriteArrayList<>();
        List<Thread> threads = new CopyOnWriteArrayList<>();
        pump.start();
        for (int i = 0; i < 100; i++) {
            int number = i;
            offer(() -> {
                heard.add(number);
                threads.add(Thread.currentThread());
            });
        }
        pump.stop(60_000);

        assertThat(heard)
                .containsExactlyElementsOf(IntStream.range(0, 100).boxed().toList());
        assertThat(threads.stream().distinct()).hasSize(1).doesNotContain(Thread.currentThread());
        assertThat(lost).hasValue(0);
    }

    @Test
    void goes_on_after_a_listener_that_throws_or_interrupts_itself() {
        pump.start();
        Error fault = new AssertionError("planted");
        offer(() -> {
            throw fault;
        });
        offer(() -> Thread.currentThread().interrupt());
        offer(told::incrementAndGet);
        pump.stop(60_000);

        assertThat(faults).containsExactly(fault);
        assertThat(told).hasValue(1);
        assertThat(lost).hasValue(0);
    }

    @Test
    void loses_what_does_not_fit_and_counts_it() {
        pump.start();
        offer(this::hang);
        for (int i = 0; i < 10_000; i++) {
            offer(told::incrementAndGet);
        }

        assertThat(pump.lost()).isBetween(10_000L - 8_192, 10_000L - 8_191).isEqualTo(lost.get());
        gate.countDown();
        pump.stop(60_000);
        assertThat(told.get() + lost.get()).isEqualTo(10_000);
    }

    @Test
    void gives_back_what_a_hanging_listener_left_when_it_is_stopped() throws Exception {
        pump.start();
        offer(this::hang);
        assertThat(hanging.await(60, TimeUnit.SECONDS)).isTrue();
        for (int i = 0; i < 100; i++) {
            offer(told::incrementAndGet);
        }

        pump.stop(1);

        await().atMost(Duration.ofSeconds(60))
                .untilAsserted(() -> assertThat(lost).hasValue(100));
        assertThat(told).hasValue(0);
        assertThat(pump.lost()).isEqualTo(100);
    }

    @Test
    void is_busy_until_the_last_is_told() throws Exception {
        pump.start();
        assertThat(pump.isBusy()).isFalse();
        offer(this::hang);
        assertThat(hanging.await(60, TimeUnit.SECONDS)).isTrue();
        assertThat(pump.isBusy()).isTrue();

        gate.countDown();
        await().atMost(Duration.ofSeconds(60)).until(() -> !pump.isBusy());
        pump.stop(60_000);
    }

    @Test
    void takes_nothing_once_it_is_stopped() {
        pump.start();
        pump.stop(60_000);
        offer(told::incrementAndGet);

        assertThat(told).hasValue(0);
        assertThat(lost).hasValue(1);
    }

    @Test
    void every_piece_of_news_is_told_or_lost_once_also_while_it_stops() throws InterruptedException {
        for (int round = 0; round < 100; round++) {
            EventPump fresh = new EventPump(Thread::new, faults::add);
            AtomicInteger ends = new AtomicInteger();
            CountDownLatch begun = new CountDownLatch(1);
            fresh.start();
            Thread giver = new Thread(() -> {
                for (int i = 0; i < 500; i++) {
                    fresh.offer(news(ends::incrementAndGet, ends::incrementAndGet));
                    begun.countDown();
                }
            });
            giver.start();
            begun.await();
            fresh.stop(60_000);
            giver.join();

            assertThat(ends).hasValue(500);
        }
    }

    private void offer(Runnable telling) {
        pump.offer(news(telling, lost::incrementAndGet));
    }

    private static News news(Runnable telling, Runnable losing) {
        return new News() {
            @Override
            public void tell() {
                telling.run();
            }

            @Override
            public void lost() {
                losing.run();
            }
        };
    }

    private void hang() {
        hanging.countDown();
        try {
            gate.await(60, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            // Stopped.
        }
    }
}
