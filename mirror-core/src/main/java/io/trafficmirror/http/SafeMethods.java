// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.http;

/**
 * Methods by which a client asks for no change (RFC 9110, 9.2.1; QUERY as the httpbis working group defines it). Stateless.
 *
 * @since 0.1.0
 */
public final class SafeMethods {
    private SafeMethods() {}

    /**
     * Whether it is one of them.
     *
     * @param method case as received, for methods are case-sensitive
     */
    public static boolean contains(String method) {
        return switch (method) {
            case "GET", "HEAD", "OPTIONS", "TRACE", "QUERY" -> true;
            default -> false;
        };
    }
}
