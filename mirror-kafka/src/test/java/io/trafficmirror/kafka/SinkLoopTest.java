// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.kafka;

import static io.trafficmirror.kafka.Sent.assertAddsUp;
import static io.trafficmirror.kafka.Sent.producer;
import static io.trafficmirror.kafka.Sent.records;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.trafficmirror.report.MirrorStats;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.LinkedBlockingQueue;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.common.errors.TimeoutException;
import org.junit.jupiter.api.Test;

class SinkLoopTest {
    private static final int ROOM = 1 << 20;

    private final Replica replica = new Replica(7, "orders 2");
    private final SinkCounters counters = new SinkCounters(ROOM);
    private final SinkSettings settings = new SinkSettings(
            "t",
            "one",
            Duration.ofMillis(100),
            4,
            ROOM,
            true,
            true,
            () -> new MirrorStats(List.of(), List.of(), 0, 0, 0, 0, 0));

    /** Without it no round would ever begin again. */
    @Test
    void an_answer_is_found_though_there_was_no_memory_to_tell_it() {
        MockProducer<byte[], byte[]> producer = producer(false);
        Rounds rounds = new Rounds(replica, settings, counters, () -> "e");
        replica.sees(100, 1);
        SinkThread thread = SinkThread.start(
                new SinkLoop(settings, counters, rounds, () -> producer, new WithoutMemoryTwice()), "sink-loop-test");

        await().until(() -> producer.errorNext(new TimeoutException("expired")));
        await().until(producer::completeNext);
        await().untilAsserted(() -> assertThat(counters.account().acked()).isEqualTo(1));
        replica.sees(100, 1);
        await().until(producer::completeNext);
        thread.close(Duration.ofSeconds(10));

        assertAddsUp(records(producer).subList(1, 3), replica.report());
        assertThat(counters.account()).isEqualTo(new SinkAccount(2, 2, Map.of(), 0, 0, 1));
    }

    private static final class WithoutMemoryTwice extends LinkedBlockingQueue<SinkLoop.Event> {
        private static final long serialVersionUID = 1L;
        private int times;

        @Override
        public boolean add(SinkLoop.Event event) {
            if (times++ < 2) {
                throw new OutOfMemoryError("for a test");
            }
            return super.add(event);
        }
    }
}
