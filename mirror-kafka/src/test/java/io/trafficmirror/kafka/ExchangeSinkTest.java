// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.kafka;

import static io.trafficmirror.kafka.Sent.assertCloses;
import static io.trafficmirror.kafka.Sent.breaking;
import static io.trafficmirror.kafka.Sent.producer;
import static io.trafficmirror.kafka.exchange.Exchanges.exchange;
import static io.trafficmirror.kafka.exchange.Exchanges.get;
import static io.trafficmirror.kafka.exchange.Exchanges.json;
import static io.trafficmirror.kafka.exchange.Exchanges.shadow;
import static io.trafficmirror.kafka.exchange.Exchanges.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.trafficmirror.capture.HeldBody;
import io.trafficmirror.experiment.Writes;
import io.trafficmirror.http.Headers;
import io.trafficmirror.http.RequestHead;
import io.trafficmirror.kafka.exchange.ExchangeRecord;
import io.trafficmirror.kafka.exchange.ExchangeRecordFormat;
import io.trafficmirror.kafka.exchange.Exchanges;
import io.trafficmirror.report.Interest;
import io.trafficmirror.report.ObservedExchange;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import org.apache.kafka.clients.producer.Callback;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;

class ExchangeSinkTest {
    private static final Duration GRACE = Duration.ofSeconds(10);

    private final ExchangeRecordFormat format = new ExchangeRecordFormat();

    @Test
    void an_exchange_for_which_there_was_no_memory_is_counted() {
        HeldBody exhausted = (HeldBody) Proxy.newProxyInstance(
                HeldBody.class.getClassLoader(), new Class<?>[] {HeldBody.class}, (proxy, method, arguments) -> {
                    throw new OutOfMemoryError("for a test");
                });
        MockProducer<byte[], byte[]> producer = producer(true);
        ExchangeSink sink = sink().start(() -> producer);
        ObservedExchange seen = exchange(get("/orders/17"), Exchanges.response(exhausted), shadow(json("{}")));

        assertThatThrownBy(() -> sink.onExchange(seen)).isInstanceOf(OutOfMemoryError.class);
        sink.close(GRACE);

        assertThat(sink.account()).isEqualTo(new SinkAccount(1, 0, Map.of(SinkDropReason.SINK_FAILED, 1L), 0, 0, 0));
    }

    private static ExchangeSinkBuilder sink() {
        return ExchangeSink.to("127.0.0.1:1", "orders 2").instance("one");
    }

    private static ObservedExchange seen(String id, String body) {
        ObservedExchange exchange = exchange(get("/orders/17"), json(body), shadow(json(body)));
        return new ObservedExchange(id, exchange.request(), Optional.empty(), exchange.primary(), exchange.copies());
    }

    /** A document of so many bytes in which nothing looks like a secret. */
    private static String document(int bytes) {
        return "[" + "1,".repeat((bytes - 3) / 2) + "1]";
    }

    @Test
    void an_exchange_arrives_with_its_bodies_under_a_key_without_anything_of_a_user() {
        MockProducer<byte[], byte[]> producer = producer(true);
        ExchangeSink sink = sink().topic("t").start(() -> producer);
        sink.onExchange(seen("a", "{\"price\":7}"));
        sink.close(GRACE);
        ProducerRecord<byte[], byte[]> sent = producer.history().get(0);
        assertThat(sent.topic()).isEqualTo("t");
        assertThat(new String(sent.key(), StandardCharsets.UTF_8))
                .isEqualTo(ExchangeRecord.key("orders 2", "GET /orders/{id}", "one", 4));
        ExchangeRecord record = format.read(sent.value());
        assertThat(record.candidate()).isEqualTo("orders 2");
        assertThat(record.instance()).isEqualTo("one");
        assertThat(record.exchange().template()).contains("/orders/{id}");
        assertThat(text(record.exchange().primary())).isEqualTo("{\"price\":7}");
        assertThat(sink.account()).isEqualTo(new SinkAccount(1, 1, Map.of(), 0, 0, 0));
    }

    @Test
    void only_safe_methods_are_wanted_unless_writes_are_compared() {
        RequestHead post = new RequestHead("POST", "http", "orders", "/orders", Headers.empty());
        MockProducer<byte[], byte[]> producer = producer(true);
        ExchangeSink reads = sink().start(() -> producer);
        ExchangeSink all = sink().writes(Writes.COMPARE).start(() -> producer);
        assertThat(reads.interest(post, List.of())).isEqualTo(Interest.NONE);
        assertThat(reads.interest(get("/"), List.of())).isEqualTo(Interest.BODIES);
        assertThat(all.interest(post, List.of())).isEqualTo(Interest.BODIES);
        reads.close(GRACE);
        all.close(GRACE);
    }

    @Test
    void a_share_is_chosen_by_the_hash_of_the_id() {
        MockProducer<byte[], byte[]> producer = producer(true);
        ExchangeSink none = sink().percent(0).start(() -> producer);
        ExchangeSink half = sink().percent(50).start(() -> producer);
        ExchangeSink other = sink().percent(50).start(() -> producer);
        for (int i = 0; i < 1000; i++) {
            none.onExchange(seen("id" + i, "{}"));
            half.onExchange(seen("id" + i, "{}"));
            other.onExchange(seen("id" + i, "{}"));
        }
        List.of(none, half, other).forEach(sink -> sink.close(GRACE));
        assertThat(none.account().records()).isZero();
        assertThat(half.account().records())
                .isBetween(400L, 600L)
                .isEqualTo(other.account().records());
    }

