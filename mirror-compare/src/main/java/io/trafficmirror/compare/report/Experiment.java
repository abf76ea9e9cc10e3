// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.compare.report;

import java.util.Objects;

/**
 * One candidate under one set of rules. Evidence of two experiments is never mixed. Immutable.
 *
 * @param candidate what is judged, such as {@code orders 2.4.1}; 1 to 200 characters
 * @param settings what decides about a difference, as a short text that is equal where the settings are
 * @since 0.1.0
 */
public record Experiment(String candidate, String settings) {
    private static final int LONGEST = 200;

    /** Checks ranges. */
    public Experiment {
        Objects.requireNonNull(settings, "settings");
        if (candidate.isEmpty() || candidate.length() > LONGEST) {
            throw new IllegalArgumentException(
                    "candidate: must be 1 to " + LONGEST + " characters, was " + candidate.length());
        }
    }
}
