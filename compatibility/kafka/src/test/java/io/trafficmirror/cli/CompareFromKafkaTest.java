// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.cli;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.trafficmirror.examples.fleet.KafkaBroker;
import io.trafficmirror.kafka.ExchangeSink;
import io.trafficmirror.kafka.ExchangeSinkBuilder;
import io.trafficmirror.kafka.SinkAccount;
import io.trafficmirror.kafka.SinkDropReason;
import io.trafficmirror.kafka.exchange.Redaction;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.io.TempDir;

/** An application whose exchanges go to a real broker, and the command that compares them again. */
class CompareFromKafkaTest {
    private static final int PARTITIONS = 3;
    private static KafkaBroker broker;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private String topic;

    @TempDir
    Path directory;

    @BeforeAll
    static void startBroker() throws IOException, InterruptedException {
        broker = KafkaBroker.start();
    }

    @AfterAll
    static void stopBroker() {
        broker.close();
    }

    @BeforeEach
    void createTopic(TestInfo test) throws Exception {
        topic = test.getTestMethod().orElseThrow().getName();
        create(topic, Map.of());
    }

    private static void create(String name, Map<String, String> settings) throws Exception {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", broker.address()))) {
            admin.createTopics(List.of(new NewTopic(name, PARTITIONS, (short) 1).configs(settings)))
                    .all()
                    .get();
        }
    }

    private ExchangeSinkBuilder sink(String instance) {
        return ExchangeSink.to(broker.address(), "orders 2")
                .topic(topic)
                .instance(instance)
                .redaction(Redaction.DEFAULT.withPath("$.card.number"));
    }

    private int compare(Object... args) {
        out.reset();
        err.reset();
        String[] words = new String[args.length + 3];
        Arrays.setAll(
                words,
                i -> i > 2
                        ? args[i - 3].toString()
                        : List.of("compare", "--from-kafka", topic).get(i));
        return Main.run(
                new ByteArrayInputStream(new byte[0]),
                new PrintStream(out, false, UTF_8),
                new PrintStream(err, false, UTF_8),
                Map.of(),
                words);
    }

    /** All that the topic holds, keys and values, as octets. */
    private List<String> octets() {
        Map<String, Object> settings = Map.of("bootstrap.servers", broker.address(), "auto.offset.reset", "earliest");
        List<String> all = new ArrayList<>();
        try (KafkaConsumer<byte[], byte[]> consumer =
                new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            List<TopicPartition> partitions = consumer.partitionsFor(topic).stream()
                    .map(info -> new TopicPartition(topic, info.partition()))
                    .toList();
            consumer.assign(partitions);
            long end = consumer.endOffsets(partitions).values().stream()
                    .mapToLong(Long::longValue)
                    .sum();
            while (all.size() < end) {
                for (ConsumerRecord<byte[], byte[]> record : consumer.poll(Duration.ofMillis(200))) {
                    all.add(new String(record.key(), ISO_8859_1) + new String(record.value(), ISO_8859_1));
                }
            }
        }
        return all;
    }

    @Test
    void a_rule_that_ignores_the_noise_takes_the_fail_away_and_no_secret_is_in_the_topic() throws Exception {
        Path live = StoredOrders.manifests(directory.resolve("live.yaml"), "");
        ExchangeSink one = sink("one").start();
        ExchangeSink two = sink("two").start();
        try (StoredOrders first = new StoredOrders(live, one);
                StoredOrders second = new StoredOrders(live, two)) {
            first.ask(60, 10);
            second.ask(60, 10);
        }
        assertThat(one.account()).isEqualTo(new SinkAccount(60, 60, Map.of(), 0, 0, 0));
        assertThat(two.account()).isEqualTo(new SinkAccount(60, 60, Map.of(), 0, 0, 0));

        List<String> stored = octets();
        assertThat(stored)
                .hasSize(120)
                .allSatisfy(record -> assertThat(record)
                        .doesNotContainIgnoringCase("s3cret")
                        .contains("\"kind\":\"visa\"", "REDACTED-1", "GET /orders/{id}"));

        String servers = "--bootstrap-servers=" + broker.address();
        assertThat(compare(servers, "--rules", live)).isEqualTo(1);
        assertThat(err()).isEqualTo("compared: 120 exchanges\n");
        assertThat(out.toString(UTF_8)).contains("FAIL", "orders 2", "GET /orders/{id}", "$.updated");

        Path rules = StoredOrders.manifests(directory.resolve("rules.yaml"), "{path: $.updated, ignore: true}");
        assertThat(compare(servers, "--rules", rules, "--format", "json")).isEqualTo(2);
        String first = out.toString(UTF_8);
        assertThat(first).startsWith("{\"verdict\":\"INSUFFICIENT\"").contains("\"causes\":[]");
        assertThat(compare(servers, "--rules", rules, "--format", "json", "--save", directory.resolve("saved")))
                .isEqualTo(2);
        assertThat(out.toString(UTF_8))
                .as("the same topic gives the same bytes")
                .isEqualTo(first);
        assertThat(Files.size(directory.resolve("saved"))).isPositive();
    }

    private String err() {
        return err.toString(UTF_8);
    }

    @Test
    void records_too_large_are_dropped_and_those_that_fit_are_compared() throws Exception {
        Path live = StoredOrders.manifests(directory.resolve("live.yaml"), "");
        ExchangeSink sink = sink("one").maxBodyBytes(200 << 10).start();
        try (StoredOrders orders = new StoredOrders(live, sink)) {
            orders.ask(5, 90_000);
            orders.ask(7, 10);
        }
        assertThat(sink.account())
                .isEqualTo(new SinkAccount(12, 7, Map.of(SinkDropReason.SINK_TOO_LARGE, 5L), 0, 0, 0));
        compare("--bootstrap-servers=" + broker.address());
        assertThat(err()).isEqualTo("compared: 7 exchanges\n");
    }

    @Test
    void records_larger_than_the_topic_takes_are_dropped_too() throws Exception {
        topic = topic + ".small";
        create(topic, Map.of("max.message.bytes", "20000"));
        Path live = StoredOrders.manifests(directory.resolve("live.yaml"), "");
        ExchangeSink sink = sink("one")
                .property("compression.type", "none")
                .property("linger.ms", 0)
                .start();
        try (StoredOrders orders = new StoredOrders(live, sink)) {
            orders.ask(3, 10_000);
            orders.ask(1, 10);
        }
        SinkAccount account = sink.account();
        assertThat(account.dropped().get(SinkDropReason.SINK_TOO_LARGE)).isEqualTo(3);
        assertThat(account.acked()).isEqualTo(1);
        assertThat(account.records()).isEqualTo(4);
    }

    @Test
    void a_broker_that_hangs_is_not_noticed_and_the_account_closes() throws Exception {
        Path live = StoredOrders.manifests(directory.resolve("live.yaml"), "");
        ExchangeSink sink = sink("one")
                .property("delivery.timeout.ms", 2000)
                .property("request.timeout.ms", 1000)
                .start();
        try (StoredOrders orders = new StoredOrders(live, sink)) {
            orders.ask(5, 10);
            broker.pause();
            try {
                orders.ask(20, 10);
                sink.close(Duration.ofSeconds(5));
            } finally {
                broker.resume();
            }
        }
        SinkAccount account = sink.account();
        assertThat(account.pending()).isZero();
        assertThat(account.acked() + account.droppedInAll() + account.unknown())
                .as("%s", account)
                .isEqualTo(account.records());
        assertThat(account.records()).isEqualTo(25);
    }

    @Test
    void what_is_no_exchange_is_passed_over_and_said() throws Exception {
        Map<String, Object> settings = Map.of("bootstrap.servers", broker.address());
        try (KafkaProducer<byte[], byte[]> producer =
                new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer())) {
            producer.send(new ProducerRecord<>(topic, "none".getBytes(UTF_8))).get();
            producer.send(new ProducerRecord<>(topic, null)).get();
        }
        assertThat(compare("--bootstrap-servers=" + broker.address())).isEqualTo(70);
        assertThat(err())
                .isEqualTo("passed over: 2 records that are no exchanges\nerror: " + topic + ": holds no exchange\n");
    }

    @Test
    void a_topic_or_a_broker_that_is_not_there_is_told_in_one_line() throws IOException {
        Path settings = Files.writeString(
                directory.resolve("client.properties"),
                "bootstrap.servers=" + broker.address() + "\ndefault.api.timeout.ms=3000\nrequest.timeout.ms=2000\n");
        topic = "absent";
        assertThat(compare("--properties", settings)).isEqualTo(70);
        assertThat(err()).startsWith("error: topic absent: ").hasLineCount(1);
        assertThat(compare("--properties", settings, "--bootstrap-servers", "127.0.0.1:1"))
                .isEqualTo(70);
        assertThat(err()).startsWith("error: topic absent: ").hasLineCount(1);
    }
}
