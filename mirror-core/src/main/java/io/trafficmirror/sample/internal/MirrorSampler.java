// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.sample.internal;

import io.trafficmirror.http.HeadReader;
import io.trafficmirror.http.SafeMethods;
import io.trafficmirror.sample.Fraction;
import io.trafficmirror.sample.SampleKey;
import io.trafficmirror.sample.Sampler;
import io.trafficmirror.sample.Sampling;
import java.util.function.LongSupplier;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * Decides for each request of a rule whether one mirror gets it. Exact: without a key a request is in if a draw below the
 * denominator is below the numerator; 0 % and 100 % draw nothing. Safe for concurrent use if its random source is.
 */
public final class MirrorSampler {
    private final Fraction fraction;
    private final @Nullable SampleKey key;
    private final @Nullable RateCap cap;
    private final @Nullable Sampler own;
    private final RandomGenerator random;

    private final Sampling sampling;
    private final LongSupplier nanoClock;
    private final RampUp ramp;

    /**
     * A sampler with its own sources, so that it can be repeated.
     *
     * @param random asked by every thread that calls {@link #decide}
     * @param nanoClock nanoseconds from any origin, never going back; asked only where there is a cap per second
     */
    public MirrorSampler(Sampling sampling, RandomGenerator random, LongSupplier nanoClock) {
        this(sampling, random, nanoClock, RampUp.none());
    }

    /** The same, which begins with less. */
    public MirrorSampler(Sampling sampling, RandomGenerator random, LongSupplier nanoClock, RampUp ramp) {
        this(sampling, random, nanoClock, ramp, null);
    }

    private MirrorSampler(
            Sampling sampling, RandomGenerator random, LongSupplier nanoClock, RampUp ramp, @Nullable RateCap before) {
        this.sampling = sampling;
        this.random = random;
        this.nanoClock = nanoClock;
        this.ramp = ramp;
        fraction = sampling.fraction();
        key = sampling.key().orElse(null);
        own = sampling.own().orElse(null);
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
    public MirrorSampler with(Sampling other) {
        if (cap != null && other.maxPerSecond().equals(sampling.maxPerSecond())) {
            return new MirrorSampler(other, this);
        }
        return new MirrorSampler(other, random, nanoClock, ramp, cap);
    }

    /** One with the very same cap, so that not even requests that still see the old one exceed it together. */
    private MirrorSampler(Sampling other, MirrorSampler before) {
        sampling = other;
        random = before.random;
        nanoClock = before.nanoClock;
        ramp = before.ramp;
        cap = before.cap;
        fraction = other.fraction();
        key = other.key().orElse(null);
        own = other.own().orElse(null);
    }

    /** A sampler that draws from {@link java.util.concurrent.ThreadLocalRandom} and reads {@link System#nanoTime}. */
    public static MirrorSampler of(Sampling sampling) {
        return new MirrorSampler(sampling, ThreadRandom.INSTANCE, System::nanoTime);
    }

    /**
     * Whether this request is copied. Allocates nothing of its own, unless a {@link Sampler} is asked; throws what that throws.
     */
    public <R> SampleDecision decide(R request, HeadReader<R> reader) {
        if (sampling.safeOnly() && !SafeMethods.contains(reader.method(request))) {
            return SampleDecision.OUT;
        }
        if (!isIn(request, reader) || (own != null && !own.includes(new ReadRequest<>(request, reader)))) {
            return SampleDecision.OUT;
        }
        if (!ramp.isOver() && !isInRamp(request, reader)) {
            return SampleDecision.RAMPING_UP;
        }
        return cap == null || cap.admit() ? SampleDecision.IN : SampleDecision.RATE_CAPPED;
    }

    /** A key that is in is in at every later moment too, as at every larger share. */
    private <R> boolean isInRamp(R request, HeadReader<R> reader) {
        int permille = ramp.permille();
        boolean in = key == null
                ? random.nextInt(RampUp.WHOLE) < permille
                : isIn(key, request, reader, RampUp.part(fraction, permille));
        return in || ramp.trickles();
    }

    private <R> boolean isIn(R request, HeadReader<R> reader) {
        if (fraction.isNone()) {
            return false;
        }
        if (key != null) {
            return isIn(key, request, reader, fraction);
        }
        return fraction.isAll() || random.nextInt(fraction.denominator()) < fraction.numerator();
    }

    /** A request without the key is out. */
    private static <R> boolean isIn(SampleKey key, R request, HeadReader<R> reader, Fraction share) {
        long hash = key.hash(request, reader);
        return hash != 0 && share.covers(hash);
    }
}