    @Test
    void a_record_above_256_kib_is_dropped_as_too_large_and_those_behind_it_arrive() {
        MockProducer<byte[], byte[]> producer = producer(true);
        ExchangeSink sink = sink().maxBodyBytes(256 << 10).start(() -> producer);
        sink.onExchange(seen("a", document(130 << 10)));
        sink.onExchange(seen("b", document(120 << 10)));
        sink.close(GRACE);
        assertThat(producer.history()).hasSize(1);
        assertThat(producer.history().get(0).value().length).isBetween(240 << 10, ExchangeRecord.MAX_BYTES);
        assertThat(sink.account()).isEqualTo(new SinkAccount(2, 1, Map.of(SinkDropReason.SINK_TOO_LARGE, 1L), 0, 0, 0));
    }

    @Test
    void more_than_may_wait_is_dropped_as_full() {
        MockProducer<byte[], byte[]> producer = producer(false);
        ExchangeSink sink = sink().maxPendingBytes(512 << 10).start(() -> producer);
        for (int i = 0; i < 10; i++) {
            sink.onExchange(seen("id" + i, document(60_000)));
        }
        assertThat(sink.account().dropped()).isEqualTo(Map.of(SinkDropReason.SINK_FULL, 6L));
        await().until(() -> producer.history().size() == 4);
        while (producer.completeNext()) {
            assertThat(sink.account().unknown()).isZero();
        }
        sink.close(GRACE);
        assertThat(sink.account()).isEqualTo(new SinkAccount(10, 4, Map.of(SinkDropReason.SINK_FULL, 6L), 0, 0, 0));
    }

    @Test
    void after_a_refusal_those_behind_it_do_not_wait_as_long() {
        BlockingQueue<String> tried = new LinkedBlockingQueue<>();
        MockProducer<byte[], byte[]> blocked =
                new MockProducer<>(true, null, new ByteArraySerializer(), new ByteArraySerializer()) {
                    @Override
                    public synchronized Future<RecordMetadata> send(
                            ProducerRecord<byte[], byte[]> record, Callback callback) {
                        tried.add("once");
                        callback.onCompletion(null, new TimeoutException("no such topic"));
                        return super.send(record, (metadata, error) -> {});
                    }
                };
        ExchangeSink sink = sink().start(() -> blocked);
        for (int i = 0; i < 5; i++) {
            sink.onExchange(seen("id" + i, "{}"));
        }
        sink.close(GRACE);
        assertThat(tried).hasSizeLessThan(5);
        assertThat(sink.account()).isEqualTo(new SinkAccount(5, 0, Map.of(SinkDropReason.SINK_BLOCKED, 5L), 0, 0, 0));
    }

    @Test
    void what_the_broker_refuses_is_dropped_by_reason_and_what_it_does_not_answer_is_unknown() {
        MockProducer<byte[], byte[]> producer = producer(false);
        ExchangeSink sink = sink().start(() -> producer);
        for (RuntimeException error : List.of(
                new RecordTooLargeException("at the broker"),
                new TopicAuthorizationException("no"),
                new TimeoutException("expired"))) {
            sink.onExchange(seen("a", "{}"));
            await().until(() -> producer.errorNext(error));
        }
        sink.onExchange(seen("b", "{}"));
        await().until(() -> producer.history().size() == 4);
        sink.close(Duration.ZERO);
        await().untilAsserted(() -> assertThat(sink.account())
                .isEqualTo(new SinkAccount(
                        4, 0, Map.of(SinkDropReason.SINK_TOO_LARGE, 1L, SinkDropReason.SINK_FAILED, 1L), 2, 0, 0)));
    }

    @Test
    void a_client_that_breaks_is_replaced() {
        BlockingQueue<Producer<byte[], byte[]>> made = new LinkedBlockingQueue<>();
        MockProducer<byte[], byte[]> broken = breaking();
        made.add(broken);
        MockProducer<byte[], byte[]> sound = producer(true);
        made.add(sound);
        ExchangeSink sink = sink().start(made::remove);
        sink.onExchange(seen("a", "{}"));
        sink.onExchange(seen("b", "{}"));
        sink.close(GRACE);
        assertThat(broken.closed()).isTrue();
        assertThat(sound.history()).hasSize(1);
        assertThat(sink.account()).isEqualTo(new SinkAccount(2, 1, Map.of(), 1, 0, 0));
    }

    @Test
    void without_a_broker_the_account_closes_and_what_comes_after_the_end_is_dropped() {
        ExchangeSink sink = sink().property("max.block.ms", 100).start();
        for (int i = 0; i < 20; i++) {
            sink.onExchange(seen("id" + i, "{}"));
        }
        sink.close(GRACE);
        sink.onExchange(seen("late", "{}"));
        sink.close(GRACE);
        assertThat(sink.account()).isEqualTo(new SinkAccount(21, 0, Map.of(SinkDropReason.SINK_BLOCKED, 21L), 0, 0, 0));
        assertCloses(sink.account());
        await().untilAsserted(() -> assertThat(Thread.getAllStackTraces().keySet())
                .extracting(Thread::getName)
                .noneMatch(name ->
                        name.startsWith("traffic-mirror-kafka-exchanges") || name.startsWith("kafka-producer")));
    }

    @Test
    void settings_out_of_range_are_refused() {
        assertThatThrownBy(() -> ExchangeSink.to("b:1", ""))
                .hasMessage("candidate: must be 1 to 200 characters, was 0");
        assertThatThrownBy(() -> sink().property("acks", "0")).hasMessageContaining("acks");
        assertThatThrownBy(() -> sink().maxBodyBytes(-1)).hasMessage("maxBodyBytes: must be 0..262144, was -1");
        assertThatThrownBy(() -> sink().maxPendingBytes(1))
                .hasMessage("maxPendingBytes: must be 524288 or more, was 1");
        assertThatThrownBy(() -> sink().shards(0)).hasMessage("shards: must be 1..1024, was 0");
    }
}
