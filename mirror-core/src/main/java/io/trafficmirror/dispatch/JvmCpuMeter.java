// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.dispatch;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.HashMap;
import java.util.Map;
import java.util.function.LongSupplier;

/** {@link CpuMeter} by the platform's management beans. Confined to one thread. */
public final class JvmCpuMeter implements CpuMeter {
    /**
     * Reading the machine's load takes up to a millisecond in a container, and the number of its processors some files, so neither is done more
     * often than this.
     */
    private static final long MACHINE_NANOS = 500_000_000L;

    private final MirrorThreads threads;
    private final LongSupplier clock;
    private final LongSupplier elsewhere;
    private final ThreadMXBean threadTimes = ManagementFactory.getThreadMXBean();
    private final OperatingSystemMXBean system = ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);

    /** Last reading of each thread that was alive then. */
    private Map<Long, Long> last = Map.of();

    private long total;
    private double load = -1;
    private long loadAt;
    private int processors = Runtime.getRuntime().availableProcessors();
    private long processorsAt;

    /**
     * A meter of these threads.
     *
     * @param elsewhere what mirroring has used on other threads, in nanoseconds, never falling
     */
    public JvmCpuMeter(MirrorThreads threads, LongSupplier clock, LongSupplier elsewhere) {
        this.elsewhere = elsewhere;
        this.threads = threads;
        this.clock = clock;
        this.processorsAt = clock.getAsLong();
        this.loadAt = processorsAt - MACHINE_NANOS;
    }

    @Override
    public long mirrorNanos() {
        if (!threadTimes.isThreadCpuTimeSupported() || !threadTimes.isThreadCpuTimeEnabled()) {
            return total + elsewhere.getAsLong();
        }
        Map<Long, Long> now = new HashMap<>();
        long more = 0;
        for (Thread thread : threads.alive()) {
            long id = thread.getId();
            long used = threadTimes.getThreadCpuTime(id);
            if (used >= 0) {
                more += Math.max(0, used - last.getOrDefault(id, 0L));
                now.put(id, used);
            }
        }
        // Two writes behind all that may throw: what is counted is known as counted.
        last = now;
        total += more;
        return total + elsewhere.getAsLong();
    }

    @Override
    public long processNanos() {
        return system == null ? -1 : system.getProcessCpuTime();
    }

    @Override
    public long capacityNanos(long spanNanos) {
        long now = clock.getAsLong();
        if (now - processorsAt >= MACHINE_NANOS) {
            processors = Runtime.getRuntime().availableProcessors();
            processorsAt = now;
        }
        return spanNanos * processors;
    }

    @Override
    public double machineLoad() {
        long now = clock.getAsLong();
        if (system != null && now - loadAt >= MACHINE_NANOS) {
            load = system.getCpuLoad();
            loadAt = now;
        }
        return load;
    }
}
