// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.compare.difference;

import java.math.BigDecimal;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * How what lies at a path is compared; the words are those of jd. Immutable.
 *
 * @param ignore not at all, with everything below
 * @param array how an array is compared
 * @param keys the members by which the objects of an array are recognised; empty: by position
 * @param precision numbers that differ by no more than this are equal
 * @param sameFormat values are equal if they have the same format: both UUIDs, both times, both numbers …
 * @since 0.1.0
 */
public record PathRule(
        boolean ignore, ArrayMode array, List<String> keys, Optional<BigDecimal> precision, boolean sameFormat) {
    /** How two arrays are compared. */
    public enum ArrayMode {
        /** Elements have an order. */
        LIST,
        /** Elements have no order. */
        MULTISET,
        /** Elements have no order, and how often one stands there is of no meaning. */
        SET
    }

    /** Everything counts, arrays are lists. */
    public static final PathRule DEFAULT = new PathRule(false, ArrayMode.LIST, List.of(), Optional.empty(), false);

    /** Nothing counts. */
    public static final PathRule IGNORE = new PathRule(true, ArrayMode.LIST, List.of(), Optional.empty(), false);

    /** Checks ranges and combinations. */
    public PathRule {
        Objects.requireNonNull(array, "array");
        keys = List.copyOf(keys);
        if (precision.isPresent() && precision.get().signum() < 0) {
            throw new IllegalArgumentException("precision: must be 0 or more, was " + precision.get());
        }
        if (array == ArrayMode.SET && !keys.isEmpty()) {
            throw new IllegalArgumentException("keys: can't go with set; objects with keys are matched one by one");
        }
    }

    /** Arrays without order. */
    public static PathRule multiset() {
        return new PathRule(false, ArrayMode.MULTISET, List.of(), Optional.empty(), false);
    }

    /** Arrays without order in which repetition does not count. */
    public static PathRule set() {
        return new PathRule(false, ArrayMode.SET, List.of(), Optional.empty(), false);
    }

    /** Arrays of objects that are recognised by these members. */
    public static PathRule keys(String... keys) {
        return new PathRule(false, ArrayMode.MULTISET, List.of(keys), Optional.empty(), false);
    }

    /** Numbers that are equal within a distance of 0 or more. */
    public static PathRule precision(BigDecimal distance) {
        return new PathRule(false, ArrayMode.LIST, List.of(), Optional.of(distance), false);
    }

    /** Values of which only the format counts. */
    public static PathRule format() {
        return new PathRule(false, ArrayMode.LIST, List.of(), Optional.empty(), true);
    }
}
