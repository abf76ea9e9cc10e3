// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror;

import io.trafficmirror.capture.DropReason;
import io.trafficmirror.capture.internal.Rebuild;
import io.trafficmirror.report.internal.EventPump;
import io.trafficmirror.report.internal.News;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * Makes bodies out of what containers have parsed, on one thread of its own. Bounded: what does not fit is given up. Handing over
 * never waits. Safe for concurrent use.
 */
final class Rebuilder implements Consumer<Rebuild> {
    /** Few, because configuration may be open files. More than these wait only if making them takes more than a processor has. */
    private static final int MOST_WAITING = 32;

    private final EventPump pump;
    private volatile boolean closed;

    Rebuilder(Function<Runnable, Thread> threads, Consumer<Throwable> faults) {
        this.pump = new EventPump(MOST_WAITING, threads, faults);
    }

    void start() {
        pump.start();
    }

    @Override
    public void accept(Rebuild body) {
        pump.offer(new Waiting(body));
    }

    /** Gives up what waits. */
    void stop(long millis) {
        closed = true;
        pump.stop(millis);
    }

    /** A body that waits for the thread. */
    private final class Waiting implements News {
        private final Rebuild body;

        Waiting(Rebuild body) {
            this.body = body;
        }

        @Override
        public void tell() {
            body.build();
        }

        @Override
        public void lost() {
            body.giveUp(closed ? DropReason.CLOSED : DropReason.CPU_BUDGET);
        }
    }
}
