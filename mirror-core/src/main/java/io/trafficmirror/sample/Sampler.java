// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.sample;

import io.trafficmirror.http.HeadReader;
import java.util.function.LongSupplier;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * Decides for each request of a rule whether one mirror gets it, and how often. Exact: without a key a request is in if a draw below the
 * denominator is below the numerator; 0 % and 100 % draw nothing. Safe for concurrent use if its random source is.
 */
public final class Sampler {
    /** The answer for a request that is out by its share or its key. */
    public static final int NOT_SAMPLED = 0;

    /** The answer for a request that is in by its share but over the cap per second: a drop. */
    public static final int RATE_CAPPED = -1;

    private final Fraction fraction;
    private final @Nullable KeyReader key;
    private final @Nullable RateCap cap;
    private final int copies;
    private final RandomGenerator random;

    /**
     * A sampler with its own sources, so that it can be repeated.
     *
     * @param random asked by every thread that calls {@link #copies}
     * @param nanoClock nanoseconds from any origin, never going back; asked only where there is a cap per second
     */
    public Sampler(Sampling sampling, RandomGenerator random, LongSupplier nanoClock) {
        fraction = sampling.fraction();
        key = sampling.key().map(KeyReader::new).orElse(null);
        cap = sampling.maxPerSecond().isPresent()
                ? new RateCap(sampling.maxPerSecond().getAsInt(), nanoClock)
                : null;
        copies = sampling.copies();
        this.random = random;
    }

    /** A sampler that draws from {@link java.util.concurrent.ThreadLocalRandom} and reads {@link System#nanoTime}. */
    public static Sampler of(Sampling sampling) {
        return new Sampler(sampling, ThreadRandom.INSTANCE, System::nanoTime);
    }

    /**
     * How many copies of this request are wanted. Allocates nothing of its own.
     *
     * @return 1..10, or {@link #NOT_SAMPLED}, or {@link #RATE_CAPPED}
     */
    public <R> int copies(R request, HeadReader<R> reader) {
        if (!isIn(request, reader)) {
            return NOT_SAMPLED;
        }
        return cap == null || cap.admit() ? copies : RATE_CAPPED;
    }

    private <R> boolean isIn(R request, HeadReader<R> reader) {
        if (fraction.isNone()) {
            return false;
        }
        if (key != null) {
            return key.isIn(request, reader, fraction);
        }
        return fraction.isAll() || random.nextInt(fraction.denominator()) < fraction.numerator();
    }
}
