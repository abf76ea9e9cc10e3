// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.report;

import java.util.function.Supplier;

/**
 * Is told what happens to copies.
 *
 * @since 0.1.0
 */
@FunctionalInterface
public interface MirrorListener {
    /**
     * Called by one thread of the mirror at a time, never on a request's thread. A listener that is slow loses events, which are
     * counted; one that throws is called again for the next event.
     */
    void onEvent(MirrorEvent event);

    /**
     * Called once by whoever builds the mirror, before any event, for listeners that look at the state of the whole as well. What it
     * throws reaches the builder's caller, and no mirror is built.
     *
     * @param stats makes a snapshot each time it is asked; safe for concurrent use, also after the mirror is closed
     */
    default void onStart(Supplier<MirrorStats> stats) {}
}
