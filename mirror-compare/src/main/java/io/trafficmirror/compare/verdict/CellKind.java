// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.compare.verdict;

/** What sort of difference a cell counts. */
public enum CellKind {
    /** The status code. */
    STATUS,
    /** The type of a value: a number became a string. */
    TYPE,
    /** A field or header that is missing. */
    MISSING,
    /** Any other: a value, an order, a field more. */
    VALUE;

    /** Whether an excess within the budget is allowed; where it is not, a proved difference fails. */
    public boolean allowed() {
        return this == VALUE;
    }
}
