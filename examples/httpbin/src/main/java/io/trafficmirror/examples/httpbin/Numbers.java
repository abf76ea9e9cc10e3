// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.examples.httpbin;

import java.time.Duration;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads the numbers of paths and queries. What is out of range or no number is a {@link Refusal}, status 400. */
final class Numbers {
    private static final Pattern INTEGER = Pattern.compile("-?[0-9]{1,9}");
    private static final Pattern SEED = Pattern.compile("-?[0-9]{1,18}");
    private static final Pattern SECONDS = Pattern.compile("([0-9]{1,9}(?:\\.[0-9]{0,9})?|\\.[0-9]{1,9})(s|ms)?");
    private static final double MAX_SECONDS = 10;

    private Numbers() {}

    static int integer(String name, String text, int min, int max) {
        int number = INTEGER.matcher(text).matches() ? Integer.parseInt(text) : Integer.MIN_VALUE;
        if (number < min || number > max) {
            throw Refusal.badRequest(name + ": must be " + min + ".." + max + ", was \"" + text + "\"");
        }
        return number;
    }

    static long seed(String text) {
        if (!SEED.matcher(text).matches()) {
            throw Refusal.badRequest("seed: must be an integer, was \"" + text + "\"");
        }
        return Long.parseLong(text);
    }

    /** Seconds, fractions allowed, or a number with the unit {@code s} or {@code ms}. More than 10 s is 10 s. */
    static Duration seconds(String name, String text) {
        Matcher matcher = SECONDS.matcher(text);
        if (!matcher.matches()) {
            throw Refusal.badRequest(name + ": must be a number of seconds, was \"" + text + "\"");
        }
        double number = Double.parseDouble(matcher.group(1));
        double seconds = "ms".equals(matcher.group(2)) ? number / 1000 : number;
        return Duration.ofNanos((long) (Math.min(seconds, MAX_SECONDS) * 1e9));
    }

    /** What follows the fixed part of a path, without its slash: the N of {@code /status/N}. */
    static String last(Optional<String> pathInfo) {
        return pathInfo.filter(info -> info.length() > 1)
                .map(info -> info.substring(1))
                .orElseThrow(() -> Refusal.notFound("nothing is served at this path"));
    }
}
