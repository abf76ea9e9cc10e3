// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.benchmarks.sidebyside;

import io.trafficmirror.benchmarks.load.Load;
import java.io.IOException;
import java.util.Map;

/** One variant up and running. Confined to one thread. */
interface Peer {
    int port();

    /** Whether all of it still runs. */
    boolean isAlive();

    /** Copies that reached the shadow so far, whatever it did then. */
    double delivered();

    /** What the application's process has used so far, by name; empty if the process has died. */
    Map<String, Double> usage();

    /** The middle of a window has come. */
    default void middle() {
        // Most go on as they began.
    }

    /** Sends it what the load says, with the client that belongs to it. */
    default Load.Result drive(Load load, Load.Window window) throws IOException {
        return load.run(window);
    }

    /** Waits until it has come to rest, for a bounded time. */
    void settle();

    /** Those of all variants. */
    interface Peers extends AutoCloseable {
        /** All shadows become like this. */
        void mood(String next) throws IOException;

        /** What comes now is another scenario: who carries too much of the last one along is started anew. */
        default void next() throws IOException {
            // Most carry nothing along.
        }

        /** The one of a variant, started if need be. */
        Peer of(Variant variant) throws IOException;

        /** Whether a variant has the same process in each turn: if not, two turns differ as two processes do, which says nothing of the machine. */
        default boolean areKept() {
            return true;
        }

        @Override
        void close() throws IOException;
    }
}
