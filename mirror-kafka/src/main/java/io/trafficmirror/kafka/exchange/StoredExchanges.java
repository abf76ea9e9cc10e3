// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.kafka.exchange;

import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * The exchanges that a topic holds, read from its beginning to what is its end when reading begins; nothing is committed, and no group is joined. Immutable.
 *
 * @param topic its name
 * @param properties settings of Kafka's consumer: {@code bootstrap.servers}, and what the cluster asks for
 * @since 0.1.0
 */
public record StoredExchanges(String topic, Map<String, Object> properties) {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    /** Copies the map. */
    public StoredExchanges {
        Objects.requireNonNull(topic, "topic");
        properties = Map.copyOf(properties);
    }

    /**
     * What was read.
     *
     * @param exchanges how many
     * @param refused how many records were none, and passed over
     */
    public record Count(long exchanges, long refused) {}

    /**
     * Reads them, in the order of their times as far as each partition has that order.
     *
     * @param each gets one after the other
     * @throws IOException if the topic isn't there, or can't be read to its end: no broker, no right
     */
    public Count readAll(Consumer<ExchangeRecord> each) throws IOException {
        Map<String, Object> settings = new HashMap<>(properties);
        settings.putIfAbsent(ConsumerConfig.CLIENT_ID_CONFIG, "traffic-mirror");
        settings.putIfAbsent(ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, 15_000);
        settings.putIfAbsent(ConsumerConfig.REQUEST_TIMEOUT_MS_CONFIG, 10_000);
        settings.putIfAbsent(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, 100);
        settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        settings.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
        settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "none");
        settings.remove(ConsumerConfig.GROUP_ID_CONFIG);
        try (KafkaConsumer<byte[], byte[]> consumer =
                new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            return new TopicReader(consumer, topic, PATIENCE).readAll(each);
        } catch (KafkaException e) {
            Throwable cause = e.getCause();
            throw new IOException(
                    "topic " + topic + ": " + e.getMessage()
                            + (cause == null || cause.getMessage() == null ? "" : ": " + cause.getMessage()),
                    e);
        }
    }
}
