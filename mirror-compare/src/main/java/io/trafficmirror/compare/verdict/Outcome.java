// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.compare.verdict;

/**
 * One of three answers, with its number: the exit code of the command line.
 *
 * @since 0.1.0
 */
public enum Outcome {
    /** Proved good enough. */
    PASS(0),
    /** Proved not good enough. */
    FAIL(1),
    /** Neither is proved yet. */
    INSUFFICIENT(2);

    private final int code;

    Outcome(int code) {
        this.code = code;
    }

    /** 0, 1 or 2. */
    public int code() {
        return code;
    }
}
