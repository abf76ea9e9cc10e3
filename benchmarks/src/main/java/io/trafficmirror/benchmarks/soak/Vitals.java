// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.benchmarks.soak;

import com.sun.management.UnixOperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.lang.management.OperatingSystemMXBean;

/**
 * What must not grow. Immutable.
 *
 * @param heap bytes in use after a collection
 * @param threads live threads of this process, without those of the shadow
 * @param files open file descriptors, sockets included; -1 if the system does not tell
 */
record Vitals(long heap, int threads, long files) {
    static Vitals now() {
        System.gc();
        System.gc();
        Runtime runtime = Runtime.getRuntime();
        OperatingSystemMXBean system = ManagementFactory.getOperatingSystemMXBean();
        return new Vitals(
                runtime.totalMemory() - runtime.freeMemory(),
                (int) Thread.getAllStackTraces().keySet().stream()
                        .filter(thread -> !thread.getName().startsWith("recording-shadow"))
                        .count(),
                system instanceof UnixOperatingSystemMXBean unix ? unix.getOpenFileDescriptorCount() : -1);
    }

    @Override
    public String toString() {
        return String.format("heap %.1f MiB, %d threads, %d files", heap / (double) (1 << 20), threads, files);
    }
}
