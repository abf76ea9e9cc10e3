// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.compare.cause;

import io.trafficmirror.compare.evidence.AttributeCounts;
import java.util.Comparator;
import java.util.Objects;
import java.util.Optional;

/**
 * What the requests of a cause have in common and others have not. Immutable.
 *
 * @param attribute as {@code name=value}
 * @param share of the requests of the cause that have it, 0..1
 * @param otherShare of all other requests of the route, 0..1
 * @since 0.1.0
 */
public record CommonAttribute(String attribute, double share, double otherShare) {
    /** Below this the two have little to do with each other. */
    private static final double LEAST_CORRELATION = 0.25;

    /** Of a share below this nobody would say that they have it in common. */
    private static final double LEAST_SHARE = 0.5;

    private static final long FEWEST = 5;

    /** Refuses null. */
    public CommonAttribute {
        Objects.requireNonNull(attribute, "attribute");
    }

    /** The attribute that tells best whether a request is one of these: by the correlation of two yes-or-no values (φ). */
    static Optional<CommonAttribute> of(AttributeCounts these, AttributeCounts all) {
        if (these.exchanges() < FEWEST || all.exchanges() <= these.exchanges()) {
            return Optional.empty();
        }
        return these.counts().keySet().stream()
                .filter(attribute -> these.share(attribute) >= LEAST_SHARE)
                .filter(attribute -> correlation(attribute, these, all) >= LEAST_CORRELATION)
                .max(Comparator.comparingDouble((String attribute) -> correlation(attribute, these, all))
                        .thenComparing(Comparator.reverseOrder()))
                .map(attribute ->
                        new CommonAttribute(attribute, these.share(attribute), otherShare(attribute, these, all)));
    }

    private static double otherShare(String attribute, AttributeCounts these, AttributeCounts all) {
        long others = all.exchanges() - these.exchanges();
        long have = all.counts().getOrDefault(attribute, 0L) - these.counts().getOrDefault(attribute, 0L);
        return Math.max(0, (double) have / others);
    }

    private static double correlation(String attribute, AttributeCounts these, AttributeCounts all) {
        double n = all.exchanges();
        double yes = these.exchanges() / n;
        double has = all.counts().getOrDefault(attribute, 0L) / n;
        double both = these.counts().getOrDefault(attribute, 0L) / n;
        double spread = Math.sqrt(yes * (1 - yes) * has * (1 - has));
        return spread > 0 ? (both - yes * has) / spread : 0;
    }
}
