// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.kafka;

import io.trafficmirror.compare.gate.LiveVerdict;
import io.trafficmirror.report.MirrorStats;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;
import org.apache.kafka.clients.producer.Producer;

/**
 * Builds a {@link KafkaSink}. Confined to one thread.
 *
 * @since 0.1.0
 */
public final class KafkaSinkBuilder {
    private static final MirrorStats NO_STATS = new MirrorStats(List.of(), List.of(), 0, 0, 0, 0, 0);
    private static final long FEWEST_BYTES = 64 << 10;

    private final ProducerSettings properties;
    private String topic = EvidenceRecord.TOPIC;
    private String instance = Instance.ownName();
    private Duration interval = Duration.ofSeconds(5);
    private int shards = 4;
    private long maxPendingBytes = 4 << 20;
    private boolean attributeValues;
    private boolean examples;
    private Supplier<MirrorStats> stats = () -> NO_STATS;
    private Supplier<String> epochs = Instance::newEpoch;

    KafkaSinkBuilder(String bootstrapServers) {
        properties = new ProducerSettings(bootstrapServers);
    }

    /**
     * A setting of Kafka's own producer, such as {@code security.protocol} or {@code sasl.jaas.config}.
     *
     * @throws IllegalArgumentException if it is one that the account of records rests on
     */
    public KafkaSinkBuilder property(String name, Object value) {
        properties.put(name, value);
        return this;
    }

    /** The topic of evidence; {@value EvidenceRecord#TOPIC} by default. */
    public KafkaSinkBuilder topic(String name) {
        EvidenceRecord.length("topic", name, 249);
        topic = name;
        return this;
    }

    /** The name of this replica, 1 to 200 characters; the name of the host by default. */
    public KafkaSinkBuilder instance(String name) {
        EvidenceRecord.length("instance", name, 200);
        instance = name;
        return this;
    }

    /** How long between two rounds, 100 ms to an hour; 5 s by default. */
    public KafkaSinkBuilder interval(Duration time) {
        if (time.toMillis() < 100 || time.compareTo(Duration.ofHours(1)) > 0) {
            throw new IllegalArgumentException("interval: must be 100 ms..1 h, was " + time);
        }
        interval = time;
        return this;
    }

    /** Over how many keys the replicas of one route are spread, 1..1024; 4 by default. All replicas should say the same. */
    public KafkaSinkBuilder shards(int count) {
        shards = EvidenceRecord.shards(count);
        return this;
    }

    /** The most bytes of records that wait for the broker, 64 KiB or more; 4 MiB by default. The client's own buffer comes on top. */
    public KafkaSinkBuilder maxPendingBytes(long bytes) {
        if (bytes < FEWEST_BYTES) {
            throw new IllegalArgumentException("maxPendingBytes: must be " + FEWEST_BYTES + " or more, was " + bytes);
        }
        maxPendingBytes = bytes;
        return this;
    }

    /**
     * Lets values of query parameters and fields of requests leave the process, by which causes are told: {@code query.currency=JPY}. They come from
     * users, so that none leaves by default.
     */
    public KafkaSinkBuilder attributeValues(boolean leave) {
        attributeValues = leave;
        return this;
    }

    /**
     * Lets examples of exchanges leave the process: requests without credentials, and what of responses the comparison may show. None leaves by default.
     */
    public KafkaSinkBuilder examples(boolean leave) {
        examples = leave;
        return this;
    }

    /**
     * Sends by how much the counters of mirrors have grown, too: selected, not sampled, dropped and failed by reason, observed or not. Names of mirrors and
     * of their backends leave with them. None leaves by default.
     *
     * @param other such as {@code mirror::stats}; called on the sink's thread
     */
    public KafkaSinkBuilder stats(Supplier<MirrorStats> other) {
        stats = Objects.requireNonNull(other, "stats");
        return this;
    }

    /** Another source of epochs. */
    KafkaSinkBuilder epochs(Supplier<String> other) {
        epochs = other;
        return this;
    }

    /** Starts sending what a live verdict judges. */
    public KafkaSink start(LiveVerdict verdict) {
        return start(EvidenceSource.of(verdict));
    }

    /** Starts sending what a source reports. No broker need be there. */
    public KafkaSink start(EvidenceSource source) {
        return start(source, ProducerSettings.producers(properties.all()));
    }

    KafkaSink start(EvidenceSource source, Supplier<Producer<byte[], byte[]>> producers) {
        return KafkaSink.start(Objects.requireNonNull(source, "source"), settings(), producers, epochs);
    }

    private SinkSettings settings() {
        return new SinkSettings(topic, instance, interval, shards, maxPendingBytes, attributeValues, examples, stats);
    }
}
