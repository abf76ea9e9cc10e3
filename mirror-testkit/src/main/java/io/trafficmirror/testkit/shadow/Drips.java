// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.testkit.shadow;

import java.time.Duration;

/**
 * Behaviours that are alive, but slower than anybody has patience for. Safe for concurrent use.
 *
 * @since 0.1.0
 */
public final class Drips {
    private Drips() {}

    /** Sends the whole answer, from its status line on, one byte per interval. */
    public static Behaviour answer(Answer answer, Duration interval) {
        return exchange -> {
            exchange.readBody();
            exchange.drip(answer.bytes(), interval);
        };
    }

    /** Sends the answer's head at once, its body one byte per interval. */
    public static Behaviour body(Answer answer, Duration interval) {
        return exchange -> {
            exchange.readBody();
            exchange.write(answer.headBytes());
            exchange.drip(answer.bodyBytes(), interval);
        };
    }

    /** Reads the request's body in steps of so many bytes with a pause after each, then does {@code then}. */
    public static Behaviour reading(int bytes, Duration interval, Behaviour then) {
        return exchange -> {
            exchange.head();
            while (!exchange.read(bytes)) {
                exchange.pause(interval);
            }
            then.answer(exchange);
        };
    }
}
