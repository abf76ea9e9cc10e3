// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.transport.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class CallRingTest {
    private static WireCall call() {
        return new WireCall(null, null, null);
    }

    @Test
    void holds_at_least_what_was_asked_for_and_says_when_it_is_full() {
        CallRing ring = new CallRing(16);
        for (int lap = 0; lap < 3; lap++) {
            for (int i = 0; i < 16; i++) {
                assertThat(ring.offer(call())).isTrue();
            }
            assertThat(ring.offer(call())).isFalse();
            for (int i = 0; i < 16; i++) {
                assertThat(ring.take()).isNotNull();
            }
            assertThat(ring.take()).isNull();
            assertThat(ring.isEmpty()).isTrue();
        }
    }

    @Test
    void loses_and_doubles_nothing_under_contention() throws Exception {
        CallRing ring = new CallRing(16);
        AtomicInteger accepted = new AtomicInteger();
        Thread[] producers = IntStream.range(0, 4)
                .mapToObj(n -> new Thread(() -> {
                    for (int i = 0; i < 10_000; i++) {
                        WireCall call = call();
                        while (!ring.offer(call)) {
                            LockSupport.parkNanos(1_000);
                        }
                        accepted.incrementAndGet();
                    }
                }))
                .toArray(Thread[]::new);
        for (Thread producer : producers) {
            producer.start();
        }
        Set<WireCall> taken = new HashSet<>();
        int count = 0;
        while (count < 40_000) {
            WireCall call = ring.take();
            if (call != null) {
                taken.add(call);
                count++;
            } else {
                LockSupport.parkNanos(1_000);
            }
        }
        for (Thread producer : producers) {
            producer.join();
        }
        assertThat(taken).hasSize(40_000);
        assertThat(accepted).hasValue(40_000);
        assertThat(ring.isEmpty()).isTrue();
    }
}
