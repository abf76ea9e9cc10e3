// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.kafka;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Settings of Kafka's producer, with those that are safe to begin with. Confined to one builder. */
final class ProducerSettings {
    /** What the account rests on. */
    private static final Set<String> FIXED = Set.of(
            ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG,
            ProducerConfig.ACKS_CONFIG,
            ProducerConfig.TRANSACTIONAL_ID_CONFIG,
            ProducerConfig.KEY_SERIALIZER_CLASS_CONFIG,
            ProducerConfig.VALUE_SERIALIZER_CLASS_CONFIG);

    private final Map<String, Object> properties = new LinkedHashMap<>();

    ProducerSettings(String bootstrapServers) {
        properties.put(
                ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, Objects.requireNonNull(bootstrapServers, "bootstrapServers"));
        properties.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, 1000L);
        properties.put(ProducerConfig.BUFFER_MEMORY_CONFIG, 8L << 20);
        properties.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, 30_000);
        properties.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, 10_000);
        properties.put(ProducerConfig.LINGER_MS_CONFIG, 50L);
        properties.put(ProducerConfig.COMPRESSION_TYPE_CONFIG, "zstd");
        properties.put(ProducerConfig.CLIENT_ID_CONFIG, "traffic-mirror");
    }

    /** One more; what the account rests on is refused. */
    void put(String name, Object value) {
        if (FIXED.contains(name)) {
            throw new IllegalArgumentException(
                    "property: must not be one of " + new TreeSet<>(FIXED) + ", was " + name);
        }
        properties.put(name, Objects.requireNonNull(value, name));
    }

    Map<String, Object> all() {
        Map<String, Object> all = new LinkedHashMap<>(properties);
        all.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
        all.put(ProducerConfig.ACKS_CONFIG, "all");
        return all;
    }

    static Supplier<Producer<byte[], byte[]>> producers(Map<String, Object> settings) {
        return () -> new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer());
    }
}
