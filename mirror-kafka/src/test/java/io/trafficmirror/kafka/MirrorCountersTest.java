// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.kafka;

import static io.trafficmirror.kafka.Sent.assertAddsUp;
import static io.trafficmirror.kafka.Sent.assertCloses;
import static io.trafficmirror.kafka.Sent.producer;
import static io.trafficmirror.kafka.Sent.records;
import static io.trafficmirror.kafka.Sent.sink;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.awaitility.Awaitility.await;

import com.sun.management.ThreadMXBean;
import io.trafficmirror.capture.DropReason;
import io.trafficmirror.report.MirrorCounts;
import io.trafficmirror.report.MirrorName;
import io.trafficmirror.report.MirrorStats;
import io.trafficmirror.report.UnobservedReason;
import io.trafficmirror.transport.FailureReason;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.AbstractList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.junit.jupiter.api.Test;

/** Counters of mirrors add up over records as evidence does. */
class MirrorCountersTest {
    private static final Duration GRACE = Duration.ofSeconds(10);

    private final Replica replica = new Replica(7, "orders 2");

    private static MirrorCounts mirror(String route, long n) {
        return new MirrorCounts(
                new MirrorName(route, 0, 0, "v2"),
                10 * n,
                n,
                Map.of(DropReason.QUEUE_FULL, n, DropReason.BREAKER_OPEN, 2 * n),
                6 * n,
                Map.of("2xx", 4 * n),
                Map.of(FailureReason.TIMEOUT, 2 * n),
                0,
                5 * n,
                4 * n,
                Map.of(UnobservedReason.BYTE_BUDGET, n));
    }

    private static MirrorStats stats(MirrorCounts... mirrors) {
        return new MirrorStats(List.of(mirrors), List.of(), 0, 0, 0, 0, 0);
    }

    /** What all records together say of a mirror. */
    private static Map<String, Long> counted(List<EvidenceRecord> records, String mirror) {
        return records.stream()
                .flatMap(record -> record.mirrors().stream())
                .filter(increase -> increase.mirror().equals(mirror))
                .map(MirrorIncrease::counts)
                .reduce(new TreeMap<>(), MirrorIncrease::plus);
    }

    @Test
    void counters_of_mirrors_add_up_whatever_is_dropped_and_begin_anew_with_their_mirror() {
        MockProducer<byte[], byte[]> producer = producer(false);
        AtomicReference<MirrorStats> stats = new AtomicReference<>(stats(mirror("a", 1)));
        KafkaSink sink = sink().stats(stats::get).start(replica, () -> producer);
        await().until(() -> producer.errorNext(new TopicAuthorizationException("no")));
        await().until(producer::completeNext);
        stats.set(stats(mirror("a", 3), mirror("b", 2)));
        await().until(() -> producer.errorNext(new TimeoutException("expired")));
        await().until(producer::completeNext);
        List<EvidenceRecord> stored = records(producer);
        assertThat(stored).hasSize(4);
        assertThat(stored.get(2)).isEqualTo(stored.get(3));
        assertThat(counted(stored.subList(1, 3), "a[0].mirrors[0] (v2)"))
                .isEqualTo(MirrorIncrease.of(mirror("a", 3)).counts())
                .containsEntry("dropped.breaker_open", 6L)
                .containsEntry("unobserved.byte_budget", 3L)
                .doesNotContainKey("afterLoss");
        assertThat(counted(stored.subList(1, 3), "b[0].mirrors[0] (v2)"))
                .isEqualTo(MirrorIncrease.of(mirror("b", 2)).counts());
        stats.set(stats(mirror("a", 1), mirror("b", 2)));
        await().until(producer::completeNext);
        assertThat(records(producer).get(4).mirrors())
                .as("it was removed and came back")
                .containsExactly(MirrorIncrease.of(mirror("a", 1)));
        sink.close(GRACE);
        assertCloses(sink.account());
        assertThat(sink.account().records()).isEqualTo(4);
    }

