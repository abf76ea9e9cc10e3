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

/**
 * What is compared of a cookie (RFC 6265, 4.1): not its value, which is a session or chance. Immutable.
 *
 * @param attributes in order, but for the moment at which it expires
 * @param empty whether it has no value
 * @param expires when it does, if that is what decides; {@code Max-Age} counts before it
 */
record Cookie(String attributes, boolean empty, Optional<Instant> expires) {
    private static final String EXPIRES = "expires=";
    private static final String MAX_AGE = "max-age=";

    /** The cookies of a response, by name; of several of one name the last. */
    static Map<String, Cookie> of(Headers headers) {
        Map<String, Cookie> cookies = new TreeMap<>();
        for (String line : headers.all("set-cookie")) {
            String[] parts = line.split(";", -1);
            int equals = parts[0].indexOf('=');
            String name = (equals < 0 ? parts[0] : parts[0].substring(0, equals)).strip();
            String value = equals < 0 ? "" : parts[0].substring(equals + 1).strip();
            cookies.put(name, of(parts, value.isEmpty() || value.equals("\"\"")));
        }
        return cookies;
    }

    private static Cookie of(String[] parts, boolean empty) {
        List<String> attributes = new ArrayList<>();
        Optional<Instant> expires = Optional.empty();
        boolean aged = false;
        for (int i = 1; i < parts.length; i++) {
            String attribute = parts[i].strip().toLowerCase(Locale.ROOT);
            aged |= attribute.startsWith(MAX_AGE);
            if (attribute.startsWith(EXPIRES)) {
                expires = CookieDate.parse(attribute.substring(EXPIRES.length()));
                attribute = "expires";
            }
            attributes.add(attribute);
        }
        attributes.sort(null);
        return new Cookie(String.join(";", attributes), empty, aged ? Optional.empty() : expires);
    }

    /** Whether it has expired by then, so that this deletes it. */
    boolean isGone(Instant now) {
        return expires.isPresent() && expires.get().isBefore(now);
    }
}
