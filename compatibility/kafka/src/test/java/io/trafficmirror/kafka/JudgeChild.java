// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.kafka;

import io.trafficmirror.compare.report.Report;
import io.trafficmirror.judge.MirrorJudge;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** A judge as a process of its own, and what it tells of itself. Confined to one thread. */
final class JudgeChild implements AutoCloseable {
    private final Process process;
    private final BufferedReader out;
    private final Writer in;

    private JudgeChild(Process process) {
        this.process = process;
        this.out = process.inputReader(StandardCharsets.UTF_8);
        this.in = process.outputWriter(StandardCharsets.UTF_8);
    }

    static JudgeChild start(String broker, int threads, String heap) throws IOException {
        Process process = new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx" + heap,
                        "-Dlogback.configurationFile=" + System.getProperty("logback.configurationFile", ""),
                        "-cp",
                        System.getProperty("java.class.path"),
                        JudgeChild.class.getName(),
                        broker,
                        String.valueOf(threads)))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        return new JudgeChild(process);
    }

    /** The other side: answers until standard input ends. */
    public static void main(String... args) throws IOException {
        BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        try (MirrorJudge judge = MirrorJudge.of(args[0])
                .property("num.stream.threads", args[1])
                .property("state.dir", Files.createTempDirectory("fleet-load-").toString())
                .start()) {
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                String answer = switch (line.substring(0, 4)) {
                    case "look" -> look(judge, Long.parseLong(line.substring(5)));
                    case "cpu " -> String.valueOf(ownCpuNanos());
                    default -> String.valueOf(judge.account().merged());
                };
                System.out.println("ANSWER " + answer);
            }
        }
    }

    /** Waits, a minute at most, until all is seen; then how long a look takes in milliseconds, whether all was counted, and MiB of heap after a collection. */
    private static String look(MirrorJudge judge, long exchanges) {
        long counted = 0;
        long millis = 0;
        long end = System.nanoTime() + TimeUnit.MINUTES.toNanos(1);
        while (counted != exchanges && System.nanoTime() - end < 0) {
            LockSupport.parkNanos(500_000_000);
            Optional<Report> report =
                    judge.experiments().keySet().stream().findFirst().flatMap(judge::report);
            counted = report.map(SimulatedReplicas::exchanges).orElse(0L);
        }
        for (int i = 0; i < 2; i++) {
            long began = System.nanoTime();
            judge.experiments().keySet().forEach(id -> judge.verdict(id).look());
            millis = (System.nanoTime() - began) / 1_000_000;
        }
        System.gc();
        Runtime memory = Runtime.getRuntime();
        return millis + " " + (counted == exchanges ? "yes" : "no") + " "
                + ((memory.totalMemory() - memory.freeMemory()) >> 20);
    }

    private static long ownCpuNanos() {
        return ((com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean())
                .getProcessCpuTime();
    }

    private String ask(String command) {
        try {
            in.write(command + "\n");
            in.flush();
            for (String line = out.readLine(); line != null; line = out.readLine()) {
                if (line.startsWith("ANSWER ")) {
                    return line.substring(7);
                }
            }
            throw new IOException("a judge ended before it answered");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    boolean isAlive() {
        return process.isAlive();
    }

    long merged() {
        return Long.parseLong(ask("merged"));
    }

    long cpuNanos() {
        return Long.parseLong(ask("cpu now"));
    }

    String look(long exchanges) {
        return ask("look " + exchanges);
    }

    /** The most memory that was resident, in bytes; 0 where that can't be read. */
    long mostRss() {
        try {
            return Files.readAllLines(Path.of("/proc", String.valueOf(process.pid()), "status")).stream()
                    .filter(line -> line.startsWith("VmHWM:"))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("[^0-9]", "")) << 10)
                    .sum();
        } catch (IOException e) {
            return 0;
        }
    }

    @Override
    public void close() {
        try {
            in.close();
            if (!process.waitFor(20, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (IOException e) {
            process.destroyForcibly();
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
