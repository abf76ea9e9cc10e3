// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.sample.internal;

import io.trafficmirror.sample.Fraction;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * How much of its share mirroring takes at the beginning of its life, while the JVM still interprets and compiles what copies pass through:
 * little at first, by the square of the time, all of it at the end. A few copies a second are let through from the start, so that an
 * application without load sees all of its copies at once. The time begins with the first request. Safe for concurrent use.
 */
public final class RampUp {
    static final int WHOLE = 1000;

    /** Copies in any second that are let through from the start, for whoever tries it with one request. They cost what copies cost. */
    private static final int TRICKLE = 10;

    private final long span;
    private final LongSupplier nanoClock;
    private final RateCap trickle;
    private final AtomicReference<@Nullable Long> began = new AtomicReference<>();
    private volatile boolean over;

    /**
     * A ramp that has not begun.
     *
     * @param span until all is taken; zero or less: at once
     * @param nanoClock nanoseconds from any origin, never going back
     */
    public RampUp(Duration span, LongSupplier nanoClock) {
        this.span = span.toNanos();
        this.nanoClock = nanoClock;
        this.trickle = new RateCap(TRICKLE, nanoClock);
        this.over = this.span <= 0;
    }

    /** No ramp. */
    public static RampUp none() {
        return new RampUp(Duration.ZERO, () -> 0);
    }

    /** Whether all is taken by now. One read. */
    boolean isOver() {
        return over;
    }

    /** The part that is taken now, 0..1000; never falls. */
    int permille() {
        long now = nanoClock.getAsLong();
        Long start = began.get();
        if (start == null) {
            began.compareAndSet(null, now);
            return 0;
        }
        double part = Math.max(0, (double) (now - start) / span);
        if (part >= 1) {
            over = true;
            return WHOLE;
        }
        return (int) (WHOLE * part * part);
    }

    /** Whether this one is among the few that are let through whatever the part. */
    boolean trickles() {
        return trickle.admit();
    }

    /** So many thousandths of a share, never more. */
    static Fraction part(Fraction share, int permille) {
        int finer = Math.min(WHOLE, Integer.MAX_VALUE / share.denominator());
        long numerator = (long) share.numerator() * finer * permille / WHOLE;
        return new Fraction((int) numerator, share.denominator() * finer);
    }
}
