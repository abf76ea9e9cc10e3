// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.compare.difference;

import java.util.Locale;

/**
 * In what way two responses differ at one place.
 *
 * @since 0.1.0
 */
public enum DifferenceKind {
    /** Another status, or errors where there were none. */
    STATUS,
    /** The primary has it, the other has not. */
    MISSING,
    /** The other has it, the primary has not. */
    EXTRA,
    /** A value of another type. */
    TYPE,
    /** Another value of the same type. */
    VALUE,
    /** The same elements of an array in another order. */
    ORDER,
    /** Arrays of other lengths that have nothing in common. */
    LENGTH,
    /** A header field. */
    HEADER,
    /** A body that is not what its media type says, where the primary's is. */
    UNPARSABLE,
    /** A body that ended early. */
    TRUNCATED,
    /** The copy got no response. */
    FAILED;

    /** The name as people and files see it. */
    public String tag() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** With what became of the value, as people read it: {@code value, rounded}; only {@code missing} where nothing more is known. */
    public String with(Transition transition) {
        return switch (this) {
            case VALUE, HEADER -> tag() + ", " + transition.text();
            case ORDER -> tag();
            case STATUS, MISSING, EXTRA, TYPE, LENGTH, UNPARSABLE, TRUNCATED, FAILED ->
                transition == Transition.OTHER ? tag() : tag() + ", " + transition.text();
        };
    }

    /** Whether one of these is a break of the contract with callers, for which no rate is tolerable by default. */
    public boolean isStructural() {
        return this == STATUS || this == TYPE || this == MISSING;
    }
}
