// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.kafka;

import static io.trafficmirror.kafka.Sent.assertAddsUp;
import static io.trafficmirror.kafka.Sent.assertCloses;
import static io.trafficmirror.kafka.Sent.breaking;
import static io.trafficmirror.kafka.Sent.producer;
import static io.trafficmirror.kafka.Sent.records;
import static io.trafficmirror.kafka.Sent.sink;
import static io.trafficmirror.kafka.Sent.unclosable;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.trafficmirror.compare.evidence.Evidence;
import io.trafficmirror.compare.report.Report;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.junit.jupiter.api.Test;

class KafkaSinkTest {
    private static final Duration GRACE = Duration.ofSeconds(10);

    private final EvidenceRecordFormat format = new EvidenceRecordFormat();
    private final Replica replica = new Replica(7, "orders 2");

    @Test
    void what_is_sent_in_rounds_adds_up_to_the_report() {
        MockProducer<byte[], byte[]> producer = producer(true);
        KafkaSink sink = sink().start(replica, () -> producer);
        for (int round = 1; round <= 5; round++) {
            replica.sees(200, 3);
            Report now = replica.report();
            await().untilAsserted(() -> assertAddsUp(records(producer), now));
        }
        replica.sees(200, 3);
        sink.close(GRACE);
        assertAddsUp(records(producer), replica.report());
        assertThat(sink.account().acked())
                .isEqualTo(sink.account().records())
                .isEqualTo(producer.history().size());
        assertCloses(sink.account());
    }

    @Test
    void a_record_has_at_most_16_kib_one_route_and_a_key_of_its_own() {
        MockProducer<byte[], byte[]> producer = producer(true);
        replica.sees(6_000, 4);
        sink().start(replica, () -> producer).close(GRACE);
        assertThat(producer.history()).hasSizeGreaterThan(4).allSatisfy(record -> {
            assertThat(record.value().length).isLessThanOrEqualTo(EvidenceRecord.MAX_BYTES);
            Report report = format.read(record.value()).report();
            Set<String> routes = new TreeSet<>(report.evidence().routes().keySet());
            report.evidence().cells().keySet().forEach(key -> routes.add(key.route()));
            assertThat(routes).hasSize(1);
            assertThat(new String(record.key(), StandardCharsets.UTF_8))
                    .startsWith(EvidenceRecord.idOf(report.experiment()) + "|"
                            + routes.iterator().next() + "|");
        });
        assertAddsUp(records(producer), replica.report());
    }

    @Test
    void numbers_rise_and_none_is_below_the_floor() {
        MockProducer<byte[], byte[]> producer = producer(true);
        replica.sees(500, 5);
        KafkaSink sink = sink().start(replica, () -> producer);
        await().until(() -> sink.account().acked() >= 5);
        replica.sees(500, 5);
        sink.close(GRACE);
        List<EvidenceRecord> records = records(producer);
        for (int i = 0; i < records.size(); i++) {
            assertThat(records.get(i).sequence()).isEqualTo(i);
        }
        assertThat(records.get(0).floor()).isZero();
        assertThat(records.get(records.size() - 1).floor()).isPositive();
    }

    @Test
    void a_record_without_an_answer_is_sent_again_under_its_number_and_nothing_new_before() {
        MockProducer<byte[], byte[]> producer = producer(false);
        replica.sees(100, 1);
        KafkaSink sink = sink().start(replica, () -> producer);
        await().until(() -> producer.errorNext(new TimeoutException("expired")));
        replica.sees(100, 1);
        await().until(() -> producer.history().size() == 2);
        assertThat(producer.history().get(1).value())
                .isEqualTo(producer.history().get(0).value());
        assertThat(sink.account()).isEqualTo(new SinkAccount(1, 0, Map.of(), 0, 1, 1));
        assertThat(producer.completeNext()).isTrue();
        await().until(() -> producer.history().size() == 3);
        assertThat(producer.completeNext()).isTrue();
        sink.close(GRACE);
        assertAddsUp(records(producer).subList(1, 3), replica.report());
        assertThat(sink.account()).isEqualTo(new SinkAccount(2, 2, Map.of(), 0, 0, 1));
    }

