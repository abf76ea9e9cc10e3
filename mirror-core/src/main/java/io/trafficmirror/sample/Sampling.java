// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.sample;

import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Which of the requests that a rule selects are copied, and how often each. Immutable.
 *
 * @param fraction the exact share
 * @param key present: the share is taken over keys, so that a key is in or out as a whole; a request without the key is out
 * @param maxPerSecond present: at most so many requests a second, 1 or more
 * @param copies copies of each request that is in, 1..10; more than one only for load tests
 * @param own present: a choice of the user's own among the requests that are in by the share
 * @param safeOnly whether requests whose method is not {@linkplain io.trafficmirror.http.SafeMethods safe} are out
 * @since 0.1.0
 */
public record Sampling(
        Fraction fraction,
        Optional<SampleKey> key,
        OptionalInt maxPerSecond,
        int copies,
        Optional<Sampler> own,
        boolean safeOnly) {
    /** Every request, once. */
    public static final Sampling ALL = of(Fraction.ALL);

    /** Checks the ranges. */
    public Sampling {
        Objects.requireNonNull(fraction, "fraction");
        Objects.requireNonNull(key, "key");
        if (maxPerSecond.isPresent() && maxPerSecond.getAsInt() < 1) {
            throw new IllegalArgumentException("maxPerSecond: must be 1 or more, was " + maxPerSecond.getAsInt());
        }
        Objects.requireNonNull(own, "own");
        if (copies < 1 || copies > 10) {
            throw new IllegalArgumentException("copies: must be 1..10, was " + copies);
        }
    }

    /** A random share. */
    public static Sampling of(Fraction fraction) {
        return new Sampling(fraction, Optional.empty(), OptionalInt.empty(), 1, Optional.empty(), false);
    }

    /** The same with another share. */
    public Sampling withFraction(Fraction other) {
        return new Sampling(other, key, maxPerSecond, copies, own, safeOnly);
    }

    /** The same, keyed. */
    public Sampling withKey(SampleKey other) {
        return new Sampling(fraction, Optional.of(other), maxPerSecond, copies, own, safeOnly);
    }

    /** The same with a cap per second. */
    public Sampling withMaxPerSecond(int other) {
        return new Sampling(fraction, key, OptionalInt.of(other), copies, own, safeOnly);
    }

    /** The same with so many copies of each request. */
    public Sampling withCopies(int other) {
        return new Sampling(fraction, key, maxPerSecond, other, own, safeOnly);
    }

    /** The same, of which this sampler chooses. */
    public Sampling withSampler(Sampler other) {
        return new Sampling(fraction, key, maxPerSecond, copies, Optional.of(other), safeOnly);
    }

    /** The same, without requests whose method is not safe: for a shadow that must not be written to. */
    public Sampling withSafeOnly() {
        return new Sampling(fraction, key, maxPerSecond, copies, own, true);
    }
}
