// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.capture.internal;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import io.trafficmirror.capture.BodySink;
import io.trafficmirror.capture.DropReason;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * Starts a streamed copy with the first byte that the application reads, so that an unread body starts none. Fed by one thread at
 * a time; the end may come from another, and then either starts the copy or drops it, never both.
 */
final class StreamingTicket implements BodySink, StreamedBody.Listener {
    private final CopyTicket ticket;
    private final StreamedBody body;

    @GuardedBy("this")
    private Stage stage = Stage.UNTOUCHED;

    private enum Stage {
        UNTOUCHED,
        STARTED,
        OVER
    }

    StreamingTicket(CopyTicket ticket, long announced, ByteBudget budget) {
        this.ticket = ticket;
        this.body = new StreamedBody(announced, ticket.rules().streamBufferBytes(), budget, this);
    }

    @Override
    public boolean isOpen() {
        return body.isOpen();
    }

    @Override
    public void write(int b) {
        body.write(b);
        startOnce();
    }

    @Override
    public void write(byte[] bytes, int offset, int length) {
        body.write(bytes, offset, length);
        startOnce();
    }

    @Override
    public void write(ByteBuffer bytes) {
        body.write(bytes);
        startOnce();
    }

    @Override
    public void restart() {}

    @Override
    public void end() {
        body.end();
        startOnce();
    }

    private void startOnce() {
        synchronized (this) {
            if (stage != Stage.UNTOUCHED) {
                return;
            }
            stage = Stage.STARTED;
        }
        ticket.streaming(body);
    }

    @Override
    public void fail(DropReason reason) {
        body.fail(reason);
    }

    /** Takes the ticket back for a body that was rebuilt; null if it was started or dropped before. */
    @Nullable
    CopyTicket withdraw() {
        synchronized (this) {
            if (stage != Stage.UNTOUCHED) {
                return null;
            }
            stage = Stage.OVER;
        }
        body.cancel();
        return ticket;
    }

    long bytesPassed() {
        return body.bytesPassed();
    }

    CopyTicket ticket() {
        return ticket;
    }

    synchronized boolean isUntouched() {
        return stage == Stage.UNTOUCHED && body.isOpen();
    }

    @Override
    public void cut(DropReason reason) {
        boolean started;
        synchronized (this) {
            if (stage == Stage.OVER) {
                return;
            }
            started = stage == Stage.STARTED;
            stage = Stage.OVER;
        }
        if (started) {
            ticket.cut(reason);
        } else {
            ticket.dropped(reason);
        }
    }
}
