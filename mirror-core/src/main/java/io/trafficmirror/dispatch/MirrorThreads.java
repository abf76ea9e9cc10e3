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
    private volatile ThreadGroup group = group();
    private final AtomicInteger made = new AtomicInteger();

    /** A factory with a group of its own. */
    public MirrorThreads() {}

    /**
     * Below JDK 19 the parent group would keep this one for ever; a daemon group leaves it with its last thread. The first thread to
     * be started is the housekeeper, and it outlives the others.
     */
    @SuppressWarnings({"deprecation", "removal"})
    private static ThreadGroup group() {
        ThreadGroup group = new ThreadGroup("traffic-mirror");
        group.setDaemon(true);
        return group;
    }

    @Override
    public Thread newThread(Runnable work) {
        return named("worker-" + made.incrementAndGet(), work);
    }

    /** A thread whose name says what it does. */
    public Thread named(String role, Runnable work) {
        Thread thread = unstarted("traffic-mirror-" + role, work);
        thread.setDaemon(true);
        thread.setContextClassLoader(MirrorThreads.class.getClassLoader());
        return thread;
    }

    /** Below JDK 19 a group that its last thread has left takes no other one: what follows, such as a last line of the log, gets a new group. */
    private Thread unstarted(String name, Runnable work) {
        try {
            return new Thread(group, work, name, 0, false);
        } catch (IllegalThreadStateException e) {
            group = group();
            return new Thread(group, work, name, 0, false);
        }
    }

    /** The threads that are alive, those that libraries started from one of them included. */
    public Thread[] alive() {
        Thread[] threads = new Thread[group.activeCount() + 8];
        int n = group.enumerate(threads);
        return java.util.Arrays.copyOf(threads, n);
    }
}
