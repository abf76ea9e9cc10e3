// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.testkit.shadow;

/**
 * Behaviours around 1xx answers (RFC 9110 section 15.2). Safe for concurrent use.
 *
 * @since 0.1.0
 */
public final class Interim {
    private static final String CONTINUE = "HTTP/1.1 100 Continue\r\n\r\n";

    private Interim() {}

    /** So many interim answers before the final one. */
    public static Behaviour storm(int count, Answer then) {
        return exchange -> {
            exchange.readBody();
            exchange.write(CONTINUE.repeat(count));
            then.answer(exchange);
        };
    }

    /** Interim answers without end. */
    public static Behaviour endless() {
        return exchange -> {
            exchange.readBody();
            Floods.endless(exchange, CONTINUE.repeat(1000));
        };
    }

    /** Sends 100 as soon as the head was read, also when nobody asked for it. */
    public static Behaviour continueAlways(Answer then) {
        return exchange -> {
            exchange.head();
            exchange.writeContinue();
            then.answer(exchange);
        };
    }

    /** Never sends 100, also when asked for it: waits for the body, then answers. */
    public static Behaviour continueNever(Answer then) {
        return exchange -> {
            exchange.readBodySilently();
            then.answer(exchange);
        };
    }
}
