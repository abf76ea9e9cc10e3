// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.compare.difference;

import java.time.Instant;
import java.util.Optional;

/** What became of a moment. Stateless. */
final class TimeTransitions {
    private static final long HOUR_MILLIS = 3_600_000L;

    /** The largest shift that a time zone makes: 14 hours east against 12 west. */
    private static final long MOST_HOURS = 26;

    /** Two answers to one request are no further apart: a shift by hours is told from them. */
    private static final long APART_MILLIS = 2_000L;

    private TimeTransitions() {}

    /** The moment that a value means. */
    static Optional<Instant> moment(String text, boolean number, long nowMillis) {
        if (!number) {
            return Timestamp.ofText(text);
        }
        try {
            return Timestamp.ofNumber(Long.parseLong(text), nowMillis);
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
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
        boolean near = Timestamp.isNear(here, nowMillis) && Timestamp.isNear(there, nowMillis);
        long off = Math.abs(apart - hours * HOUR_MILLIS);
        if (hours >= 1 && hours <= MOST_HOURS && off <= (near ? APART_MILLIS : 0)) {
            return Optional.of(Transition.SHIFTED_HOURS);
        }
        return Optional.of(near ? Transition.ANOTHER_TIME : Transition.OTHER);
    }
}
