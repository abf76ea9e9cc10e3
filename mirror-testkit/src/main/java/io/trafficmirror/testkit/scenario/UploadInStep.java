// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.testkit.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import io.trafficmirror.testkit.http.RawHttp;
import io.trafficmirror.testkit.http.RawResponse;
import io.trafficmirror.testkit.shadow.Answer;
import io.trafficmirror.testkit.shadow.Behaviour;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * A client that sends the next piece of its upload when the shadow has the one before: it comes to its end only if each piece passes
 * while the application is still reading. The first server has no shadow. Confined to one scenario.
 *
 * @since 0.1.0
 */
public final class UploadInStep implements ScenarioClient {
    private static final int PIECE = 20_000;
    private static final int PIECES = 12;
    private static final long PATIENCE_SECONDS = 60;

    private final String target;
    private final Semaphore taken = new Semaphore(0);
    private boolean mirrored;

    /** An upload that is longer than the buffer of the mirror of streams, to a path below its prefix. */
    public UploadInStep(String target) {
        this.target = target;
    }

    /** All of it. */
    public static String body() {
        return "0123456789abcdefghij".repeat(PIECE * PIECES / 20);
    }

    /** How the shadows behave. */
    Behaviour pacemaker() {
        return exchange -> {
            exchange.head();
            while (!exchange.read(PIECE)) {
                taken.release();
            }
            Answer.ok().answer(exchange);
        };
    }

    @Override
    public RawResponse talk(RawHttp connection) throws IOException {
        String body = body();
        connection.send(
                "POST " + target + " HTTP/1.1\r\nHost: shop.example\r\nContent-Type: application/octet-stream\r\n"
                        + "Content-Length: " + body.length() + "\r\n\r\n");
        taken.drainPermits();
        for (int i = 0; i < PIECES; i++) {
            connection.send(body.substring(i * PIECE, (i + 1) * PIECE).getBytes(StandardCharsets.US_ASCII));
            if (mirrored && i < PIECES - 1) {
                assertThat(isTaken())
                        .as("the shadow has piece %d of %d", i + 1, PIECES)
                        .isTrue();
            }
        }
        mirrored = true;
        return connection.read();
    }

    private boolean isTaken() {
        try {
            return taken.tryAcquire(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}
