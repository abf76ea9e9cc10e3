// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.compatibility.shadows;

import static org.assertj.core.api.Assertions.assertThat;

import io.trafficmirror.copy.ShadowRequest;
import io.trafficmirror.http.Headers;
import io.trafficmirror.transport.CallListener;
import io.trafficmirror.transport.OutboundCopy;
import io.trafficmirror.transport.Outcome;
import java.nio.ByteBuffer;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One copy of a mirror on its way through a transport. Written by the transport's thread; read once that has ended. */
final class RecordedCall implements OutboundCopy, CallListener {
    private final OutboundCopy copy;
    private final CallListener listener;
    private @Nullable ShadowRequest request;
    private Headers answer = Headers.empty();
    private int ends;
    private @Nullable Outcome outcome;

    RecordedCall(OutboundCopy copy, CallListener listener) {
        this.copy = copy;
        this.listener = listener;
    }

    @Override
    public @Nullable ShadowRequest request() {
        request = copy.request();
        return request;
    }

    @Override
    public boolean isStreamed() {
        return copy.isStreamed();
    }

    @Override
    public void onSending() {
        listener.onSending();
    }

    @Override
    public void onHeaders(int status, Headers headers) {
        answer = headers;
        listener.onHeaders(status, headers);
    }

    @Override
    public boolean onBody(ByteBuffer chunk) {
        return listener.onBody(chunk);
    }

    @Override
    public void onDone(Outcome end) {
        ends++;
        outcome = end;
        listener.onDone(end);
    }

    /** It ended once, unless it was given up before; an answer is its own, or none of the application's. */
    void check() {
        assertThat(ends).as(this::toString).isEqualTo(request == null && ends == 0 ? 0 : 1);
        if (isAnswered()) {
            assertThat(answer.all("X-Id")).as(this::toString).containsExactly(id());
        } else {
            assertThat(answer.all("X-Id")).as(this::toString).isSubsetOf(List.of(id()));
        }
    }

    /** Whether the application behind the shadow has answered. */
    boolean isAnswered() {
        return outcome instanceof Outcome.Answered answered && answered.status() == 200;
    }

    String id() {
        ShadowRequest composed = request;
        return composed == null ? "" : composed.headers().first("X-Id").orElse("");
    }

    @Override
    public String toString() {
        ShadowRequest composed = request;
        return composed == null ? "not composed" : composed.method() + " " + id() + ": " + outcome;
    }
}
