// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.transport.wire;

import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * Work for the loop, made before it is needed, so that handing it over can't fail for want of memory. It may be handed over again and
 * again, and runs once for all that came before its run. Safe for concurrent use.
 */
final class LoopTask {
    private final Runnable work;
    private final AtomicBoolean waiting = new AtomicBoolean();

    /** The one that was handed over before; written by who hands this one over, then by the loop. */
    @Nullable
    LoopTask next;

    LoopTask(Runnable work) {
        this.work = work;
    }

    /** Whether the caller is to hand it over: nobody has since it ran last. */
    boolean claim() {
        return waiting.compareAndSet(false, true);
    }

    /** Runs it; from now on it may be handed over again. */
    void run() {
        next = null;
        waiting.set(false);
        work.run();
    }
}
