// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.compare.evidence;

import io.trafficmirror.compare.difference.ShownValue;
import java.util.Comparator;
import java.util.Objects;
import java.util.Optional;

/**
 * One exchange in which a row's difference was seen. Holds no credential, and no value of a response unless its path was allowed. Immutable; ordered by
 * the exchange first, and then by all else, so that of two the same one is kept in any order.
 *
 * @param exchange the hash of the exchange's id
 * @param atMillis when it was compared, in milliseconds of the epoch
 * @param request the request as a line of {@code curl}
 * @param primary what the primary had
 * @param shadow what the shadow had
 * @param control what the control had; empty if there was none, or nothing can be said of it
 * @since 0.1.0
 */
public record Example(
        long exchange,
        long atMillis,
        String request,
        ShownValue primary,
        ShownValue shadow,
        Optional<ShownValue> control)
        implements Comparable<Example> {
    private static final Comparator<Example> ORDER = Comparator.comparingLong(Example::exchange)
            .thenComparingLong(Example::atMillis)
            .thenComparing(Example::request)
            .thenComparing(Example::primary)
            .thenComparing(Example::shadow)
            .thenComparing(example -> example.control().orElse(ShownValue.ABSENT))
            .thenComparing(example -> example.control().isPresent());

    /** Refuses nulls, and a request that is longer than is kept. */
    public Example {
        Objects.requireNonNull(request, "request");
        Objects.requireNonNull(primary, "primary");
        Objects.requireNonNull(shadow, "shadow");
        Objects.requireNonNull(control, "control");
        if (request.length() > CurlLine.LONGEST) {
            throw new IllegalArgumentException(
                    "request: must be at most " + CurlLine.LONGEST + " characters, was " + request.length());
        }
    }

    @Override
    public int compareTo(Example other) {
        return ORDER.compare(this, other);
    }
}