    @Test
    void what_a_refused_record_carried_is_in_the_next() {
        for (RuntimeException refusal :
                List.of(new RecordTooLargeException("at the broker"), new TopicAuthorizationException("no"))) {
            MockProducer<byte[], byte[]> producer = producer(false);
            Replica one = new Replica(3, "orders 2");
            one.sees(100, 1);
            KafkaSink sink = sink().start(one, () -> producer);
            await().until(() -> producer.errorNext(refusal));
            await().until(() -> producer.history().size() == 2);
            assertThat(producer.completeNext()).isTrue();
            sink.close(GRACE);
            List<EvidenceRecord> records = records(producer);
            assertThat(records.get(1).sequence()).isEqualTo(1);
            assertAddsUp(records.subList(1, 2), one.report());
            SinkDropReason reason = refusal instanceof RecordTooLargeException
                    ? SinkDropReason.SINK_TOO_LARGE
                    : SinkDropReason.SINK_FAILED;
            assertThat(sink.account()).isEqualTo(new SinkAccount(2, 1, Map.of(reason, 1L), 0, 0, 0));
        }
    }

    @Test
    void what_fits_no_record_is_counted_and_all_else_arrives() {
        MockProducer<byte[], byte[]> producer = producer(true);
        replica.sees(100, 2);
        Report fits = replica.report();
        replica.seesWhatFitsNoRecord();
        KafkaSink sink = sink().start(replica, () -> producer);
        sink.close(GRACE);
        assertAddsUp(records(producer), fits);
        assertThat(sink.account().dropped()).containsOnlyKeys(SinkDropReason.SINK_TOO_LARGE);
        assertCloses(sink.account());
    }

    @Test
    void more_than_may_wait_is_dropped_as_full_and_arrives_later() {
        MockProducer<byte[], byte[]> producer = producer(false);
        replica.sees(2_000, 8);
        KafkaSink sink = sink().maxPendingBytes(64 << 10).start(replica, () -> producer);
        await().until(() -> sink.account().dropped().containsKey(SinkDropReason.SINK_FULL));
        assertCloses(sink.account());
        await().untilAsserted(() -> {
            while (producer.completeNext()) {
                assertThat(sink.account().unknown()).isZero();
            }
            assertAddsUp(records(producer), replica.report());
        });
        sink.close(GRACE);
        assertCloses(sink.account());
    }

    @Test
    void without_an_answer_until_the_end_a_record_is_unknown() {
        MockProducer<byte[], byte[]> producer = producer(false);
        replica.sees(100, 1);
        KafkaSink sink = sink().start(replica, () -> producer);
        await().until(() -> sink.account().pending() == 1);
        sink.close(Duration.ZERO);
        await().untilAsserted(() -> assertThat(sink.account()).isEqualTo(new SinkAccount(1, 0, Map.of(), 1, 0, 0)));
    }

    @Test
    void at_the_end_what_is_in_doubt_is_sent_again_at_once_and_then_the_rest() {
        MockProducer<byte[], byte[]> producer = producer(false);
        replica.sees(100, 1);
        KafkaSink sink = sink().interval(Duration.ofSeconds(3)).start(replica, () -> producer);
        await().until(() -> producer.errorNext(new TimeoutException("expired")));
        replica.sees(100, 1);
        CompletableFuture<Void> closed = CompletableFuture.runAsync(() -> sink.close(Duration.ofSeconds(2)));
        await().until(() -> {
            producer.completeNext();
            return closed.isDone();
        });
        assertAddsUp(records(producer).subList(1, 3), replica.report());
        assertThat(sink.account()).isEqualTo(new SinkAccount(2, 2, Map.of(), 0, 0, 1));
    }

    @Test
    void a_client_that_breaks_is_replaced() {
        BlockingQueue<Producer<byte[], byte[]>> made = new LinkedBlockingQueue<>();
        MockProducer<byte[], byte[]> broken = producer(true);
        broken.sendException = new IllegalStateException("fatal");
        made.add(broken);
        MockProducer<byte[], byte[]> sound = producer(true);
        made.add(sound);
        replica.sees(100, 1);
        KafkaSink sink = sink().start(replica, made::remove);
        await().until(() -> !sound.history().isEmpty());
        sink.close(GRACE);
        assertThat(broken.closed()).isTrue();
        assertAddsUp(records(sound), replica.report());
        assertThat(sink.account()).isEqualTo(new SinkAccount(2, 1, Map.of(SinkDropReason.SINK_FAILED, 1L), 0, 0, 0));
    }

