// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.testkit.chaos;

import io.trafficmirror.TrafficMirror;
import io.trafficmirror.report.MirrorStats;
import io.trafficmirror.testkit.Threads;
import java.util.Arrays;
import java.util.Objects;
import java.util.concurrent.locks.LockSupport;

/**
 * Looks at a mirror every millisecond on a thread of its own, and keeps the highest of what must stay bounded. Safe for concurrent
 * use.
 *
 * @since 0.1.0
 */
public final class BoundsWatch implements AutoCloseable {
    private static final long INTERVAL_NANOS = 1_000_000;
    private static final String PREFIX = "traffic-mirror-";

    private final TrafficMirror mirror;
    private final Thread thread = new Thread(this::run, "bounds-watch");
    private volatile boolean stopped;
    private volatile long mostBytes;
    private volatile int mostThreads;
    private volatile int mostInFlight;
    private volatile int mostQueued;

    /** Begins to look. */
    public BoundsWatch(TrafficMirror mirror) {
        this.mirror = mirror;
        thread.setDaemon(true);
        thread.start();
    }

    private void run() {
        for (int round = 0; !stopped; round++) {
            MirrorStats stats = mirror.stats();
            mostBytes = Math.max(mostBytes, stats.bytesHeld());
            mostInFlight = Math.max(
                    mostInFlight,
                    stats.targets().stream()
                            .mapToInt(target -> target.inFlight())
                            .sum());
            mostQueued = Math.max(
                    mostQueued,
                    stats.targets().stream().mapToInt(target -> target.queued()).sum());
            if (round % 16 == 0) {
                mostThreads = Math.max(mostThreads, mirrorThreads());
            }
            LockSupport.parkNanos(INTERVAL_NANOS);
        }
    }

    /** The threads of all mirrors of this JVM that are alive now. */
    public static int mirrorThreads() {
        ThreadGroup top = Thread.currentThread().getThreadGroup();
        while (top.getParent() != null) {
            top = top.getParent();
        }
        Thread[] all = new Thread[top.activeCount() + 64];
        int count = top.enumerate(all);
        return (int) Arrays.stream(all, 0, count)
                .map(Objects::requireNonNull)
                .filter(each -> each.getName().startsWith(PREFIX))
                .count();
    }

    /** The most bytes that copies held. */
    public long mostBytes() {
        return mostBytes;
    }

    /** The most threads that the mirror had. */
    public int mostThreads() {
        return mostThreads;
    }

    /** The most copies in flight. */
    public int mostInFlight() {
        return mostInFlight;
    }

    /** The most copies that waited in queues. */
    public int mostQueued() {
        return mostQueued;
    }

    /** Stops looking. */
    @Override
    public void close() {
        stopped = true;
        Threads.join(thread);
    }
}
