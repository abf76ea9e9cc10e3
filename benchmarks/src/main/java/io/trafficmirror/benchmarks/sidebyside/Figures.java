// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.benchmarks.sidebyside;

import com.sun.management.GarbageCollectorMXBean;
import io.trafficmirror.TrafficMirror;
import io.trafficmirror.report.MirrorCounts;
import io.trafficmirror.report.MirrorStats;
import java.io.IOException;
import java.lang.management.BufferPoolMXBean;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What the application's process has used so far, read from inside it. Confined to one thread. */
final class Figures {
    private final Optional<TrafficMirror> mirror;
    private final Allocated allocated = new Allocated();
    private final ProcessCpu cpu = new ProcessCpu();

    Figures(Optional<TrafficMirror> mirror) {
        this.mirror = mirror;
    }

    /** One line of {@code name=value}; resets the peaks. */
    String usage() {
        Map<String, Long> figures = new TreeMap<>();
        figures.put("cpuNanos", cpu.nanos());
        figures.put("jitNanos", compilerNanos());
        figures.put("allocated", allocated.bytes());
        figures.put("heapPeak", heapPeak());
        figures.put("threads", (long) ManagementFactory.getThreadMXBean().getPeakThreadCount());
        ManagementFactory.getThreadMXBean().resetPeakThreadCount();
        mirror.ifPresent(m -> copies(m.stats(), figures));
        return line(figures);
    }

    /** What is still in use after a full collection, while everything goes on. */
    String live() {
        System.gc();
        Map<String, Long> figures = new TreeMap<>();
        figures.put("heapLive", afterLastFullCollection());
        figures.put(
                "direct",
                ManagementFactory.getPlatformMXBeans(BufferPoolMXBean.class).stream()
                        .filter(pool -> pool.getName().equals("direct"))
                        .mapToLong(BufferPoolMXBean::getMemoryUsed)
                        .sum());
        mirror.ifPresent(m -> copies(m.stats(), figures));
        return line(figures);
    }

    private static String line(Map<String, Long> figures) {
        return figures.entrySet().stream()
                .map(figure -> figure.getKey() + "=" + figure.getValue())
                .collect(Collectors.joining(" "));
    }

    private static void copies(MirrorStats stats, Map<String, Long> figures) {
        MirrorCounts counts = stats.mirrors().get(0);
        figures.put("bytesHeld", stats.bytesHeld());
        figures.put("byteLimit", stats.byteLimit());
        figures.put("selected", counts.selected() - counts.notSampled());
        counts.dropped().forEach((reason, n) -> figures.put("drop." + lower(reason), n));
        counts.failed().forEach((reason, n) -> figures.put("fail." + lower(reason), n));
    }

    private static String lower(Enum<?> reason) {
        return reason.name().toLowerCase(Locale.ROOT);
    }

    /** CPU time of the threads that compile; 0 where the system does not tell. */
    private static long compilerNanos() {
        try (Stream<Path> threads = Files.list(Path.of("/proc/self/task"))) {
            return threads.filter(Figures::compiles)
                    .mapToLong(ProcessCpu::nanos)
                    .sum();
        } catch (IOException e) {
            return 0;
        }
    }

    private static boolean compiles(Path thread) {
        return read(thread.resolve("comm")).matches("C[12] Compiler.*\\s*");
    }

    /** Empty for a thread that has just ended. */
    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            return "";
        }
    }

    private static long heapPeak() {
        long peak = 0;
        for (MemoryPoolMXBean pool : ManagementFactory.getMemoryPoolMXBeans()) {
            if (pool.getType() == MemoryType.HEAP) {
                peak += pool.getPeakUsage().getUsed();
                pool.resetPeakUsage();
            }
        }
        return peak;
    }

    private static long afterLastFullCollection() {
        return ManagementFactory.getPlatformMXBeans(GarbageCollectorMXBean.class).stream()
                .filter(collector -> collector.getName().contains("Old"))
                .map(GarbageCollectorMXBean::getLastGcInfo)
                .filter(info -> info != null)
                .flatMap(info -> info.getMemoryUsageAfterGc().entrySet().stream())
                .filter(pool -> pool.getKey().startsWith("G1 ") || pool.getKey().contains("Gen"))
                .mapToLong(pool -> pool.getValue().getUsed())
                .sum();
    }
}
