// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.kafka;

import io.trafficmirror.compare.evidence.Evidence;
import io.trafficmirror.compare.report.Report;
import io.trafficmirror.examples.fleet.KafkaBroker;
import io.trafficmirror.judge.JudgeTopics;
import io.trafficmirror.judge.MirrorJudge;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * How many records a judge merges in a second: stores the rounds of simulated replicas first, and then starts a judge and counts. Run by hand:
 * {@code FleetLoad REPLICAS ROUTES CELLS ROUNDS PARTITIONS THREADS}. Not a test: its figures are in docs/fleet.md.
 */
final class FleetLoad {
    private FleetLoad() {}

    public static void main(String... args) throws Exception {
        int replicas = Integer.parseInt(args[0]);
        int routes = Integer.parseInt(args[1]);
        int cells = Integer.parseInt(args[2]);
        int rounds = Integer.parseInt(args[3]);
        int partitions = Integer.parseInt(args[4]);
        int threads = Integer.parseInt(args[5]);
        JudgeTopics topics = JudgeTopics.DEFAULT;
        try (KafkaBroker broker = KafkaBroker.start()) {
            try (Admin admin = Admin.create(Map.of("bootstrap.servers", broker.address()))) {
                topics.create(admin, partitions, (short) 1);
            }
            Stored stored = store(broker.address(), topics.evidence(), replicas, routes, cells, rounds);
            System.out.printf(
                    "%,d records, %,d bytes each, from %d replicas x %d routes x %d cells x %d rounds%n",
                    stored.records(), stored.bytes() / stored.records(), replicas, routes, cells, rounds);
            long began = System.nanoTime();
            long cpu = cpuNanos();
            try (MirrorJudge judge = MirrorJudge.of(broker.address())
                    .topics(topics)
                    .property("num.stream.threads", threads)
                    .property(
                            "state.dir",
                            Files.createTempDirectory("fleet-load-").toString())
                    .start()) {
                long first = 0;
                long firstMerged = 0;
                while (judge.account().merged() < stored.records()) {
                    Thread.sleep(Duration.ofMillis(200).toMillis());
                    if (first == 0 && judge.account().merged() > stored.records() / 10) {
                        first = System.nanoTime();
                        firstMerged = judge.account().merged();
                    }
                }
                long merged = System.nanoTime();
                String id = EvidenceRecord.idOf(stored.report().experiment());
                Optional<Report> report = Optional.empty();
                long rows = 0;
                while (rows < (long) routes) {
                    Thread.sleep(Duration.ofMillis(200).toMillis());
                    report = judge.report(id);
                    rows = report.map(all -> (long) all.evidence().routes().size())
                            .orElse(0L);
                }
                long looked = System.nanoTime();
                String verdict = judge.verdict(id).look().verdict().outcome().name();
                long look = System.nanoTime() - looked;
                System.gc();
                Runtime memory = Runtime.getRuntime();
                System.out.printf(
                        "partitions %d, threads %d: %,.0f records/s from 10 %% on; all merged after %.1f s, seen after %.1f s;"
                                + " CPU %.1f s; heap in use %,d MiB; a look %.0f ms, %s; %,d rows%n",
                        partitions,
                        threads,
                        (stored.records() - firstMerged) * 1e9 / (merged - first),
                        (merged - began) / 1e9,
                        (looked - began) / 1e9,
                        (cpuNanos() - cpu) / 1e9,
                        (memory.totalMemory() - memory.freeMemory()) >> 20,
                        look / 1e6,
                        verdict,
                        report.map(all -> all.evidence().cells().size()).orElse(0));
            }
        }
    }

    private record Stored(long records, long bytes, Report report) {}

    /** What each replica adds in a round is the same for all: the judge has as much to do, and the broker is filled soon. */
    private static Stored store(String broker, String topic, int replicas, int routes, int cells, int rounds) {
        SeededReplica one = new SeededReplica(1, "load");
        one.seesRoutes(routes, Math.max(1, cells / routes), 3);
        Report report = one.report();
        Evidence evidence = Rounds.allowed(report.evidence(), false, false);
        EvidenceRecordFormat format = new EvidenceRecordFormat();
        var parts = new RecordPacker(format, EvidenceRecord.MAX_BYTES - 600)
                .pack(new Report(report.experiment(), evidence));
        long records = 0;
        long bytes = 0;
        try (KafkaProducer<byte[], byte[]> producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", broker, "compression.type", "zstd", "linger.ms", 20),
                new ByteArraySerializer(),
                new ByteArraySerializer())) {
            for (int round = 0; round < rounds; round++) {
                for (int replica = 0; replica < replicas; replica++) {
                    String instance = "replica-" + replica;
                    long floor = (long) round * parts.size();
                    for (int i = 0; i < parts.size(); i++) {
                        RecordPacker.Part part = parts.get(i);
                        byte[] value = format.write(new EvidenceRecord(
                                instance,
                                "e",
                                floor + i,
                                floor,
                                round,
                                new Report(report.experiment(), part.evidence())));
                        String key = EvidenceRecord.key(report.experiment(), part.route(), instance, 4);
                        var unused =
                                producer.send(new ProducerRecord<>(topic, key.getBytes(StandardCharsets.UTF_8), value));
                        records++;
                        bytes += value.length;
                    }
                }
            }
        }
        return new Stored(records, bytes, report);
    }

    private static long cpuNanos() {
        return ((com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean())
                .getProcessCpuTime();
    }
}
