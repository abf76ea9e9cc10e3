// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.examples.demo;

import java.util.ArrayList;
import java.util.List;

/** Whether the run kept its promises. Confined to one thread. */
final class Verdict {
    private final List<String> failures = new ArrayList<>();

    /** Notes a promise that must have been kept. */
    void require(boolean kept, String otherwise) {
        if (!kept) {
            failures.add(otherwise);
        }
    }

    boolean isPass() {
        return failures.isEmpty();
    }

    @Override
    public String toString() {
        return isPass()
                ? "PASS: the primary made no error, and every copy is accounted for."
                : "FAIL: " + String.join("; ", failures);
    }
}
