// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.compare.difference;

import java.util.Optional;
import java.util.OptionalLong;

/** What became of a moment. Stateless. */
final class TimeTransitions {
    private static final long HOUR_MILLIS = 3_600_000L;

    /** The largest shift that a time zone makes: 14 hours east against 12 west. */
    private static final long MOST_HOURS = 26;

    /** Two answers to one request are no further apart: a shift by hours is told from them. */
    private static final long APART_MILLIS = 2_000L;

    private TimeTransitions() {}

    /** The moment that a value means. */
    static OptionalLong moment(String text, boolean number, long nowMillis) {
        if (!number) {
            return Timestamp.ofText(text);
        }
        try {
            return Timestamp.ofNumber(Long.parseLong(text), nowMillis);
        } catch (NumberFormatException e) {
            return OptionalLong.empty();
        }
    }

    /** Empty unless both are moments. */
    static Optional<Transition> of(OptionalLong left, OptionalLong right, long nowMillis) {
        if (left.isEmpty() || right.isEmpty()) {
            return Optional.empty();
        }
        long apart = Math.abs(left.getAsLong() - right.getAsLong());
        if (apart == 0) {
            return Optional.of(Transition.REFORMATTED);
        }
        long hours = (apart + HOUR_MILLIS / 2) / HOUR_MILLIS;
        boolean near = Timestamp.isNear(left.getAsLong(), nowMillis) && Timestamp.isNear(right.getAsLong(), nowMillis);
        long off = Math.abs(apart - hours * HOUR_MILLIS);
        if (hours >= 1 && hours <= MOST_HOURS && off <= (near ? APART_MILLIS : 0)) {
            return Optional.of(Transition.SHIFTED_HOURS);
        }
        return Optional.of(near ? Transition.ANOTHER_TIME : Transition.OTHER);
    }
}
