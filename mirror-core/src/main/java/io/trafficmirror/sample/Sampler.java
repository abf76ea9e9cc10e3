// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.sample;

import io.trafficmirror.http.HeadReader;
import java.util.function.LongSupplier;
import java.util.random.RandomGenerator;

/** Decides for one mirror which requests are copied. Safe for concurrent use. */
public final class Sampler {
    /** The answer for a request that is not in the share. */
    public static final int NOT_SAMPLED = 0;

    /** The answer for a request that is in the share, and above the cap per second. */
    public static final int RATE_CAPPED = -1;

    private final Sampling sampling;
    private final RandomGenerator random;

    /** A sampler; the clock counts nanoseconds. */
    public Sampler(Sampling sampling, RandomGenerator random, LongSupplier clock) {
        this.sampling = sampling;
        this.random = random;
    }

    /** The number of copies, 1..10, or {@link #NOT_SAMPLED} or {@link #RATE_CAPPED}. */
    public <R> int copies(R request, HeadReader<R> reader) {
        Fraction share = sampling.fraction();
        boolean in = share.isAll() || (!share.isNone() && random.nextInt(share.denominator()) < share.numerator());
        return in ? sampling.copies() : NOT_SAMPLED;
    }
}
