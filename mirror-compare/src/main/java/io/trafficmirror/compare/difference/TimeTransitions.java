// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.compare.difference;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.Optional;

/** What became of a moment. Stateless. */
final class TimeTransitions {
    private static final long HOUR_MILLIS = 3_600_000L;

    /** The largest shift that a time zone makes: 14 hours east against 12 west. */
    private static final long MOST_HOURS = 26;

    /** Two answers to one request are no further apart: a shift by hours is told from them. */
    private static final long APART_MILLIS = 2_000L;

    private static final int NANO_PLACES = 9;
    /** Seconds of the epoch have no more digits than these for thousands of years. */
    private static final int SECOND_DIGITS = 11;

    /** A time with an exponent is no longer than this: as decimals of double precision are written. */
    private static final int MOST_CHARS = 32;

    private TimeTransitions() {}

    /** The moment that a value means. */
    static Optional<Instant> moment(String text, boolean number, long nowMillis) {
        return number ? ofNumber(plain(text), nowMillis) : Timestamp.ofText(text);
    }

    /** Without the exponent that programs write behind large decimals, such as {@code 1.795953600123E9}; as it is, if no time looks so. */
    private static String plain(String text) {
        if (text.length() > MOST_CHARS || exponent(text).isEmpty()) {
            return text;
        }
        try {
            BigDecimal value = new BigDecimal(text);
            return Math.abs((long) value.scale()) <= MOST_CHARS ? value.toPlainString() : text;
        } catch (NumberFormatException e) {
            return text;
        }
    }

    /** What stands behind the digits of a number; empty if nothing does. */
    private static String exponent(String text) {
        boolean number = !text.isEmpty() && text.charAt(0) >= '0' && text.charAt(0) <= '9';
        int e = number ? Math.max(text.indexOf('E'), text.indexOf('e')) : -1;
        return e < 0 ? "" : text.substring(e);
    }

    private static Optional<Instant> ofNumber(String text, long nowMillis) {
        int point = text.indexOf('.');
        if (point == 0 || (point > 0 && !Timestamp.isDigits(text, point + 1))) {
            return Optional.empty();
        }
        try {
            Optional<Instant> whole =
                    Timestamp.ofNumber(Long.parseLong(point < 0 ? text : text.substring(0, point)), nowMillis);
            return point < 0 ? whole : whole.map(moment -> moment.plusNanos(nanos(text, point)));
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }

    /** What stands behind the point of seconds, or of milliseconds. */
    private static long nanos(String text, int point) {
        String places = text.substring(point + 1, Math.min(text.length(), point + 1 + NANO_PLACES));
        long nanos = Long.parseLong(places + "0".repeat(NANO_PLACES - places.length()));
        return point <= SECOND_DIGITS ? nanos : nanos / 1000;
    }

    /** Whether two texts that mean moments near now are written in one way; how many decimal places a second has is of no matter. */
    static boolean areWrittenAlike(String left, String right) {
        String exponent = exponent(left);
        return exponent.equals(exponent(right))
                && (!exponent.isEmpty() || Timestamp.form(left).equals(Timestamp.form(right)));
    }

    /** Empty unless both are moments. */
    static Optional<Transition> of(Optional<Instant> left, Optional<Instant> right, long nowMillis) {
        if (left.isEmpty() || right.isEmpty()) {
            return Optional.empty();
        }
        if (left.equals(right)) {
            return Optional.of(Transition.REFORMATTED);
        }
        long here = left.get().toEpochMilli();
        long there = right.get().toEpochMilli();
        long apart = Math.abs(here - there);
        long hours = (apart + HOUR_MILLIS / 2) / HOUR_MILLIS;
        long off = Math.abs(apart - hours * HOUR_MILLIS);
        if (hours >= 1 && hours <= MOST_HOURS && off <= APART_MILLIS) {
            return Optional.of(Transition.SHIFTED_HOURS);
        }
        boolean near = Timestamp.isNear(here, nowMillis) && Timestamp.isNear(there, nowMillis);
        return Optional.of(near || Timestamp.isNear(here, there) ? Transition.ANOTHER_TIME : Transition.OTHER);
    }
}