    /** Whether the client has taken the record before it failed, nobody knows: it goes again under its number. */
    @Test
    void an_error_of_the_client_is_no_end_and_puts_its_record_in_doubt() {
        BlockingQueue<Producer<byte[], byte[]>> made = new LinkedBlockingQueue<>();
        MockProducer<byte[], byte[]> broken = breaking();
        made.add(broken);
        MockProducer<byte[], byte[]> sound = producer(true);
        made.add(sound);
        replica.sees(100, 1);
        KafkaSink sink = sink().start(replica, made::remove);
        await().until(() -> !sound.history().isEmpty());
        sink.close(GRACE);
        assertAddsUp(records(sound), replica.report());
        assertThat(records(sound).get(0).sequence()).isZero();
        assertThat(sink.account()).isEqualTo(new SinkAccount(1, 1, Map.of(), 0, 0, 1));
    }

    @Test
    void an_error_while_evidence_is_looked_at_is_no_end() {
        MockProducer<byte[], byte[]> producer = producer(true);
        replica.sees(100, 1);
        KafkaSink sink = sink().start(failingOnce(), () -> producer);
        await().untilAsserted(() -> assertAddsUp(records(producer), replica.report()));
        sink.close(GRACE);
        assertCloses(sink.account());
    }

    @Test
    void an_error_of_the_look_at_the_end_is_no_loss_within_the_grace() {
        MockProducer<byte[], byte[]> producer = producer(true);
        replica.sees(100, 1);
        sink().interval(Duration.ofHours(1))
                .start(failingOnce(), () -> producer)
                .close(GRACE);
        assertAddsUp(records(producer), replica.report());
    }

    private EvidenceSource failingOnce() {
        AtomicBoolean failed = new AtomicBoolean();
        return new EvidenceSource() {
            @Override
            public Report report() {
                if (failed.compareAndSet(false, true)) {
                    throw new NoClassDefFoundError("for a test");
                }
                return replica.report();
            }

            @Override
            public long resets() {
                return replica.resets();
            }
        };
    }

    @Test
    void an_error_that_can_not_be_logged_is_no_end() {
        AtomicBoolean failed = new AtomicBoolean();
        MockProducer<byte[], byte[]> producer = producer(true);
        replica.sees(100, 1);
        KafkaSink sink = sink().start(replica, () -> {
            if (failed.compareAndSet(false, true)) {
                throw new Unreadable();
            }
            return producer;
        });
        await().untilAsserted(() -> assertAddsUp(records(producer), replica.report()));
        sink.close(GRACE);
        assertCloses(sink.account());
    }

    /** A log asks it for its message. */
    private static final class Unreadable extends RuntimeException {
        private static final long serialVersionUID = 1L;

        @Override
        public String getMessage() {
            throw new IllegalStateException("no message");
        }
    }

    /** As where the application's classes are gone before the sink is. */
    @Test
    void a_client_that_can_not_be_closed_leaves_no_account_open() {
        MockProducer<byte[], byte[]> producer = unclosable();
        replica.sees(100, 1);
        KafkaSink sink = sink().start(replica, () -> producer);
        await().until(() -> sink.account().pending() == 1);
        sink.close(Duration.ZERO);
        await().untilAsserted(() -> assertThat(sink.account()).isEqualTo(new SinkAccount(1, 0, Map.of(), 1, 0, 0)));
    }

    @Test
    void any_grace_closes_it() {
        for (Duration grace : List.of(Duration.ofSeconds(Long.MAX_VALUE), Duration.ofSeconds(Long.MIN_VALUE))) {
            MockProducer<byte[], byte[]> producer = producer(true);
            KafkaSink sink = sink().start(new Replica(3, "orders 2"), () -> producer);
            sink.close(grace);
            assertCloses(sink.account());
        }
        assertNoThreadIsLeft();
    }

