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

    /** Of two times that were read off a clock while both responded: whoever reads later has the next second, or millisecond, more often. */
    public static final int READ = 1;

    /** Farther than this is not told apart: times of many years. */
    public static final int MOST = 48;

    /** Times that are closer than this are close, however close others are: clocks step, and programs pause. */
    private static final long CLOSE_MILLIS = 2_000;

    /** Of times that are so close. */
    public static final int CLOSE = steps(CLOSE_MILLIS);

    /** By so much a clock is off, or a response is looked at late. */
    private static final long SLACK_MILLIS = 2_000;

    /** Times in local zones, and of an end in a quarter of an hour or in a day, are read off a clock too, and lie whole quarters of an hour from now. */
    private static final long QUARTER_MILLIS = 900_000;

    private static final long SECOND_MILLIS = 1_000;

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
                ? Math.max(READ + 1, (steps(NumberTransitions.millionthsApart(left, right)) + 1) / 2)
                : NONE;
    }

    private static int ofTimes(String left, String right, ExchangeTime time) {
        Optional<Instant> here = moment(left, time);
        Optional<Instant> there = moment(right, time);
        if (here.isEmpty() || there.isEmpty()) {
            return NONE;
        }
        long apart = Duration.between(here.get(), there.get()).abs().toMillis();
        return isRead(here.get(), apart, time) ? READ : ofMillis(apart, time);
    }

    /** Whether a time was read off a clock during an exchange, and so may have been another one that is so far apart. */
    private static boolean isRead(Instant here, long apart, ExchangeTime time) {
        long begin = time.nowMillis() - time.spanMillis() - SLACK_MILLIS;
        return apart <= time.spanMillis() + SECOND_MILLIS
                && Math.floorMod(here.toEpochMilli() - begin, QUARTER_MILLIS) <= time.spanMillis() + 2 * SLACK_MILLIS;
    }

    /** The larger one; read off a clock are only those of which both are. */
    static int larger(int one, int other) {
        return one == other ? one : Math.max(lasting(one), lasting(other));
    }

    /** As far as what was read off a clock is told from other times: as close. */
    public static int lasting(int distance) {
        return distance == READ ? CLOSE : distance;
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
