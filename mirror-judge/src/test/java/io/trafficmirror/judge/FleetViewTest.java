// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.judge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.trafficmirror.compare.report.Report;
import io.trafficmirror.compare.verdict.FailLatch;
import io.trafficmirror.compare.verdict.Judgement;
import io.trafficmirror.kafka.EvidenceRecord;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class FleetViewTest {
    private static final JudgeTopics TOPICS = JudgeTopics.DEFAULT;
    private static final TopicPartition REPORTS = new TopicPartition(TOPICS.reports(), 0);
    private static final TopicPartition VERDICTS = new TopicPartition(TOPICS.verdicts(), 0);
    private static final String ID = EvidenceRecord.idOf(Parts.EXPERIMENT);

    private final MockConsumer<byte[], byte[]> consumer = new MockConsumer<>("earliest");
    private final FleetView view = new FleetView(consumer, TOPICS, Judgement.defaults());

    @AfterEach
    void close() {
        view.close();
    }

    private void start(long stored) {
        for (TopicPartition partition : List.of(REPORTS, VERDICTS)) {
            PartitionInfo info = new PartitionInfo(partition.topic(), 0, Node.noNode(), new Node[0], new Node[0]);
            consumer.updatePartitions(partition.topic(), List.of(info));
        }
        consumer.updateBeginningOffsets(Map.of(REPORTS, 0L, VERDICTS, 0L));
        consumer.updateEndOffsets(Map.of(REPORTS, stored, VERDICTS, 0L));
        view.start();
    }

    private void arrives(long offset, String route, byte[] value) {
        byte[] key = (ID + "|" + route + "|0").getBytes(StandardCharsets.UTF_8);
        consumer.addRecord(new ConsumerRecord<>(TOPICS.reports(), 0, offset, key, value));
    }

    private static byte[] stored(Report sum) {
        return new ReportBytes().write(sum);
    }

    @Test
    void it_is_ready_when_it_has_read_all_that_was_there() {
        start(2);
        consumer.schedulePollTask(() -> arrives(0, "GET /a", stored(Parts.of("GET /a", 9000, 0))));
        await().until(() -> view.report(ID).isPresent());
        assertThat(view.isReady()).isFalse();

        consumer.schedulePollTask(() -> arrives(1, "GET /b", stored(Parts.of("GET /b", 400, 400))));
        await().until(view::isReady);
        assertThat(view.report(ID)).hasValue(Parts.of("GET /a", 9000, 0).plus(Parts.of("GET /b", 400, 400)));
    }

    @Test
    void where_it_can_not_begin_it_leaves_no_client_open() {
        KafkaException unreachable = new KafkaException("no broker");
        consumer.setOffsetsException(unreachable);

        assertThatThrownBy(() -> start(0)).isSameAs(unreachable);

        assertThat(consumer.closed()).isTrue();
    }

    @Test
    void an_error_of_the_client_does_not_end_it() {
        start(0);
        consumer.schedulePollTask(() -> consumer.setPollException(new KafkaException("not now")));
        consumer.schedulePollTask(() -> {
            throw new NoClassDefFoundError("for a test");
        });
        consumer.schedulePollTask(() -> arrives(0, "GET /a", stored(Parts.of("GET /a", 5, 0))));
        await().untilAsserted(() -> assertThat(view.report(ID)).hasValue(Parts.of("GET /a", 5, 0)));
    }

    @Test
    void an_error_that_can_not_be_logged_does_not_end_it() {
        start(0);
        consumer.schedulePollTask(() -> {
            throw new Unreadable();
        });
        consumer.schedulePollTask(() -> arrives(0, "GET /a", stored(Parts.of("GET /a", 5, 0))));
        await().untilAsserted(() -> assertThat(view.report(ID)).hasValue(Parts.of("GET /a", 5, 0)));
    }

    /** A log asks it for its message. */
    private static final class Unreadable extends RuntimeException {
        private static final long serialVersionUID = 1L;

        @Override
        public String getMessage() {
            throw new IllegalStateException("no message");
        }
    }

    @Test
    void what_an_error_has_left_of_a_batch_is_read_again() {
        start(2);
        consumer.schedulePollTask(() -> {
            consumer.addRecord(new Failing());
            arrives(1, "GET /b", stored(Parts.of("GET /b", 7, 0)));
        });
        consumer.schedulePollTask(() -> {
            arrives(0, "GET /a", stored(Parts.of("GET /a", 5, 0)));
            arrives(1, "GET /b", stored(Parts.of("GET /b", 7, 0)));
        });
        await().until(view::isReady);
        assertThat(view.report(ID)).hasValue(Parts.of("GET /a", 5, 0).plus(Parts.of("GET /b", 7, 0)));
    }

    /** As if there were no memory for what is in it. */
    private static final class Failing extends ConsumerRecord<byte[], byte[]> {
        Failing() {
            super(TOPICS.reports(), 0, 0, new byte[0], new byte[0]);
        }

        @Override
        public byte[] key() {
            throw new OutOfMemoryError("for a test");
        }
    }

    @Test
    void what_is_no_verdict_or_no_sum_does_not_end_it() {
        start(0);
        consumer.schedulePollTask(() -> {
            byte[] key = ID.getBytes(StandardCharsets.UTF_8);
            consumer.addRecord(new ConsumerRecord<>(TOPICS.verdicts(), 0, 0, key, new byte[] {'x'}));
            consumer.addRecord(
                    new ConsumerRecord<>(TOPICS.verdicts(), 0, 1, key, Parts.FOREIGN.getBytes(StandardCharsets.UTF_8)));
            arrives(0, "GET /b", Parts.FOREIGN.getBytes(StandardCharsets.UTF_8));
        });
        consumer.schedulePollTask(() -> arrives(1, "GET /a", stored(Parts.of("GET /a", 5, 0))));
        await().untilAsserted(() -> assertThat(view.report(ID)).hasValue(Parts.of("GET /a", 5, 0)));
        assertThat(view.latch(ID)).isEqualTo(FailLatch.OPEN);
    }

    @Test
    void rows_are_no_report_before_the_counts_of_their_route_are_there() {
        start(1);
        consumer.schedulePollTask(() -> arrives(0, "rows", stored(Parts.row(Parts.EXPERIMENT, "GET /a", 3))));
        await().until(view::isReady);
        assertThat(view.report(ID)).isEmpty();

        consumer.schedulePollTask(() -> arrives(1, "GET /a", stored(Parts.of("GET /a", 5, 4))));
        await().untilAsserted(() -> assertThat(view.report(ID))
                .hasValue(Parts.of("GET /a", 5, 4).plus(Parts.row(Parts.EXPERIMENT, "GET /a", 3))));
    }

    @Test
    void what_an_operator_deletes_is_gone() {
        start(0);
        consumer.schedulePollTask(() -> arrives(0, "GET /a", stored(Parts.of("GET /a", 5, 0))));
        await().until(() -> view.report(ID).isPresent());
        consumer.schedulePollTask(() -> arrives(1, "GET /a", null));
        await().until(() -> view.report(ID).isEmpty());
    }

    @Test
    void the_latest_of_a_sum_counts_and_one_that_cannot_be_read_is_none() {
        start(4);
        consumer.schedulePollTask(() -> {
            arrives(0, "GET /a", stored(Parts.of("GET /a", 5, 0)));
            arrives(1, "GET /a", stored(Parts.of("GET /a", 7, 0)));
            arrives(2, "GET /b", stored(Parts.of("GET /b", 5, 0)));
            arrives(3, "GET /b", new byte[] {'7'});
        });
        await().until(view::isReady);
        assertThat(view.report(ID)).hasValue(Parts.of("GET /a", 7, 0));
    }
}
