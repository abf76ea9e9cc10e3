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

    /** The answer for a request that is in by its share while mirroring begins with less: a drop. */
    public static final int RAMPING_UP = -2;

    private final Fraction fraction;
    private final @Nullable KeyReader key;
    private final @Nullable RateCap cap;
    private final int copies;
    private final RandomGenerator random;

    private final Sampling sampling;
    private final LongSupplier nanoClock;
    private final RampUp ramp;

    /**
     * A sampler with its own sources, so that it can be repeated.
     *
     * @param random asked by every thread that calls {@link #copies}
     * @param nanoClock nanoseconds from any origin, never going back; asked only where there is a cap per second
     */
    public Sampler(Sampling sampling, RandomGenerator random, LongSupplier nanoClock) {
        this(sampling, random, nanoClock, RampUp.none());
    }

    /** The same, which begins with less. */
    public Sampler(Sampling sampling, RandomGenerator random, LongSupplier nanoClock, RampUp ramp) {
        this(sampling, random, nanoClock, ramp, null);
    }

    private Sampler(
            Sampling sampling, RandomGenerator random, LongSupplier nanoClock, RampUp ramp, @Nullable RateCap before) {
        this.sampling = sampling;
        this.random = random;
        this.nanoClock = nanoClock;
        this.ramp = ramp;
        fraction = sampling.fraction();
        key = sampling.key().map(KeyReader::new).orElse(null);
        copies = sampling.copies();
        cap = capOf(sampling, nanoClock, before);
    }

    private static @Nullable RateCap capOf(Sampling sampling, LongSupplier nanoClock, @Nullable RateCap before) {
        if (sampling.maxPerSecond().isEmpty()) {
            return null;
        }
        int perSecond = sampling.maxPerSecond().getAsInt();
        return before == null ? new RateCap(perSecond, nanoClock) : before.resized(perSecond);
    }

    /** A sampler for other settings whose cap per second remembers what this one has admitted. */
    public Sampler with(Sampling other) {
        if (cap != null && other.maxPerSecond().equals(sampling.maxPerSecond())) {
            return new Sampler(other, this);
        }
        return new Sampler(other, random, nanoClock, ramp, cap);
    }

    /** One with the very same cap, so that not even requests that still see the old one exceed it together. */
    private Sampler(Sampling other, Sampler before) {
        sampling = other;
        random = before.random;
        nanoClock = before.nanoClock;
        ramp = before.ramp;
        cap = before.cap;
        fraction = other.fraction();
        key = other.key().map(KeyReader::new).orElse(null);
        copies = other.copies();
    }

    /** A sampler that draws from {@link java.util.concurrent.ThreadLocalRandom} and reads {@link System#nanoTime}. */
    public static Sampler of(Sampling sampling) {
        return new Sampler(sampling, ThreadRandom.INSTANCE, System::nanoTime);
    }

    /**
     * How many copies of this request are wanted. Allocates nothing of its own.
     *
     * @return 1..10, or {@link #NOT_SAMPLED}, {@link #RATE_CAPPED}, {@link #RAMPING_UP}
     */
    public <R> int copies(R request, HeadReader<R> reader) {
        if (!isIn(request, reader)) {
            return NOT_SAMPLED;
        }
        if (!ramp.isOver() && !isInRamp(request, reader)) {
            return RAMPING_UP;
        }
        return cap == null || cap.admit() ? copies : RATE_CAPPED;
    }

    /** A key that is in is in at every later moment too, as at every larger share. */
    private <R> boolean isInRamp(R request, HeadReader<R> reader) {
        int permille = ramp.permille();
        boolean in = key == null
                ? random.nextInt(RampUp.WHOLE) < permille
                : key.isIn(request, reader, RampUp.part(fraction, permille));
        return in || ramp.trickles();
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
