// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.compatibility.boot35;

import io.trafficmirror.compatibility.spring.PageContract;

/** What the page says, done on this line. */
class Page35Test extends PageContract {
    /** Enough here for all lines: what a restart leaves is the starter's, not the line's. */
    @Override
    protected int restarts() {
        return 50;
    }
}