    @Test
    void counters_of_many_mirrors_are_spread_over_records_and_no_evidence_is_lost_by_them() {
        MockProducer<byte[], byte[]> producer = producer(true);
        replica.sees(200, 2);
        MirrorCounts[] many = new MirrorCounts[300];
        for (int i = 0; i < many.length; i++) {
            many[i] = mirror("route-of-a-name-that-takes-some-room-" + i, i + 1);
        }
        sink().stats(() -> stats(many)).start(replica, () -> producer).close(GRACE);
        List<EvidenceRecord> records = records(producer);
        assertAddsUp(records, replica.report());
        assertThat(producer.history())
                .allSatisfy(record -> assertThat(record.value().length).isLessThanOrEqualTo(EvidenceRecord.MAX_BYTES));
        assertThat(records.stream().filter(record -> !record.mirrors().isEmpty()))
                .hasSizeGreaterThan(3);
        for (MirrorCounts counts : many) {
            assertThat(counted(records, counts.mirror().toString()))
                    .isEqualTo(MirrorIncrease.of(counts).counts());
        }
    }

    @Test
    void a_look_at_counters_that_fails_costs_no_evidence() {
        MockProducer<byte[], byte[]> producer = producer(true);
        replica.sees(100, 1);
        KafkaSink sink = sink().stats(() -> {
                    throw new IllegalStateException("closed");
                })
                .start(replica, () -> producer);
        sink.close(GRACE);
        assertAddsUp(records(producer), replica.report());
    }

    @Test
    void an_error_of_a_look_at_counters_costs_no_evidence_and_no_room() {
        MockProducer<byte[], byte[]> producer = producer(true);
        replica.sees(100, 1);
        KafkaSink sink = sink().stats(() -> {
                    throw new NoClassDefFoundError("for a test");
                })
                .start(replica, () -> producer);
        await().untilAsserted(() -> assertAddsUp(records(producer), replica.report()));
        sink.close(GRACE);
        assertThat(sink.account().pending()).isZero();
        assertCloses(sink.account());
    }

    @Test
    void what_is_stored_is_added_up_whole_or_not_at_all() {
        AtomicReference<MirrorStats> stats = new AtomicReference<>(stats(mirror("a", 1), mirror("b", 1)));
        MirrorRounds rounds = new MirrorRounds(stats::get, new EvidenceRecordFormat(), 1 << 14);
        List<MirrorIncrease> both = rounds.next().get(0);
        assertThat(both).hasSize(2);

        var unused = catchThrowable(() -> rounds.settled(new FailingOnce(both)));

        assertThat(rounds.next()).as("there is no memory for the sum").isEmpty();
        stats.set(stats(mirror("a", 3), mirror("b", 1)));
        assertThat(rounds.next())
                .containsExactly(List.of(
                        MirrorIncrease.of(mirror("a", 3)).since(both.get(0).counts())));
    }

    @Test
    void to_note_what_is_stored_takes_no_memory() {
        MirrorStats stats = stats(mirror("a", 1));
        MirrorRounds rounds = new MirrorRounds(() -> stats, new EvidenceRecordFormat(), 1 << 14);
        List<MirrorIncrease> first = rounds.next().get(0);
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long unused = threads.getCurrentThreadAllocatedBytes();

        long before = threads.getCurrentThreadAllocatedBytes();
        rounds.settled(first);
        long after = threads.getCurrentThreadAllocatedBytes();

        assertThat(after - before).isZero();
    }

    /** As if there were no memory when it is first read to its end. */
    private static final class FailingOnce extends AbstractList<MirrorIncrease> {
        private final List<MirrorIncrease> all;
        private boolean failed;

        FailingOnce(List<MirrorIncrease> all) {
            this.all = all;
        }

        @Override
        public MirrorIncrease get(int index) {
            if (index == all.size() - 1 && !failed) {
                failed = true;
                throw new OutOfMemoryError("for a test");
            }
            return all.get(index);
        }

        @Override
        public int size() {
            return all.size();
        }
    }
}
