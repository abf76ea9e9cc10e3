// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.kafka;

import io.trafficmirror.examples.fleet.KafkaBroker;
import io.trafficmirror.judge.JudgeTopics;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.admin.Admin;

/**
 * What a judge does in an hour of evidence: throughput, lag and memory, by the number of partitions. Run by {@code ./benchmarks/fleet}, whose first lines
 * say what its arguments mean. Broker, judges and this generator are processes of their own. A configuration that the file of results has already is passed
 * over, so that what was stopped goes on. Not a test: its figures are in docs/fleet.md.
 */
final class FleetLoad {
    private static final Map<String, String> DEFAULTS = Map.of(
            "replicas", "200",
            "routes", "500",
            "cells", "2000",
            "seconds", "3600",
            "interval", "600",
            "speed", "0",
            "partitions", "1,4,8",
            "judges", "1",
            "heap", "700m",
            "results", "target/fleet-load.md");

    private static final String HEAD =
            "| configuration | records/s | CPU per record, ms: all; second half | lag: most; median | heap after collection, MiB | RSS at most, MiB"
                    + " | a look, ms | minutes | all counted |\n|---|---|---|---|---|---|---|---|---|\n";

    private final Map<String, String> options;

    private FleetLoad(Map<String, String> options) {
        this.options = options;
    }

    public static void main(String... args) throws Exception {
        Map<String, String> options = new HashMap<>(DEFAULTS);
        for (int i = 0; i + 1 < args.length; i += 2) {
            if (!DEFAULTS.containsKey(args[i].replaceFirst("^--", ""))) {
                throw new IllegalArgumentException(args[i] + ": unknown, must be of " + DEFAULTS.keySet());
            }
            options.put(args[i].substring(2), args[i + 1]);
        }
        FleetLoad load = new FleetLoad(options);
        for (String partitions : options.get("partitions").split(",", -1)) {
            load.runOnce(Integer.parseInt(partitions));
        }
    }

    private int number(String name) {
        return Integer.parseInt(options.get(name));
    }

    private String configuration(int partitions) {
        String pace = number("speed") == 0 ? "stored first" : "sent at " + number("speed") + " times its pace";
        return String.format(
                "%d replicas x %d routes x %d rows, %d s of evidence every %d s, %s; %d partitions and threads, judges: %d of %s",
                number("replicas"),
                number("routes"),
                number("cells"),
                number("seconds"),
                number("interval"),
                pace,
                partitions,
                number("judges"),
                options.get("heap"));
    }

    private void runOnce(int partitions) throws Exception {
        Path results = Path.of(options.get("results"));
        String configuration = configuration(partitions);
        if (Files.exists(results) && Files.readString(results).contains("| " + configuration + " |")) {
            System.out.println("is there: " + configuration);
            return;
        }
        System.out.println(configuration);
        String row = "| " + configuration + " | " + run(partitions) + " |\n";
        if (!Files.exists(results)) {
            Files.createDirectories(results.toAbsolutePath().getParent());
            Files.writeString(results, HEAD);
        }
        Files.writeString(results, row, StandardOpenOption.APPEND);
        System.out.print(HEAD + row);
    }

    private String run(int partitions) throws Exception {
        JudgeTopics topics = JudgeTopics.DEFAULT;
        try (KafkaBroker broker = KafkaBroker.start();
                Admin admin = Admin.create(Map.of("bootstrap.servers", broker.address()))) {
            ProcessHandle process = ProcessHandle.of(broker.pid()).orElseThrow();
            Thread orphan = new Thread(process::destroyForcibly);
            Runtime.getRuntime().addShutdownHook(orphan);
            topics.create(admin, partitions, (short) 1);
            SimulatedReplicas replicas = new SimulatedReplicas(
                    broker.address(), topics.evidence(), number("replicas"), number("routes"), number("cells"));
            int rounds = number("seconds") / number("interval");
            boolean storedFirst = number("speed") == 0;
            if (storedFirst) {
                replicas.send(rounds, Duration.ZERO);
                System.out.printf("%,d records of %,d bytes are stored%n", replicas.sent(), replicas.bytes());
            }
            List<JudgeChild> judges = new ArrayList<>();
            try {
                for (int i = 0; i < number("judges"); i++) {
                    judges.add(JudgeChild.start(broker.address(), partitions, options.get("heap")));
                }
                Thread sender = new Thread(
                        () -> replicas.send(
                                rounds, Duration.ofSeconds(number("seconds")).dividedBy(number("speed"))),
                        "replicas");
                if (!storedFirst) {
                    sender.start();
                }
                return watch(new FleetLag(admin, topics.evidence()), replicas, rounds, judges);
            } finally {
                judges.forEach(JudgeChild::close);
                Runtime.getRuntime().removeShutdownHook(orphan);
            }
        }
    }

    /** Looks every second until all is merged and seen. */
    private String watch(FleetLag lag, SimulatedReplicas replicas, int rounds, List<JudgeChild> judges)
            throws Exception {
        long all = replicas.records(rounds);
        List<Look> looks = new ArrayList<>();
        long began = System.nanoTime();
        do {
            LockSupport.parkNanos(1_000_000_000L);
            if (!judges.stream().allMatch(JudgeChild::isAlive)) {
                throw new IOException("a judge has died");
            }
            looks.add(new Look(
                    (System.nanoTime() - began) / 1e9,
                    replicas.sent(),
                    judges.stream().mapToLong(JudgeChild::merged).sum(),
                    judges.stream().mapToLong(JudgeChild::cpuNanos).sum(),
                    lag.records()));
            Look last = looks.get(looks.size() - 1);
            if (looks.size() % 10 == 0) {
                System.out.printf(
                        "%5.0f s: %,d sent, %,d merged, lag %,d, CPU %.1f s%n",
                        last.seconds(), last.sent(), last.merged(), last.lag(), last.cpuNanos() / 1e9);
            }
        } while (looks.get(looks.size() - 1).merged() < all);
        String look = judges.get(0).look(replicas.exchanges(rounds));
        return Summary.of(
                looks, look, judges.stream().mapToLong(JudgeChild::mostRss).sum() >> 20);
    }

    /** What was so at one moment. */
    record Look(double seconds, long sent, long merged, long cpuNanos, long lag) {}

    /** Stateless. */
    private static final class Summary {
        static String of(List<Look> looks, String look, long rss) {
            Look last = looks.get(looks.size() - 1);
            Look tenth = first(looks, last.merged() / 10);
            Look half = first(looks, last.merged() / 2);
            long[] lags = looks.stream().mapToLong(Look::lag).sorted().toArray();
            String[] seen = look.split(" ", -1);
            return String.format(
                    "%,.0f | %.3f; %.3f | %,d; %,d | %s | %,d | %s | %.1f | %s",
                    (last.merged() - tenth.merged()) / Math.max(1, last.seconds() - tenth.seconds()),
                    last.cpuNanos() / 1e6 / last.merged(),
                    (last.cpuNanos() - half.cpuNanos()) / 1e6 / Math.max(1, last.merged() - half.merged()),
                    lags[lags.length - 1],
                    lags[lags.length / 2],
                    seen[2],
                    rss,
                    seen[0],
                    last.seconds() / 60,
                    seen[1]);
        }

        private static Look first(List<Look> looks, long merged) {
            return looks.stream()
                    .filter(one -> one.merged() >= merged)
                    .findFirst()
                    .orElseThrow();
        }
    }
}
