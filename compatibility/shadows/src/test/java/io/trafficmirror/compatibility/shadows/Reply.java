// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.compatibility.shadows;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** What servers inside the JVM do with each request. Safe for concurrent use. */
final class Reply {
    private final Map<String, Long> deliveries = new ConcurrentHashMap<>();

    /** A request with that id has been read. */
    void delivered(String id) {
        deliveries.merge(id, 1L, Long::sum);
    }

    /** How often a request with each id was read. */
    Map<String, Long> deliveries() {
        return Map.copyOf(deliveries);
    }

    /** The status of the answer. */
    static int status(String path) {
        return switch (path) {
            case "/ok" -> 200;
            case "/empty" -> 204;
            default -> 404;
        };
    }

    /** The content of the answer; none to {@code /empty}. */
    static byte[] content(String path) {
        return path.equals("/empty") ? new byte[0] : "ok, or not".getBytes(StandardCharsets.US_ASCII);
    }
}
