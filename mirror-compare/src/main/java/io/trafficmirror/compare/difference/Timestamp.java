// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.compare.difference;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Optional;

/**
 * Reads a moment from what a response holds: ISO 8601 (RFC 3339 and its shorter forms), the date of HTTP (RFC 9110, 5.6.7), a time of day (on the first day
 * of the epoch), and seconds, milliseconds, microseconds or nanoseconds of the epoch where they lie near now. Stateless.
 */
final class Timestamp {
    private static final long NEAR_MILLIS = Duration.ofDays(2).toMillis();
    private static final int SHORTEST = 8;
    private static final int LONGEST = 40;

    private Timestamp() {}

    /** The moment, as fine as it is written; empty if the text is none. */
    static Optional<Instant> ofText(String text) {
        int length = text.length();
        if (length < SHORTEST || length > LONGEST) {
            return Optional.empty();
        }
        try {
            if (isOfDay(text)) {
                return Optional.of(time(text).atDate(LocalDate.EPOCH).toInstant(ZoneOffset.UTC));
            }
            if (text.charAt(4) == '-' && text.charAt(7) == '-') {
                return Optional.of(iso(text));
            }
            if (text.charAt(3) == ',' && text.endsWith("GMT")) {
                return Optional.of(Instant.from(DateTimeFormatter.RFC_1123_DATE_TIME.parse(text)));
            }
        } catch (DateTimeException | NumberFormatException | IndexOutOfBoundsException e) {
            return Optional.empty();
        }
        return Optional.empty();
    }

    private static boolean isOfDay(String text) {
        return text.charAt(2) == ':' && text.charAt(5) == ':';
    }

    private static Instant iso(String text) {
        LocalDate date = LocalDate.of(digits(text, 0, 4), digits(text, 5, 7), digits(text, 8, 10));
        if (text.length() == 10) {
            return date.atStartOfDay().toInstant(ZoneOffset.UTC);
        }
        if (text.charAt(10) != 'T' && text.charAt(10) != ' ') {
            throw new DateTimeParseException("separator", text, 10);
        }
        int zone = endOfTime(text);
        LocalTime time = time(text.substring(11, zone));
        String offset = text.substring(zone);
        ZoneOffset at = offset.isEmpty() || offset.equals("Z") ? ZoneOffset.UTC : ZoneOffset.of(offset);
        return date.atTime(time).toInstant(at);
    }

    /** Hours and minutes, perhaps seconds, perhaps with up to nine decimal places behind a point or a comma (ISO 8601). */
    private static LocalTime time(String text) {
        int length = text.length();
        boolean seconds = length > 5;
        boolean places = length > 8;
        if (text.charAt(2) != ':'
                || (seconds && text.charAt(5) != ':')
                || (places && text.charAt(8) != '.' && text.charAt(8) != ',')
                || length == 9
                || length > 18) {
            throw new DateTimeParseException("time", text, 0);
        }
        int nanos = places ? digits(text, 9, length) : 0;
        for (int i = length; places && i < 18; i++) {
            nanos *= 10;
        }
        return LocalTime.of(digits(text, 0, 2), digits(text, 3, 5), seconds ? digits(text, 6, 8) : 0, nanos);
    }

    /** Where the zone begins, or the text ends. */
    private static int endOfTime(String text) {
        int i = 11;
        while (i < text.length() && "0123456789:.,".indexOf(text.charAt(i)) >= 0) {
            i++;
        }
        return i;
    }

    /** How a moment is written, without its digits: the separator and the zone; of a number, its unit and whether it has decimal places. */
    static String form(String text) {
        int point = text.indexOf('.');
        int whole = point < 0 ? text.length() : point;
        if (isDigits(text.substring(0, whole), 0)) {
            return whole + (point < 0 ? "" : ".");
        }
        if (text.charAt(3) == ',') {
            return ",";
        }
        if (isOfDay(text)) {
            return ":";
        }
        if (text.length() == 10) {
            return "-";
        }
        return text.charAt(10) + text.substring(endOfTime(text));
    }

    static boolean isDigits(String text, int from) {
        for (int i = from; i < text.length(); i++) {
            if (text.charAt(i) < '0' || text.charAt(i) > '9') {
                return false;
            }
        }
        return from < text.length();
    }

    private static int digits(String text, int from, int to) {
        int value = 0;
        for (int i = from; i < to; i++) {
            int digit = text.charAt(i) - '0';
            if (digit < 0 || digit > 9) {
                throw new NumberFormatException(text);
            }
            value = value * 10 + digit;
        }
        return value;
    }

    /** The moment that an integer near now means, in whatever unit; empty if there is none. */
    static Optional<Instant> ofNumber(long value, long nowMillis) {
        for (long perMilli : new long[] {1, 1000, 1_000_000}) {
            if (isNear(value / perMilli, nowMillis)) {
                return Optional.of(
                        Instant.ofEpochMilli(value / perMilli).plusNanos(value % perMilli * (1_000_000 / perMilli)));
            }
        }
        if (Math.abs(value / 1000) < Long.MAX_VALUE / 1_000_000 && isNear(value * 1000, nowMillis)) {
            return Optional.of(Instant.ofEpochSecond(value));
        }
        return Optional.empty();
    }

    /** Whether a moment, or any number that may be one, is within two days of another moment, such as now. */
    static boolean isNear(long millis, long otherMillis) {
        return millis >= otherMillis - NEAR_MILLIS && millis <= otherMillis + NEAR_MILLIS;
    }
}
