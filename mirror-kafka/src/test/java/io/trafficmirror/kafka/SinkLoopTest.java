// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.kafka;

import static io.trafficmirror.kafka.Sent.assertAddsUp;
import static io.trafficmirror.kafka.Sent.producer;
import static io.trafficmirror.kafka.Sent.records;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.trafficmirror.report.MirrorStats;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.common.errors.TimeoutException;
import org.jspecify.annotations.Nullable;
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

    /** One that has ended would lose all that comes. */
    @Test
    void the_thread_goes_on_where_it_had_no_memory_to_wait() {
        MockProducer<byte[], byte[]> producer = producer(true);
        Rounds rounds = new Rounds(replica, settings, counters, () -> "e");
        replica.sees(100, 1);
        SinkThread thread = SinkThread.start(
                new SinkLoop(settings, counters, rounds, () -> producer, new WithoutMemoryToWait()), "sink-loop-test");

        await().until(() -> !producer.history().isEmpty());
        thread.close(Duration.ofSeconds(10));

        assertAddsUp(records(producer), replica.report());
        assertThat(counters.account()).isEqualTo(new SinkAccount(1, 1, Map.of(), 0, 0, 0));
    }

    /** Behind the send of a record, so that nobody knows where it stands: it goes out again, under its number. */
    @Test
    void what_a_broken_step_has_sent_is_sent_again_as_in_doubt() {
        MockProducer<byte[], byte[]> producer = producer(false);
        Rounds rounds = new Rounds(replica, settings, counters, () -> "e");
        replica.sees(100, 1);
        SinkThread thread = SinkThread.start(
                new SinkLoop(settings, counters, rounds, () -> producer, new WithoutMemoryToLook()), "sink-loop-test");

        await().until(() -> producer.history().size() == 2);
        assertThat(producer.completeNext()).isTrue();
        await().until(producer::completeNext);
        thread.close(Duration.ofSeconds(10));

        assertThat(records(producer))
                .extracting(EvidenceRecord::sequence)
                .as("the judge takes one of them")
                .containsExactly(0L, 0L);
        assertThat(counters.account()).isEqualTo(new SinkAccount(1, 1, Map.of(), 0, 0, 1));
    }

    @Test
    void code_of_others_that_throws_what_it_does_not_declare_ends_no_sink() {
        AtomicInteger asked = new AtomicInteger();
        SinkSettings throwing = new SinkSettings("t", "one", Duration.ofMillis(100), 4, ROOM, true, true, () -> {
            if (asked.getAndIncrement() == 0) {
                SinkLoopTest.<RuntimeException>throwUndeclared(new IOException("for a test"));
            }
            return new MirrorStats(List.of(), List.of(), 0, 0, 0, 0, 0);
        });
        MockProducer<byte[], byte[]> producer = producer(true);
        Rounds rounds = new Rounds(replica, throwing, counters, () -> "e");
        replica.sees(100, 1);
        SinkThread thread = SinkThread.start(
                new SinkLoop(throwing, counters, rounds, () -> producer, new LinkedBlockingQueue<>()),
                "sink-loop-test");

        await().until(() -> !producer.history().isEmpty());
        thread.close(Duration.ofSeconds(10));

        assertThat(counters.account().pending()).isZero();
        assertAddsUp(records(producer), replica.report());
    }

    /** As code in other languages throws it. */
    @SuppressWarnings("unchecked")
    private static <T extends Throwable> void throwUndeclared(Throwable t) throws T {
        throw (T) t;
    }

    private static final class WithoutMemoryToWait extends LinkedBlockingQueue<SinkLoop.Event> {
        private static final long serialVersionUID = 1L;
        private int times;

        @Override
        public SinkLoop.@Nullable Event poll(long time, TimeUnit unit) throws InterruptedException {
            if (times++ == 0) {
                throw new OutOfMemoryError("for a test");
            }
            return super.poll(time, unit);
        }
    }

    private static final class WithoutMemoryToLook extends LinkedBlockingQueue<SinkLoop.Event> {
        private static final long serialVersionUID = 1L;
        private int times;

        @Override
        public SinkLoop.@Nullable Event poll() {
            if (times++ == 0) {
                throw new OutOfMemoryError("for a test");
            }
            return super.poll();
        }
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
