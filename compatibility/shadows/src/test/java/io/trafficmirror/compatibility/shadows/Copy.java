// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.compatibility.shadows;

import static org.assertj.core.api.Assertions.assertThat;

import io.trafficmirror.copy.ShadowRequest;
import io.trafficmirror.http.Body;
import io.trafficmirror.http.Headers;
import io.trafficmirror.targets.Target;
import io.trafficmirror.testkit.transport.StepSource;
import io.trafficmirror.transport.CallListener;
import io.trafficmirror.transport.Outcome;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Semaphore;

/** One copy and what was heard of it. Written by its transport; read after its end. */
final class Copy implements CallListener {
    private static final int CONTENT = 64 * 1024;

    /** Kinds of requests, with the status that each gets. */
    enum Kind {
        GET("GET", "/ok", 200),
        POST("POST", "/ok", 200),
        STREAMED("POST", "/ok", 200),
        HEAD("HEAD", "/ok", 200),
        NO_CONTENT("GET", "/empty", 204),
        NOT_FOUND("GET", "/missing", 404);

        private final String method;
        private final String path;
        private final int status;

        Kind(String method, String path, int status) {
            this.method = method;
            this.path = path;
            this.status = status;
        }
    }

    private final int id;
    private final Kind kind;
    private final Semaphore slots;
    private final StepSource source = StepSource.ofUnknownLength();
    private final StringBuilder content = new StringBuilder();
    private Headers headers = Headers.empty();
    private int ends;
    private Outcome outcome = new Outcome.Unsendable("not ended");

    /** It frees a slot at its end. */
    Copy(int id, Semaphore slots) {
        this.id = id;
        this.kind = Kind.values()[id % Kind.values().length];
        this.slots = slots;
    }

    String id() {
        return Integer.toString(id);
    }

    /** Whether it may not arrive twice. */
    boolean isPost() {
        return kind.method.equals("POST");
    }

    ShadowRequest request(Target target) {
        Body body = switch (kind) {
            case POST -> Body.of(new byte[CONTENT]);
            case STREAMED -> new Body.Streamed(source);
            default -> Body.NONE;
        };
        return new ShadowRequest(target, kind.method, kind.path, target.authority(), Headers.of("X-Id", id()), body);
    }

    /** Lets content flow, where some is streamed. */
    void stream() {
        for (int i = 0; i < 8; i++) {
            source.add(new byte[CONTENT / 8]);
        }
        source.end();
    }

    @Override
    public void onSending() {}

    @Override
    public void onHeaders(int status, Headers fields) {
        headers = fields;
    }

    @Override
    public boolean onBody(ByteBuffer chunk) {
        content.append(StandardCharsets.ISO_8859_1.decode(chunk));
        return true;
    }

    @Override
    public void onDone(Outcome end) {
        ends++;
        outcome = end;
        slots.release();
    }

    /** Whether it got the status that its kind gets. */
    boolean isAnswered() {
        return outcome instanceof Outcome.Answered answered && answered.status() == kind.status;
    }

    /** Whether a server that is about to stop has turned it away. */
    private boolean isTurnedAway() {
        return outcome instanceof Outcome.Answered answered && answered.status() == 503;
    }

    /** It has ended once; if it was answered, by the answer to its own request. */
    void check() {
        assertThat(ends).as(this::toString).isEqualTo(1);
        if (isTurnedAway()) {
            return;
        }
        if (outcome instanceof Outcome.Answered answered) {
            assertThat(answered.status()).as(this::toString).isEqualTo(kind.status);
            assertThat(headers.all("X-Id")).as(this::toString).containsExactly(id());
            assertThat(headers.first("X-Bytes").orElse(isPost() ? "" + CONTENT : "0"))
                    .as(this::toString)
                    .isEqualTo(isPost() ? "" + CONTENT : "0");
            if (kind == Kind.GET || kind == Kind.POST || kind == Kind.STREAMED) {
                assertThat(content).as(this::toString).startsWith("ok");
            } else if (kind != Kind.NOT_FOUND) {
                assertThat(content).as(this::toString).isEmpty();
            }
        } else {
            assertThat(outcome).as(this::toString).isInstanceOf(Outcome.Failed.class);
        }
    }

    @Override
    public String toString() {
        return kind + " " + id + ": " + outcome;
    }
}
