// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.report;

/** Hears what happens to copies. */
@FunctionalInterface
public interface MirrorListener {
    /**
     * Called by one thread of the mirror at a time, never on a request's thread. A listener that is slow loses events, which are
     * counted; one that throws is called again for the next event.
     */
    void onEvent(MirrorEvent event);
}
