// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.kafka;

import io.trafficmirror.compare.evidence.Evidence;
import io.trafficmirror.compare.report.Report;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * Sends what many replicas would. What each adds in a round is the same for all: a judge has as much to do, and the generator little. Safe for concurrent
 * use.
 */
final class SimulatedReplicas {
    private static final int SHARDS = 4;

    private final EvidenceRecordFormat format = new EvidenceRecordFormat();
    private final String broker;
    private final String topic;
    private final int replicas;
    private final Report one;
    private final List<RecordPacker.Part> parts;
    private volatile long sent;
    private volatile long bytes;

    SimulatedReplicas(String broker, String topic, int replicas, int routes, int cells) {
        this.broker = broker;
        this.topic = topic;
        this.replicas = replicas;
        SeededReplica seeded = new SeededReplica(1, "load");
        seeded.seesRoutes(routes, Math.max(1, cells / routes), 3);
        Evidence evidence = Rounds.allowed(seeded.report().evidence(), false, false);
        one = new Report(seeded.report().experiment(), evidence);
        parts = new RecordPacker(format, EvidenceRecord.MAX_BYTES - 600).pack(one);
    }

    /** That so many rounds have in all. */
    long records(int rounds) {
        return (long) rounds * replicas * parts.size();
    }

    /** That so many rounds tell of. */
    long exchanges(int rounds) {
        return rounds * (long) replicas * exchanges(one);
    }

    static long exchanges(Report report) {
        return report.evidence().routes().values().stream()
                .mapToLong(route -> route.counts().compared())
                .sum();
    }

    long sent() {
        return sent;
    }

    /** Of one record, on average. */
    long bytes() {
        return sent == 0 ? 0 : bytes / sent;
    }

    /** Evenly within a time; without one, as fast as it goes. Each replica sends a round of its own, one after the other. */
    void send(int rounds, Duration within) {
        long began = System.nanoTime();
        double step = within.toNanos() / (double) records(rounds);
        try (KafkaProducer<byte[], byte[]> producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", broker, "compression.type", "zstd", "linger.ms", 20),
                new ByteArraySerializer(),
                new ByteArraySerializer())) {
            for (int round = 0; round < rounds; round++) {
                for (int replica = 0; replica < replicas; replica++) {
                    for (int part = 0; part < parts.size(); part++) {
                        LockSupport.parkNanos(began + (long) (sent * step) - System.nanoTime());
                        send(producer, round, "replica-" + replica, part);
                    }
                }
            }
        }
    }

    private void send(KafkaProducer<byte[], byte[]> producer, int round, String instance, int number) {
        RecordPacker.Part part = parts.get(number);
        long floor = (long) round * parts.size();
        byte[] value = format.write(new EvidenceRecord(
                instance, "e", floor + number, floor, round, new Report(one.experiment(), part.evidence())));
        String key = EvidenceRecord.key(one.experiment(), part.route(), instance, SHARDS);
        var unused = producer.send(new ProducerRecord<>(topic, key.getBytes(StandardCharsets.UTF_8), value));
        count(value.length);
    }

    private synchronized void count(int length) {
        sent++;
        bytes += length;
    }
}
