// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.examples.demo;

import java.util.ArrayList;
import java.util.List;

/** Whether the run kept its promises. Confined to one thread. */
final class Promises {
    private final List<String> broken = new ArrayList<>();

    /** Notes a promise that must have been kept. */
    void require(boolean kept, String otherwise) {
        if (!kept) {
            broken.add(otherwise);
        }
    }

    boolean areKept() {
        return broken.isEmpty();
    }

    @Override
    public String toString() {
        return areKept()
                ? "Kept: the primary made no error, and every copy is accounted for."
                : "Broken: " + String.join("; ", broken);
    }
}
