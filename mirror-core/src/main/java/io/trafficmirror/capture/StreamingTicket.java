// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.capture;

import java.nio.ByteBuffer;

/**
 * Starts a streamed copy with the first byte that the application reads, so that an unread body starts none. Confined to one
 * thread at a time.
 */
final class StreamingTicket implements BodySink, StreamedBody.Listener {
    private final CopyTicket ticket;
    private final StreamedBody body;
    private boolean started;
    private boolean over;

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
        if (!started && !over) {
            started = true;
            ticket.streaming(body);
        }
    }

    @Override
    public void fail(DropReason reason) {
        body.fail(reason);
    }

    /** Takes the ticket back for a body that was rebuilt: nothing has passed, and nothing will. */
    CopyTicket withdraw() {
        over = true;
        body.cancel();
        return ticket;
    }

    CopyTicket ticket() {
        return ticket;
    }

    boolean isUntouched() {
        return !started && !over && body.isOpen();
    }

    @Override
    public void cut(DropReason reason) {
        over = true;
        if (started) {
            ticket.cut(reason);
        } else {
            ticket.dropped(reason);
        }
    }
}
