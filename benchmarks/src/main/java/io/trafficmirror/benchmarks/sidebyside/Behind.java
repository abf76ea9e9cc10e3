// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.benchmarks.sidebyside;

/** What stands behind the sink of a variant's evidence. */
enum Behind {
    /** There is no sink. */
    NO_SINK(true),
    /** Nobody listens where the broker should be. */
    NOTHING(false),
    /** A broker that the sink has reached, and that is stopped as it stands before the load begins: it takes connections and answers nothing. */
    HANGING(false),
    /** The same, but it goes on in the middle of the window, and takes what has been waiting. */
    BACK(true),
    /** A broker. */
    BROKER(true);

    private final boolean stores;

    Behind(boolean stores) {
        this.stores = stores;
    }

    /** Whether records are stored within a window, if there is a sink. */
    boolean stores() {
        return stores;
    }
}
