// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.benchmarks.load;

import java.io.IOException;
import java.util.concurrent.locks.LockSupport;
import org.HdrHistogram.Histogram;

/**
 * What is asked of a server, and how. Immutable.
 *
 * <p>At a rate the client is open: each request has its moment, and its latency counts from that moment, whether or not a connection
 * was free, so that a stall is not hidden by the requests it held up. What was due and never sent, or never answered, counts with the time
 * until it was given up. At saturation each connection sends again as soon as it is answered, which has no such moments.
 *
 * @param port of the server, on the loopback interface
 * @param request the bytes of each request
 * @param connections keep-alive connections
 * @param perSecond requests a second, evenly spaced; 0: as many as the connections carry
 * @param leadSeconds of the same load before the window
 * @param seconds of the window
 */
public record Load(int port, Request request, int connections, double perSecond, double leadSeconds, double seconds) {
    /** Called while the load goes on, on another thread. */
    public interface Window {
        /** A window at which nobody looks. */
        Window UNWATCHED = new Window() {
            @Override
            public void opens() {
                // Nothing to note.
            }

            @Override
            public void shuts() {
                // Nothing to note.
            }
        };

        /** The lead is over. */
        void opens();

        /** Half of the window is over. */
        default void middle() {
            // Nobody need care.
        }

        /** The window is over, the load is not yet. */
        void shuts();
    }

    /**
     * What the client saw.
     *
     * @param answered answers within the window
     * @param perSecond the same for each second
     * @param sent requests of the whole run, lead included
     * @param errors of the whole run: answers that were no success, connections that broke, requests without an answer two seconds after the end
     * @param unsent requests due in the window for which there was never a free connection
     * @param micros latencies in microseconds of what was due in the window
     */
    public record Result(long answered, double perSecond, long sent, long errors, long unsent, Histogram micros) {}

    /** Runs lead and window. */
    public Result run(Window window) throws IOException {
        try (LoadLoop loop = new LoadLoop(this)) {
            Thread watch = new Thread(
                    () -> {
                        sleepUntil(loop.from());
                        window.opens();
                        sleepUntil(loop.from() + (loop.to() - loop.from()) / 2);
                        window.middle();
                        sleepUntil(loop.to());
                        window.shuts();
                    },
                    "window");
            watch.start();
            return loop.drive(watch::isAlive);
        }
    }

    /** Runs it without looking. */
    public Result run() throws IOException {
        return run(Window.UNWATCHED);
    }

    private static void sleepUntil(long moment) {
        for (long wait = moment - System.nanoTime(); wait > 0; wait = moment - System.nanoTime()) {
            LockSupport.parkNanos(wait);
        }
    }
}
