// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.compare.response;

import io.trafficmirror.http.Headers;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * What is compared of a cookie (RFC 6265, 4.1): not its value, which is a session or chance. Immutable.
 *
 * @param attributes in order, but for how long it lives
 * @param empty whether it has no value
 * @param expires when it does, if that is said so that clients understand it
 * @param aged whether {@code Max-Age} says so, which counts before {@code Expires}
 */
record Cookie(String attributes, boolean empty, Optional<Instant> expires, boolean aged) {
    private static final String EXPIRES = "expires=";
    private static final String MAX_AGE = "max-age=";
    private static final Pattern AGE = Pattern.compile("-?[0-9]+");

    /** Nobody lives longer: seconds of three hundred years. */
    private static final long MOST_SECONDS = 9_999_999_999L;

    /**
     * The cookies of a response, by name; of several of one name the last.
     *
     * @param now when it was given
     */
    static Map<String, Cookie> of(Headers headers, Instant now) {
        Map<String, Cookie> cookies = new TreeMap<>();
        for (String line : headers.all("set-cookie")) {
            String[] parts = line.split(";", -1);
            int equals = parts[0].indexOf('=');
            String name = (equals < 0 ? parts[0] : parts[0].substring(0, equals)).strip();
            String value = equals < 0 ? "" : parts[0].substring(equals + 1).strip();
            cookies.put(name, of(parts, value.isEmpty() || value.equals("\"\""), now));
        }
        return cookies;
    }

    private static Cookie of(String[] parts, boolean empty, Instant now) {
        List<String> attributes = new ArrayList<>();
        Optional<Instant> expires = Optional.empty();
        Optional<Instant> ages = Optional.empty();
        for (int i = 1; i < parts.length; i++) {
            String attribute = parts[i].strip().toLowerCase(Locale.ROOT);
            if (attribute.startsWith(MAX_AGE) && isAge(attribute)) {
                ages = Optional.of(end(attribute.substring(MAX_AGE.length()), now));
                attribute = "max-age";
            } else if (attribute.startsWith(EXPIRES)) {
                expires = CookieDate.parse(attribute.substring(EXPIRES.length()));
                attribute = "expires";
            }
            attributes.add(attribute);
        }
        attributes.sort(null);
        return new Cookie(String.join(";", attributes), empty, ages.isPresent() ? ages : expires, ages.isPresent());
    }

    private static boolean isAge(String attribute) {
        return AGE.matcher(attribute.substring(MAX_AGE.length())).matches();
    }

    /** When a cookie of this age is gone: long ago, if it has none. */
    private static Instant end(String age, Instant now) {
        String digits = age.startsWith("-") ? "" : age.replaceFirst("^0+", "");
        if (digits.isEmpty()) {
            return Instant.EPOCH;
        }
        return now.plusSeconds(digits.length() > 10 ? MOST_SECONDS : Long.parseLong(digits));
    }

    /** Whether it has expired by then, so that this deletes it. */
    boolean isGone(Instant now) {
        return expires.isPresent() && expires.get().isBefore(now);
    }
}
