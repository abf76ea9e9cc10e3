// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.compare.difference;

import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/**
 * How far apart two values of one format lie, in steps: of times and counts each step is twice as far as the one before, of measures four times, for how
 * long something took varies more. Stateless.
 *
 * @since 0.1.0
 */
public final class Distance {
    /** Of values of which nobody can say how far apart they lie. */
    public static final int NONE = 0;

    /** Farther than this is not told apart: times of many years. */
    public static final int MOST = 48;

    /** Times that are closer than this are close, however close others are: clocks step, and programs pause. */
    private static final long CLOSE_MILLIS = 2_000;

    /** And so are counts: a copy that is lost is one less, for good. */
    private static final long CLOSE_COUNTS = 8;

    private static final Set<Transition> MEASURED =
            EnumSet.of(Transition.ANOTHER_TIME, Transition.COUNTER, Transition.MEASURE);

    private Distance() {}

    /** Whether two values of which this became can lie near or far. */
    static boolean isMeasured(Transition transition) {
        return MEASURED.contains(transition);
    }

    /**
     * The distance.
     *
     * @param transition what became of the value
     */
    static int of(Transition transition, String left, String right, ExchangeTime time) {
        if (transition == Transition.ANOTHER_TIME) {
            return ofTimes(left, right, time);
        }
        if (transition == Transition.COUNTER) {
            long apart = NumberTransitions.countsApart(left, right);
            return apart == 0 ? NONE : steps(Math.max(apart, CLOSE_COUNTS));
        }
        return transition == Transition.MEASURE
                ? (steps(NumberTransitions.millionthsApart(left, right)) + 1) / 2
                : NONE;
    }

    private static int ofTimes(String left, String right, ExchangeTime time) {
        Optional<Instant> here = moment(left, time);
        Optional<Instant> there = moment(right, time);
        if (here.isEmpty() || there.isEmpty()) {
            return NONE;
        }
        return ofMillis(Duration.between(here.get(), there.get()).abs().toMillis(), time);
    }

    /** That of two times that are so many milliseconds apart, 0 or more. */
    public static int ofMillis(long apart, ExchangeTime time) {
        return steps(apart <= time.spanMillis() ? CLOSE_MILLIS : Math.max(apart, CLOSE_MILLIS));
    }

    private static Optional<Instant> moment(String text, ExchangeTime time) {
        Optional<Instant> written = TimeTransitions.moment(text, false, time.nowMillis());
        return written.isPresent() ? written : TimeTransitions.moment(text, true, time.nowMillis());
    }

    /** That of two words of one format, in texts that are the same but for such. */
    static int ofWord(String left, String right, ExchangeTime time) {
        return switch (ValueFormat.of(left)) {
            case TIME -> ofTimes(left, right, time);
            case NUMBER -> of(NumberTransitions.noiseOf(left, right), left, right, time);
            case EMPTY, UUID, BOOLEAN, TOKEN, URL, TEXT -> NONE;
        };
    }

    private static int steps(long apart) {
        return Math.min(MOST, Long.SIZE - Long.numberOfLeadingZeros(apart));
    }
}
