// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.dispatch;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.HashMap;
import java.util.Map;
import java.util.function.DoubleSupplier;
import java.util.function.LongSupplier;

/** {@link CpuMeter} by the platform's management beans. Confined to one thread. */
public final class JvmCpuMeter implements CpuMeter {
    /**
     * Reading the machine's load takes up to a millisecond in a container, and the number of its processors some files, so neither is done more
     * often than this.
     */
    private static final long MACHINE_NANOS = 500_000_000L;

    /** How soon again after a reading of the load over a longer time, as after a pause in which nobody asked: that says nothing of the present. */
    private static final long SOON_NANOS = 100_000_000L;

    private final MirrorThreads threads;
    private final LongSupplier clock;
    private final LongSupplier elsewhere;
    private final ThreadMXBean threadTimes = ManagementFactory.getThreadMXBean();
    private final OperatingSystemMXBean system = ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
    private final DoubleSupplier machine;

    /** Last reading of each thread that was alive then. */
    private Map<Long, Long> last = Map.of();

    private long total;
    private double load = -1;
    private long loadAt;
    private long loadFor = MACHINE_NANOS;
    private int processors = Runtime.getRuntime().availableProcessors();
    private long processorsAt;

    /**
     * A meter of these threads.
     *
     * @param elsewhere what mirroring has used on other threads, in nanoseconds, never falling
     */
    public JvmCpuMeter(MirrorThreads threads, LongSupplier clock, LongSupplier elsewhere) {
        this(threads, clock, elsewhere, machine());
    }

    /** The same on a machine of which this tells how busy it was since it was asked last. */
    JvmCpuMeter(MirrorThreads threads, LongSupplier clock, LongSupplier elsewhere, DoubleSupplier machine) {
        this.machine = machine;
        this.elsewhere = elsewhere;
        this.threads = threads;
        this.clock = clock;
        this.processorsAt = clock.getAsLong();
        this.loadAt = processorsAt - MACHINE_NANOS;
    }

    private static DoubleSupplier machine() {
        OperatingSystemMXBean system = ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
        return system == null ? () -> -1 : system::getCpuLoad;
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
        long over = now - loadAt;
        if (over >= loadFor) {
            load = machine.getAsDouble();
            loadAt = now;
            loadFor = over > 2 * MACHINE_NANOS ? SOON_NANOS : MACHINE_NANOS;
        }
        return load;
    }
}
