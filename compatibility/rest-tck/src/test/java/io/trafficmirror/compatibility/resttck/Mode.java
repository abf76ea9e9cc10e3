// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.compatibility.resttck;

import java.util.Locale;

/** What stands in front of the TCK's applications. */
enum Mode {
    /** Nothing. */
    NONE,
    /** MirrorFilter, everything selected, both bodies captured. */
    SERVLET,
    /** A filter that does what none may do, to show that the TCK would notice. */
    MUTANT;

    static Mode current() {
        return valueOf(System.getProperty("mirror.mode", "none").toUpperCase(Locale.ROOT));
    }
}
