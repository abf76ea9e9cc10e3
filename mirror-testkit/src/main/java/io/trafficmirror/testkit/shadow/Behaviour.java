// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.testkit.shadow;

import io.trafficmirror.testkit.http.MessageHead;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;

/**
 * What a {@link RecordingShadow} does with a request. A lambda over {@link ShadowExchange} can do anything; {@link Answer}, {@link Fault},
 * {@link Malformed}, {@link Drips}, {@link Floods} and {@link Interim} do what shadows are known to do. Run by many connections at once, so
 * it must be safe for concurrent use.
 *
 * @since 0.1.0
 */
@FunctionalInterface
public interface Behaviour {
    /**
     * Reads of the request and answers what it likes. When it returns, what it left of the request's body is read, and the connection waits
     * for the next request, unless it was ended.
     *
     * @throws IOException when the connection ended; the shadow ignores it
     */
    void answer(ShadowExchange exchange) throws IOException;

    /**
     * Whether it acts as soon as a connection is accepted, before the TLS handshake and before any byte of a request; false, the default,
     * lets it act at the first byte. Inside {@link #inTurn}, {@link #when} and the like it always acts at the first byte.
     */
    default boolean actsOnAccept() {
        return false;
    }

    /** Reads the request, waits, then does this. */
    default Behaviour after(Duration delay) {
        return exchange -> {
            exchange.readBody();
            exchange.pause(delay);
            answer(exchange);
        };
    }

    /** Each request gets the next of these, and after the last the first again: {@code inTurn(fast, slow)} is slow for every other one. */
    static Behaviour inTurn(Behaviour... turns) {
        List<Behaviour> all = List.of(turns);
        AtomicInteger next = new AtomicInteger();
        return exchange ->
                all.get(Math.floorMod(next.getAndIncrement(), all.size())).answer(exchange);
    }

    /** Each request gets the next of these; the last stays. */
    static Behaviour sequence(Behaviour... steps) {
        List<Behaviour> all = List.of(steps);
        AtomicInteger next = new AtomicInteger();
        return exchange -> {
            int step = next.getAndUpdate(n -> Math.min(n + 1, all.size() - 1));
            all.get(step).answer(exchange);
        };
    }

    /** Reads the request's head and decides by it. */
    static Behaviour when(Predicate<MessageHead> condition, Behaviour then, Behaviour otherwise) {
        return exchange -> (condition.test(exchange.head()) ? then : otherwise).answer(exchange);
    }
}
