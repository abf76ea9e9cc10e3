// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.examples.demo;

import java.util.List;

/** The requests of the load, always the same for the same number. Immutable. */
final class Mix {
    private static final int CYCLE = 20;
    private static final int LARGE_BYTES = 200_000;
    private static final String HOST = "mirror.example:8080";

    /** What one request in the mix is. */
    enum Kind {
        GET,
        JSON,
        LARGE,
        UNMATCHED
    }

    private final List<Message> gets = List.of(
            Message.get(HOST, "/headers"), Message.get(HOST, "/get?item=7&sort=price"), Message.get(HOST, "/uuid"));
    private final Message json = Message.post(HOST, "/post", "{\"order\":\"" + "0123456789".repeat(60) + "\"}");
    private final Message large = Message.post(HOST, "/post", "{\"blob\":\"" + "x".repeat(LARGE_BYTES) + "\"}");
    private final Message unmatched = Message.get("other.example", "/get");

    /** Of twenty: twelve GET, five JSON POST, one large POST, two for a host without a route. */
    static Kind kind(int number) {
        return switch (number * 7 % CYCLE) {
            case 0 -> Kind.LARGE;
            case 1, 2 -> Kind.UNMATCHED;
            case 3, 4, 5, 6, 7 -> Kind.JSON;
            default -> Kind.GET;
        };
    }

    Message message(int number) {
        return switch (kind(number)) {
            case GET -> gets.get(number % gets.size());
            case JSON -> json;
            case LARGE -> large;
            case UNMATCHED -> unmatched;
        };
    }
}
