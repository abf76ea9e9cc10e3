// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.compare.gate;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import org.jspecify.annotations.Nullable;

/**
 * Interrupts the thread of a request, which makes it, once it is run, but never when the request is over: the next one on that thread takes no harm. Safe for
 * concurrent use.
 */
final class RequestWatch implements Runnable {
    @GuardedBy("this")
    private @Nullable Thread thread = Thread.currentThread();

    /** The request takes too long. */
    @Override
    public synchronized void run() {
        Thread late = thread;
        if (late != null) {
            late.interrupt();
        }
    }

    /** The request is over. */
    synchronized void end() {
        thread = null;
    }
}
