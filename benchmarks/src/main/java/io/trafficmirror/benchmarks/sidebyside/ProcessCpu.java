// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.benchmarks.sidebyside;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;

/**
 * CPU time of this process without the thread that asks for it, by the scheduler's count of each thread: the JVM's own figure goes in steps of 10 ms,
 * and a window may hold no more than eight of them. Confined to one thread.
 */
final class ProcessCpu {
    private static final Path THREADS = Path.of("/proc/self/task");

    /** By so much the JVM's figure can't be above the sum of the threads, unless some have ended unseen. */
    private static final long MOST_OFF_NANOS = 30_000_000L;

    private final OperatingSystemMXBean process = ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
    private Map<String, Long> last = Map.of();

    /** What threads have used that are no more. */
    private long ended;

    /** In nanoseconds; in steps of 10 ms where the system tells no more. */
    long nanos() {
        Map<String, Long> now = threads();
        if (now.isEmpty()) {
            return process.getProcessCpuTime();
        }
        last.forEach((thread, nanos) -> ended += now.getOrDefault(thread, -1L) < nanos ? nanos : 0);
        last = now;
        long alive = now.values().stream().mapToLong(Long::longValue).sum();
        long unseen = process.getProcessCpuTime() - ended - alive;
        ended += unseen > MOST_OFF_NANOS ? unseen : 0;
        return ended + alive - now.getOrDefault(own(), 0L);
    }

    private static Map<String, Long> threads() {
        Map<String, Long> nanos = new HashMap<>();
        try (Stream<Path> threads = Files.list(THREADS)) {
            threads.forEach(thread -> nanos.put(thread.getFileName().toString(), nanos(thread)));
        } catch (IOException e) {
            return Map.of();
        }
        return nanos;
    }

    /** What a thread of {@code /proc} has used; 0 for one that has just ended. */
    static long nanos(Path thread) {
        try {
            String counts = Files.readString(thread.resolve("schedstat"));
            return Long.parseLong(counts.substring(0, counts.indexOf(' ')));
        } catch (IOException | RuntimeException e) {
            return 0;
        }
    }

    private static String own() {
        try {
            return Files.readSymbolicLink(Path.of("/proc/thread-self"))
                    .getFileName()
                    .toString();
        } catch (IOException e) {
            return "";
        }
    }
}
