// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.benchmarks.sidebyside;

import com.sun.management.OperatingSystemMXBean;
import io.trafficmirror.TrafficMirror;
import io.trafficmirror.report.MirrorCounts;
import java.io.IOException;
import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * What the application's process has used so far, read from inside it.
 *
 * @param mirror the mirror, in the variants that have one
 */
record Figures(Optional<TrafficMirror> mirror) {
    /** One line of {@code name=value}; resets the peaks. */
    String line() {
        OperatingSystemMXBean system = ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
        long heapPeak = 0;
        for (MemoryPoolMXBean pool : ManagementFactory.getMemoryPoolMXBeans()) {
            if (pool.getType() == MemoryType.HEAP) {
                heapPeak += pool.getPeakUsage().getUsed();
                pool.resetPeakUsage();
            }
        }
        long gcMillis = 0;
        for (GarbageCollectorMXBean gc : ManagementFactory.getGarbageCollectorMXBeans()) {
            gcMillis += Math.max(0, gc.getCollectionTime());
        }
        String figures = "cpuNanos=" + system.getProcessCpuTime() + " heapPeak=" + heapPeak + " gcMillis=" + gcMillis
                + " jitMillis=" + ManagementFactory.getCompilationMXBean().getTotalCompilationTime() + " rssKb="
                + rssKb() + " threads=" + ManagementFactory.getThreadMXBean().getThreadCount();
        return mirror.map(m -> figures + copies(m)).orElse(figures);
    }

    private static String copies(TrafficMirror mirror) {
        MirrorCounts counts = mirror.stats().mirrors().get(0);
        return " selected=" + counts.selected() + " sent=" + counts.sent() + " answered=" + counts.answeredInAll()
                + " failed=" + counts.failedInAll() + " dropped=" + counts.droppedInAll() + " bytesHeld="
                + mirror.stats().bytesHeld() + " reasons="
                + counts.dropped().toString().replace(" ", "");
    }

    private static long rssKb() {
        try {
            for (String line : Files.readAllLines(Path.of("/proc/self/status"))) {
                if (line.startsWith("VmRSS:")) {
                    return Long.parseLong(line.replaceAll("[^0-9]", ""));
                }
            }
        } catch (IOException e) {
            return -1;
        }
        return -1;
    }
}
