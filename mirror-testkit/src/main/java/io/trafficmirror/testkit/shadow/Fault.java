// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.testkit.shadow;

import java.io.IOException;

/**
 * Comes to a {@link Phase} of an otherwise sound exchange, and goes silent, resets or closes there. Immutable.
 *
 * @since 0.1.0
 */
public record Fault(Phase phase, Kind kind) implements Behaviour {
    /** What happens at the phase. */
    public enum Kind {
        /** Nothing is read or sent any more; the connection stays. */
        SILENCE,
        /** The connection ends with a RST. */
        RESET,
        /** The connection ends with a FIN. */
        CLOSE
    }

    private static final Answer ANSWER = Answer.ok();
    private static final int INSIDE_STATUS_LINE = "HTTP/1.1 2".length();
    private static final int INSIDE_HEADERS = "HTTP/1.1 200 OK\r\nContent-T".length();
    private static final long MOST_READ = 64 * 1024;

    public static Fault silence(Phase phase) {
        return new Fault(phase, Kind.SILENCE);
    }

    public static Fault reset(Phase phase) {
        return new Fault(phase, Kind.RESET);
    }

    public static Fault close(Phase phase) {
        return new Fault(phase, Kind.CLOSE);
    }

    @Override
    public boolean actsOnAccept() {
        return phase == Phase.ON_ACCEPT;
    }

    @Override
    public void answer(ShadowExchange exchange) throws IOException {
        read(exchange);
        byte[] answer = ANSWER.bytes();
        exchange.write(answer, 0, sentOf(answer));
        switch (kind) {
            case SILENCE -> exchange.silence();
            case RESET -> exchange.reset();
            case CLOSE -> exchange.close();
        }
    }

    private void read(ShadowExchange exchange) throws IOException {
        switch (phase) {
            case ON_ACCEPT -> {}
            case AFTER_REQUEST_HEAD -> exchange.head();
            case INSIDE_REQUEST_BODY -> {
                long promised = exchange.promisedLength();
                exchange.read(promised < 0 ? 1 : Math.min(promised / 2, MOST_READ));
            }
            default -> exchange.readBody();
        }
    }

    private int sentOf(byte[] answer) {
        return switch (phase) {
            case ON_ACCEPT, AFTER_REQUEST_HEAD, INSIDE_REQUEST_BODY, AFTER_REQUEST -> 0;
            case INSIDE_STATUS_LINE -> INSIDE_STATUS_LINE;
            case INSIDE_RESPONSE_HEADERS -> INSIDE_HEADERS;
            case INSIDE_RESPONSE_BODY -> answer.length - ANSWER.bodyBytes().length / 2;
            case AFTER_RESPONSE -> answer.length;
        };
    }
}
