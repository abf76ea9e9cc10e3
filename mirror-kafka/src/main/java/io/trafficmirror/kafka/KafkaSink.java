// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.kafka;

import java.time.Duration;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Supplier;
import org.apache.kafka.clients.producer.Producer;

/**
 * Sends the evidence of this replica to Kafka, every few seconds and at the end. Works on one daemon thread, the only one that ever waits for a broker;
 * memory is bounded whatever the broker does. Safe for concurrent use.
 *
 * <pre>{@code
 * KafkaSink sink = KafkaSink.to("kafka:9092").instance("orders-7").start(verdict);
 * sink.account();
 * sink.close(Duration.ofSeconds(5));
 * }</pre>
 *
 * @since 0.1.0
 */
public final class KafkaSink implements AutoCloseable {
    /*
     * How it works. A round takes the evidence as it is now, subtracts what is stored already, cuts the rest into records and sends them. What a record
     * carried counts as stored when the broker says so. A record that was certainly not stored is dropped, and the next round carries its evidence. One of
     * which nobody knows is sent again under its number until it is known, and no round begins before. So the evidence itself is the buffer: it does not
     * grow with the time that a broker is away.
     */
    private final SinkCounters counters;
    private final SinkThread thread;

    private KafkaSink(SinkCounters counters, SinkThread thread) {
        this.counters = counters;
        this.thread = thread;
    }

    /**
     * A sink with the settings that are safe to begin with.
     *
     * @param bootstrapServers as Kafka's clients take them: {@code host:port,host:port}
     */
    public static KafkaSinkBuilder to(String bootstrapServers) {
        return new KafkaSinkBuilder(bootstrapServers);
    }

    static KafkaSink start(
            EvidenceSource source,
            SinkSettings settings,
            Supplier<Producer<byte[], byte[]>> producers,
            Supplier<String> epochs) {
        SinkCounters counters = new SinkCounters(settings.maxPendingBytes());
        Rounds rounds = new Rounds(source, settings, counters, epochs);
        SinkLoop loop = new SinkLoop(settings, counters, rounds, producers, new LinkedBlockingQueue<>());
        return new KafkaSink(counters, SinkThread.start(loop, "traffic-mirror-kafka"));
    }

    /** What became of records so far. */
    public SinkAccount account() {
        return counters.account();
    }

    /** Sends what is left within five seconds. */
    @Override
    public void close() {
        close(SinkThread.GRACE);
    }

    /**
     * Sends what is left, and ends. Idempotent.
     *
     * @param grace how long it may take, any time: a negative one is none, one above a year is a year; what has no answer then is counted as unknown
     */
    public void close(Duration grace) {
        thread.close(grace);
    }
}
