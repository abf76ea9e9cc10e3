// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.testkit.transport;

import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ThreadFactory;

/**
 * Makes the threads of a transport under test and remembers them. Safe for concurrent use.
 *
 * @since 0.1.0
 */
public final class ContractThreads implements ThreadFactory {
    /** No thread yet. */
    public ContractThreads() {}

    private final Queue<Thread> made = new ConcurrentLinkedQueue<>();

    @Override
    public Thread newThread(Runnable work) {
        Thread thread = new Thread(work, "transport-under-test-" + (made.size() + 1));
        thread.setDaemon(true);
        thread.setContextClassLoader(null);
        made.add(thread);
        return thread;
    }

    /** Whether this thread was made here. */
    boolean made(Thread thread) {
        return made.contains(thread);
    }

    /** Those that still run after waiting for them. */
    public List<Thread> alive(Duration atMost) throws InterruptedException {
        long by = System.nanoTime() + atMost.toNanos();
        for (Thread thread : made) {
            thread.join(Math.max(1, (by - System.nanoTime()) / 1_000_000));
        }
        return made.stream().filter(Thread::isAlive).toList();
    }
}
