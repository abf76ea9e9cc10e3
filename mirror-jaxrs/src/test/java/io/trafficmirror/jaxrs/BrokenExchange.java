// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.jaxrs;

import io.trafficmirror.capture.BodySink;
import io.trafficmirror.capture.DropReason;
import io.trafficmirror.capture.Exchange;
import io.trafficmirror.capture.ParsedBody;
import io.trafficmirror.http.ResponseHead;
import java.nio.ByteBuffer;

/** An exchange that wants everything and throws whenever it gets something. Immutable. */
final class BrokenExchange implements Exchange, BodySink {
    @Override
    public boolean isNone() {
        return false;
    }

    @Override
    public boolean wantsRequestBody() {
        return true;
    }

    @Override
    public BodySink requestBody() {
        return this;
    }

    @Override
    public boolean wantsParsedForm() {
        throw injected();
    }

    @Override
    public boolean wantsParsedMultipart() {
        throw injected();
    }

    @Override
    public void reconstructedBody(ParsedBody body) {
        throw injected();
    }

    @Override
    public boolean wantsResponse() {
        return true;
    }

    @Override
    public boolean wantsResponseBody() {
        return true;
    }

    @Override
    public BodySink responseBody() {
        return this;
    }

    @Override
    public void responseBodyMissed() {
        throw injected();
    }

    @Override
    public void template(String template) {
        throw injected();
    }

    @Override
    public void end(ResponseHead response) {
        throw injected();
    }

    @Override
    public void endWithoutResponse() {
        // The last resort after a fault: throws nothing.
    }

    @Override
    public boolean isOpen() {
        return true;
    }

    @Override
    public void write(int b) {
        throw injected();
    }

    @Override
    public void write(byte[] bytes, int offset, int length) {
        throw injected();
    }

    @Override
    public void write(ByteBuffer bytes) {
        throw injected();
    }

    @Override
    public void restart() {
        throw injected();
    }

    @Override
    public void end() {
        throw injected();
    }

    @Override
    public void fail(DropReason reason) {
        throw injected();
    }

    private static IllegalStateException injected() {
        return new IllegalStateException("injected");
    }
}
