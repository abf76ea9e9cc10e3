// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.compare.difference;

import java.util.Objects;

/**
 * What is shown of the two values that differ. Immutable.
 *
 * @param primary the value of the primary
 * @param other the value of the other
 * @since 0.1.0
 */
public record ShownPair(ShownValue primary, ShownValue other) {
    /** Refuses nulls. */
    public ShownPair {
        Objects.requireNonNull(primary, "primary");
        Objects.requireNonNull(other, "other");
    }
}
