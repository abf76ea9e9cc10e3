// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.kafka;

import io.trafficmirror.experiment.Writes;
import io.trafficmirror.kafka.exchange.ExchangeRecord;
import io.trafficmirror.kafka.exchange.Redaction;
import io.trafficmirror.sample.Fraction;
import java.util.Objects;
import java.util.function.Supplier;
import org.apache.kafka.clients.producer.Producer;

/**
 * Builds an {@link ExchangeSink}. Confined to one thread.
 *
 * @since 0.1.0
 */
public final class ExchangeSinkBuilder {
    private static final int LONGEST_NAME = 200;
    private static final int LONGEST_TOPIC = 249;
    private static final long FEWEST_PENDING = 2 * ExchangeRecord.MAX_BYTES;

    private final ProducerSettings properties;
    private final String candidate;
    private String topic = ExchangeRecord.TOPIC;
    private String instance = Instance.ownName();
    private Fraction share = Fraction.ALL;
    private Writes writes = Writes.SEND;
    private Redaction redaction = Redaction.DEFAULT;
    private int maxBodyBytes = 64 << 10;
    private int shards = 4;
    private long maxPendingBytes = 8 << 20;

    ExchangeSinkBuilder(String bootstrapServers, String candidate) {
        EvidenceRecord.length("candidate", candidate, LONGEST_NAME);
        this.properties = new ProducerSettings(bootstrapServers);
        this.candidate = candidate;
    }

    /**
     * A setting of Kafka's own producer, such as {@code security.protocol} or {@code sasl.jaas.config}.
     *
     * @throws IllegalArgumentException if it is one that the account of records rests on
     */
    public ExchangeSinkBuilder property(String name, Object value) {
        properties.put(name, value);
        return this;
    }

    /** The topic of exchanges; {@value ExchangeRecord#TOPIC} by default. */
    public ExchangeSinkBuilder topic(String name) {
        EvidenceRecord.length("topic", name, LONGEST_TOPIC);
        topic = name;
        return this;
    }

    /** The name of this replica, 1 to 200 characters; the name of the host by default. */
    public ExchangeSinkBuilder instance(String name) {
        EvidenceRecord.length("instance", name, LONGEST_NAME);
        instance = name;
        return this;
    }

    /** How many of a hundred exchanges are sent, 0 to 100, by the hash of their ids; all by default. */
    public ExchangeSinkBuilder percent(int percent) {
        share = Fraction.percent(percent);
        return this;
    }

    /**
     * What becomes of methods that are not safe: with {@link Writes#COMPARE} their exchanges are sent too. {@link Writes#SEND} by default, and they are not.
     * The bodies of requests are never sent.
     */
    public ExchangeSinkBuilder writes(Writes other) {
        writes = Objects.requireNonNull(other, "writes");
        return this;
    }

    /** What is taken out before an exchange leaves; {@link Redaction#DEFAULT} by default. */
    public ExchangeSinkBuilder redaction(Redaction other) {
        redaction = Objects.requireNonNull(other, "redaction");
        return this;
    }

    /** The most bytes of one body, 0 to 256 KiB; 64 KiB by default. Of a larger one the length is sent, and whether it is equal. */
    public ExchangeSinkBuilder maxBodyBytes(int bytes) {
        if (bytes < 0 || bytes > ExchangeRecord.MAX_BYTES) {
            throw new IllegalArgumentException(
                    "maxBodyBytes: must be 0.." + ExchangeRecord.MAX_BYTES + ", was " + bytes);
        }
        maxBodyBytes = bytes;
        return this;
    }

    /** Over how many keys the replicas of one route are spread, 1..1024; 4 by default. */
    public ExchangeSinkBuilder shards(int count) {
        shards = EvidenceRecord.shards(count);
        return this;
    }

    /** The most bytes of records that wait for the broker, 512 KiB or more; 8 MiB by default. The client's own buffer comes on top. */
    public ExchangeSinkBuilder maxPendingBytes(long bytes) {
        if (bytes < FEWEST_PENDING) {
            throw new IllegalArgumentException("maxPendingBytes: must be " + FEWEST_PENDING + " or more, was " + bytes);
        }
        maxPendingBytes = bytes;
        return this;
    }

    /**
     * Starts sending: it is to be given to the mirror as an observer. No broker need be there.
     *
     * @throws IllegalStateException if there is no {@code jackson-dataformat-cbor}
     */
    public ExchangeSink start() {
        return start(ProducerSettings.producers(properties.all()));
    }

    ExchangeSink start(Supplier<Producer<byte[], byte[]>> producers) {
        return ExchangeSink.start(
                new ExchangeSettings(
                        topic, candidate, instance, share, writes, redaction, maxBodyBytes, shards, maxPendingBytes),
                producers);
    }
}