    @Test
    void an_experiment_that_is_begun_anew_has_another_epoch() {
        MockProducer<byte[], byte[]> producer = producer(true);
        replica.sees(100, 1);
        KafkaSink sink = sink().start(replica, () -> producer);
        await().until(() -> producer.history().size() == 1);
        replica.begin();
        replica.sees(500, 1);
        sink.close(GRACE);
        Map<String, List<EvidenceRecord>> epochs =
                records(producer).stream().collect(Collectors.groupingBy(EvidenceRecord::epoch));
        assertThat(epochs).hasSize(2);
        EvidenceRecord last = records(producer).get(producer.history().size() - 1);
        assertAddsUp(epochs.get(last.epoch()), replica.report());
        assertThat(epochs.get(last.epoch()).get(0).sequence()).isZero();
    }

    @Test
    void no_value_that_a_user_sent_leaves_unless_it_is_allowed() {
        MockProducer<byte[], byte[]> producer = producer(true);
        replica.sees(5, 1);
        KafkaSink.to("127.0.0.1:1")
                .instance("one")
                .start(replica, () -> producer)
                .close(GRACE);
        assertThat(producer.history())
                .isNotEmpty()
                .allSatisfy(record -> assertThat(new String(record.key(), StandardCharsets.UTF_8)
                                + new String(record.value(), StandardCharsets.UTF_8))
                        .doesNotContain("user", "query.", "header.accept", "curl"));
        Evidence allowed = Rounds.allowed(replica.report().evidence(), false, false);
        assertAddsUp(records(producer), new Report(replica.report().experiment(), allowed));
        assertThat(allowed.routes().values().iterator().next().attributes().counts())
                .containsOnlyKeys("protocol=HTTP/1.1");
    }

    @Test
    void without_a_broker_nothing_waits_for_ever_and_the_account_closes() throws IOException {
        int closed;
        try (ServerSocket socket = new ServerSocket(0)) {
            closed = socket.getLocalPort();
        }
        replica.sees(2000, 20);
        KafkaSink sink = KafkaSink.to("127.0.0.1:" + closed)
                .property("max.block.ms", 200)
                .interval(Duration.ofMillis(100))
                .start(replica);
        await().until(() -> sink.account().droppedInAll() > 40);
        sink.close(Duration.ofSeconds(2));
        assertThat(sink.account().dropped()).containsOnlyKeys(SinkDropReason.SINK_BLOCKED);
        assertThat(sink.account().pending()).isZero();
        assertCloses(sink.account());
        assertNoThreadIsLeft();
    }

    @Test
    void a_broker_that_takes_connections_and_says_nothing_is_like_none() throws IOException {
        try (ServerSocket mute = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            replica.sees(200, 2);
            KafkaSink sink = KafkaSink.to("127.0.0.1:" + mute.getLocalPort())
                    .property("max.block.ms", 200)
                    .interval(Duration.ofMillis(100))
                    .start(replica);
            try (Socket taken = mute.accept()) {
                assertThat(taken.isConnected()).isTrue();
                await().until(() -> sink.account().droppedInAll() > 2);
                sink.close(Duration.ofSeconds(2));
            }
            assertThat(sink.account().acked()).isZero();
            assertThat(sink.account().pending()).isZero();
            assertCloses(sink.account());
            assertNoThreadIsLeft();
        }
    }

    private static void assertNoThreadIsLeft() {
        await().untilAsserted(() -> assertThat(Thread.getAllStackTraces().keySet())
                .extracting(Thread::getName)
                .noneMatch(name -> name.startsWith("traffic-mirror-kafka") || name.startsWith("kafka-producer")));
    }

    @Test
    void settings_that_the_account_rests_on_stay() {
        assertThatThrownBy(() -> sink().property("acks", "0")).hasMessageContaining("acks");
        assertThatThrownBy(() -> sink().property("enable.idempotence", false))
                .hasMessageContaining("enable.idempotence");
        assertThatThrownBy(() -> sink().instance("")).hasMessage("instance: must be 1 to 200 characters, was 0");
        assertThatThrownBy(() -> sink().interval(Duration.ofMillis(1)))
                .hasMessage("interval: must be 100 ms..1 h, was PT0.001S");
        assertThatThrownBy(() -> sink().shards(0)).hasMessage("shards: must be 1..1024, was 0");
        assertThatThrownBy(() -> sink().maxPendingBytes(1)).hasMessageStartingWith("maxPendingBytes: must be");
    }
}
