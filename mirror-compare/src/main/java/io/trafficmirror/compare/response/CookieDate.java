// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.compare.response;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads when a cookie expires, as clients do and in the ways that servers write (RFC 6265, 5.1.1). Stateless. */
final class CookieDate {
    private static final Pattern DATE =
            Pattern.compile("(\\d{1,2})[- ]([a-z]{3})[a-z]{0,6}[- ](\\d{4}|\\d{2}) (\\d{1,2}):(\\d{2}):(\\d{2})");

    private static final List<String> MONTHS =
            List.of("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec");

    private CookieDate() {}

    /** The moment; empty if it can't be read, and clients ignore it. */
    static Optional<Instant> parse(String text) {
        Matcher date = DATE.matcher(text.toLowerCase(Locale.ROOT));
        if (!date.find()) {
            return Optional.empty();
        }
        try {
            LocalDateTime moment = LocalDateTime.of(
                    year(date.group(3)),
                    MONTHS.indexOf(date.group(2)) + 1,
                    Integer.parseInt(date.group(1)),
                    Integer.parseInt(date.group(4)),
                    Integer.parseInt(date.group(5)),
                    Integer.parseInt(date.group(6)));
            return Optional.of(moment.toInstant(ZoneOffset.UTC));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    private static int year(String digits) {
        int year = Integer.parseInt(digits);
        if (digits.length() == 4) {
            return year;
        }
        return year < 70 ? 2000 + year : 1900 + year;
    }
}
