// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror;

import io.trafficmirror.http.HeadReader;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Whether a request wants to leave HTTP on its connection (RFC 9110 section 7.8), so that it is more than can be copied. One that
 * offers HTTP/2 or TLS is a request as any other, which a server may answer in place; the JDK's client offers HTTP/2 with each.
 * Stateless.
 */
final class ProtocolSwitch {
    private ProtocolSwitch() {}

    /** Whether {@code Upgrade} offers a protocol that is not HTTP's own, and {@code Connection} names it, as it must. */
    static <R> boolean isAsked(R request, HeadReader<R> reader) {
        String offered = reader.header(request, "Upgrade");
        return offered != null && offersAnother(offered) && names(reader.header(request, "Connection"));
    }

    private static boolean offersAnother(String offered) {
        for (String protocol : offered.split(",", -1)) {
            String name = protocol.strip().toLowerCase(Locale.ROOT);
            if (!name.isEmpty() && !isOfHttp(name)) {
                return true;
            }
        }
        return false;
    }

    private static boolean isOfHttp(String protocol) {
        int end = protocol.indexOf('/');
        return switch (end < 0 ? protocol : protocol.substring(0, end)) {
            case "h2c", "h2", "http", "tls" -> true;
            default -> false;
        };
    }

    private static boolean names(@Nullable String connection) {
        if (connection == null) {
            return false;
        }
        for (String option : connection.split(",", -1)) {
            if (option.strip().equalsIgnoreCase("upgrade")) {
                return true;
            }
        }
        return false;
    }
}
