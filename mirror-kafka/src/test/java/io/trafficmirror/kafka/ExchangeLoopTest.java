// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.kafka;

import static io.trafficmirror.kafka.Sent.producer;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.common.errors.TimeoutException;
import org.junit.jupiter.api.Test;

class ExchangeLoopTest {
    private static final byte[] VALUE = new byte[100];

    private final SinkCounters counters = new SinkCounters(1 << 20);
    private final MockProducer<byte[], byte[]> producer = producer(false);
    private final Exhausted events = new Exhausted();
    private final ExchangeLoop loop = new ExchangeLoop("t", counters, () -> producer, events);

    /** Without them the room of these exchanges would be taken for ever. */
    @Test
    void answers_are_found_though_there_was_no_memory_to_tell_them() {
        SinkThread thread = SinkThread.start(loop, "exchange-loop-test");
        offer();
        offer();
        await().until(() -> producer.history().size() == 2);
        events.failing.set(2);

        assertThat(producer.completeNext()).isTrue();
        assertThat(producer.errorNext(new TimeoutException("expired"))).isTrue();

        await().untilAsserted(() -> assertThat(counters.account()).isEqualTo(new SinkAccount(2, 1, Map.of(), 1, 0, 0)));
        thread.close(Duration.ofSeconds(10));
    }

    @Test
    void a_record_for_which_there_was_no_memory_is_counted_and_leaves_its_room() {
        events.failing.set(1);
        assertThatThrownBy(this::offer).isInstanceOf(OutOfMemoryError.class);

        assertThat(counters.account())
                .isEqualTo(new SinkAccount(1, 0, Map.of(SinkDropReason.SINK_FAILED, 1L), 0, 0, 0));
    }

    private void offer() {
        assertThat(counters.admit(VALUE.length)).isTrue();
        loop.offer("k", VALUE);
    }

    private static final class Exhausted extends LinkedBlockingQueue<ExchangeLoop.Event> {
        private static final long serialVersionUID = 1L;
        private final AtomicInteger failing = new AtomicInteger();

        @Override
        public boolean add(ExchangeLoop.Event event) {
            if (failing.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
                throw new OutOfMemoryError("for a test");
            }
            return super.add(event);
        }
    }
}
