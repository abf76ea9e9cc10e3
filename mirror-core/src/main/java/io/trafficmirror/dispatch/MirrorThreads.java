// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.dispatch;

import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Makes the threads of one mirror: daemons in a group of their own, so that their CPU can be told from the application's, and
 * without the application's context class loader. Safe for concurrent use.
 */
public final class MirrorThreads implements ThreadFactory {
    private final ThreadGroup group = new ThreadGroup("traffic-mirror");
    private final AtomicInteger made = new AtomicInteger();

    /** A factory with a group of its own. */
    public MirrorThreads() {}

    @Override
    public Thread newThread(Runnable work) {
        return named("worker-" + made.incrementAndGet(), work);
    }

    /** A thread whose name says what it does. */
    public Thread named(String role, Runnable work) {
        Thread thread = new Thread(group, work, "traffic-mirror-" + role, 0, false);
        thread.setDaemon(true);
        thread.setContextClassLoader(MirrorThreads.class.getClassLoader());
        return thread;
    }

    /** The threads that are alive, those that libraries started from one of them included. */
    public Thread[] alive() {
        Thread[] threads = new Thread[group.activeCount() + 8];
        int n = group.enumerate(threads);
        return java.util.Arrays.copyOf(threads, n);
    }
}
