// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.servlet;

import io.trafficmirror.capture.BodySink;
import io.trafficmirror.capture.DropReason;
import io.trafficmirror.capture.Exchange;
import io.trafficmirror.capture.ParsedBody;
import io.trafficmirror.http.ResponseHead;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.concurrent.CountDownLatch;

/** An exchange that wants everything and keeps it. Safe for concurrent use. */
final class RecordingExchange implements Exchange {
    final Recording requestBody = new Recording();
    final Recording responseBody = new Recording();
    private final CountDownLatch over = new CountDownLatch(1);
    private final boolean wantsResponse;
    volatile ResponseHead response;
    final Recording reconstructed = new Recording();
    volatile int ends;

    RecordingExchange(boolean wantsResponse) {
        this.wantsResponse = wantsResponse;
    }

    /** Waits until the exchange is over. */
    RecordingExchange over() throws InterruptedException {
        over.await();
        return this;
    }

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
        return requestBody;
    }

    @Override
    public boolean wantsParsedForm() {
        return true;
    }

    @Override
    public boolean wantsParsedMultipart() {
        return true;
    }

    @Override
    public void reconstructedBody(ParsedBody body) {
        if (!reconstructed.isOpen()) {
            return;
        }
        try {
            body.take();
            if (body.writeTo(reconstructed)) {
                reconstructed.end();
            }
            body.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public boolean wantsResponse() {
        return wantsResponse;
    }

    @Override
    public boolean wantsResponseBody() {
        return wantsResponse;
    }

    @Override
    public BodySink responseBody() {
        return responseBody;
    }

    @Override
    public void responseBodyMissed() {
        responseBody.fail(DropReason.BODY_INCOMPLETE);
    }

    @Override
    public void template(String template) {
        // No servlet filter knows one.
    }

    @Override
    public synchronized void end(ResponseHead head) {
        response = head;
        ends++;
        over.countDown();
    }

    @Override
    public synchronized void endWithoutResponse() {
        ends++;
        over.countDown();
    }

    /** Keeps what passes. */
    static final class Recording implements BodySink {
        private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        private boolean ended;
        private DropReason failed;

        synchronized byte[] bytes() {
            return bytes.toByteArray();
        }

        synchronized boolean ended() {
            return ended;
        }

        synchronized DropReason failed() {
            return failed;
        }

        @Override
        public synchronized boolean isOpen() {
            return !ended && failed == null;
        }

        @Override
        public synchronized void write(int b) {
            bytes.write(b);
        }

        @Override
        public synchronized void write(byte[] source, int offset, int length) {
            bytes.write(source, offset, length);
        }

        @Override
        public synchronized void write(ByteBuffer source) {
            byte[] copy = new byte[source.remaining()];
            source.duplicate().get(copy);
            bytes.writeBytes(copy);
        }

        @Override
        public synchronized void restart() {
            bytes.reset();
        }

        @Override
        public synchronized void end() {
            ended = failed == null;
        }

        @Override
        public synchronized void fail(DropReason reason) {
            if (!ended && failed == null) {
                failed = reason;
            }
        }
    }
}
