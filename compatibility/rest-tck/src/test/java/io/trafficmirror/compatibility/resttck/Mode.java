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
    /** MirrorFeature in every application, everything selected, both bodies captured. */
    JAXRS,
    /** A filter that does what none may do, to show that the TCK would notice. */
    MUTANT;

    /** Whether a filter of ours or the mutant is put in front of each archive. */
    boolean filters() {
        return this == SERVLET || this == MUTANT;
    }

    static Mode current() {
        return valueOf(System.getProperty("mirror.mode", "none").toUpperCase(Locale.ROOT));
    }
}
