// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.copy;

import io.trafficmirror.http.Headers;
import java.util.Set;
import java.util.TreeSet;

/** Fields that speak of one connection or of framing, and so never travel with a copy (RFC 9110 section 7.6.1). Stateless. */
final class ConnectionFields {
    /** Names, or places for one, that a client may list: each costs a look at every field. */
    static final int MOST_LISTED = 64;

    private ConnectionFields() {}

    /** Whether this field belongs to the client's connection, is framing, or is {@code Host}. */
    static boolean contains(String name) {
        return switch (name.length()) {
            case 2 -> name.equalsIgnoreCase("TE");
            case 4 -> name.equalsIgnoreCase("Host");
            case 6 -> name.equalsIgnoreCase("Expect");
            case 7 -> name.equalsIgnoreCase("Trailer") || name.equalsIgnoreCase("Upgrade");
            case 10 -> name.equalsIgnoreCase("Connection") || name.equalsIgnoreCase("Keep-Alive");
            case 14 -> name.equalsIgnoreCase("Content-Length") || name.equalsIgnoreCase("HTTP2-Settings");
            case 16 -> name.equalsIgnoreCase("Proxy-Connection");
            case 17 -> name.equalsIgnoreCase("Transfer-Encoding");
            case 18 -> name.equalsIgnoreCase("Proxy-Authenticate");
            case 19 -> name.equalsIgnoreCase("Proxy-Authorization");
            default -> name.isEmpty() || name.charAt(0) == ':';
        };
    }

    /**
     * The names that {@code Connection} lists besides {@code close} and {@code keep-alive}, in any case; mostly none.
     *
     * @throws UnsendableCopyException if there are more than {@value #MOST_LISTED}: nobody means that
     */
    static Set<String> listedIn(Headers headers) {
        Set<String> listed = Set.of();
        int tokens = 0;
        for (int i = headers.indexOf("Connection", 0); i >= 0; i = headers.indexOf("Connection", i + 1)) {
            String value = headers.value(i);
            int end;
            for (int from = 0; from <= value.length(); from = end + 1) {
                int comma = value.indexOf(',', from);
                end = comma < 0 ? value.length() : comma;
                if (++tokens > MOST_LISTED) {
                    throw new UnsendableCopyException("Connection lists more than " + MOST_LISTED + " fields");
                }
                String name = value.substring(from, end).strip();
                if (!name.isEmpty() && !name.equalsIgnoreCase("close") && !name.equalsIgnoreCase("keep-alive")) {
                    if (listed.isEmpty()) {
                        listed = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
                    }
                    listed.add(name);
                }
            }
        }
        return listed;
    }
}
