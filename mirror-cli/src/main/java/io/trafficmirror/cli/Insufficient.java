// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.cli;

import io.trafficmirror.compare.verdict.Outcome;

/** What INSUFFICIENT counts as. */
enum Insufficient {
    /** As FAIL. */
    FAIL(Outcome.FAIL),
    /** As PASS. */
    PASS(Outcome.PASS),
    /** As itself. */
    ITSELF(Outcome.INSUFFICIENT);

    private final Outcome outcome;

    Insufficient(Outcome outcome) {
        this.outcome = outcome;
    }

    /** The exit status of a verdict. */
    int status(Outcome of) {
        return of == Outcome.INSUFFICIENT ? outcome.code() : of.code();
    }
}
