// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.compare.verdict;

import java.util.Locale;

/** One sentence for a pipeline's log, never longer than it may be. Stateless. */
final class Reason {
    /** The longest reason, in characters. */
    static final int LENGTH = 140;

    private static final int LEAST = 12;

    private Reason() {}

    /** Puts a place before what is said of it, and shortens the place as far as needed. */
    static String of(String route, String path, String said) {
        int room = LENGTH - said.length() - 2;
        String place = path.isEmpty() ? clean(route) : clean(route) + " " + clean(path);
        if (place.length() > room) {
            int forPath = path.isEmpty() ? 0 : Math.min(path.length(), Math.max(LEAST, room * 2 / 3));
            String start = shorten(clean(route), room - forPath - (path.isEmpty() ? 0 : 1));
            place = path.isEmpty() ? start : start + " " + shorten(clean(path), room - start.length() - 1);
        }
        return shorten(place + ": " + said, LENGTH);
    }

    static String shorten(String text, int length) {
        return text.length() <= length ? text : text.substring(0, Math.max(0, length - 1)) + "…";
    }

    static String number(long count) {
        return String.format(Locale.ROOT, "%,d", count);
    }

    static String percent(double share) {
        return String.format(Locale.ROOT, "%.4g", 100 * share)
                        .replaceAll("(\\.\\d*?)0+$", "$1")
                        .replaceAll("\\.$", "") + " %";
    }

    /** Names come from requests: no control character reaches a log. */
    private static String clean(String name) {
        return name.chars()
                .map(c -> Character.isISOControl(c) ? '?' : c)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }
}
