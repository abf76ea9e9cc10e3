// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.compare.response;

import io.trafficmirror.compare.difference.Detail;
import io.trafficmirror.compare.difference.DifferenceKind;
import io.trafficmirror.compare.difference.Differences;
import io.trafficmirror.compare.difference.Distance;
import io.trafficmirror.compare.difference.ExchangeTime;
import io.trafficmirror.compare.difference.Path;
import io.trafficmirror.compare.difference.ShownPair;
import io.trafficmirror.compare.difference.ShownValue;
import io.trafficmirror.compare.difference.Transition;
import io.trafficmirror.http.Headers;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/** Compares the cookies that two responses set. Stateless. */
final class CookieComparer {
    private static final ShownValue COOKIE = new ShownValue("cookie", "", 0, Optional.empty());
    private static final ShownPair LOST = new ShownPair(COOKIE, ShownValue.ABSENT);
    private static final ShownPair NEW = new ShownPair(ShownValue.ABSENT, COOKIE);

    /** By so much clocks may differ, and so much later than a response it may be looked at. */
    private static final Duration LATE = Duration.ofMinutes(1);

    /** An age needs no clock, but what is left of one may be counted a moment later. */
    private static final Duration SOON = Duration.ofSeconds(5);

    private CookieComparer() {}

    /**
     * Compares.
     *
     * @param field the place of the field, under which each cookie has its own
     */
    static void compare(Headers primary, Headers other, Path field, ExchangeTime time, Differences into) {
        Instant now = Instant.ofEpochMilli(time.nowMillis());
        Map<String, Cookie> left = Cookie.of(primary, now);
        Map<String, Cookie> right = Cookie.of(other, now);
        left.forEach((name, cookie) -> {
            Cookie found = right.get(name);
            if (found == null) {
                into.add(field.member(name), DifferenceKind.MISSING, Transition.OTHER, () -> LOST);
            } else {
                compare(cookie, found, field.member(name), time, into);
            }
        });
        right.keySet().stream()
                .filter(name -> !left.containsKey(name))
                .forEach(name -> into.add(field.member(name), DifferenceKind.EXTRA, Transition.OTHER, () -> NEW));
    }

    private static void compare(Cookie left, Cookie right, Path path, ExchangeTime time, Differences into) {
        Instant past = Instant.ofEpochMilli(time.nowMillis()).minus(LATE);
        if (!left.attributes().equals(right.attributes())
                || left.isGone(past) != right.isGone(past)
                || left.expires().isPresent() != right.expires().isPresent()) {
            into.add(path, DifferenceKind.HEADER, Transition.OTHER, () -> shown(left, right));
        } else if (left.empty() != right.empty()) {
            into.add(path, DifferenceKind.HEADER, Transition.EMPTIED, () -> shown(left, right));
        } else if (left.expires().isPresent() && right.expires().isPresent() && !left.isGone(past)) {
            Duration apart = Duration.between(
                            left.expires().get(), right.expires().get())
                    .abs();
            Duration close = left.aged() && right.aged() ? SOON : LATE;
            if (apart.minusMillis(time.spanMillis()).compareTo(close) > 0) {
                Detail detail = Detail.ofDistance(Distance.ofMillis(apart.toMillis(), time));
                into.add(path, DifferenceKind.HEADER, Transition.ANOTHER_TIME, detail, () -> shown(left, right));
            }
        }
    }

    private static ShownPair shown(Cookie left, Cookie right) {
        return new ShownPair(ShownValue.ofText(left.attributes(), false), ShownValue.ofText(right.attributes(), false));
    }
}
