// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.copy;

import io.trafficmirror.http.Headers;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Fields that speak of one connection or of framing, and so never travel with a copy (RFC 9110 section 7.6.1). Stateless. */
final class ConnectionFields {
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

    /** The names that {@code Connection} lists besides {@code close} and {@code keep-alive}, lower case; mostly none. */
    static List<String> listedIn(Headers headers) {
        List<String> listed = List.of();
        for (int i = headers.indexOf("Connection", 0); i >= 0; i = headers.indexOf("Connection", i + 1)) {
            for (String token : headers.value(i).split(",", -1)) {
                String name = token.strip().toLowerCase(Locale.ROOT);
                if (!name.isEmpty() && !name.equals("close") && !name.equals("keep-alive")) {
                    if (listed.isEmpty()) {
                        listed = new ArrayList<>(2);
                    }
                    listed.add(name);
                }
            }
        }
        return listed;
    }
}
