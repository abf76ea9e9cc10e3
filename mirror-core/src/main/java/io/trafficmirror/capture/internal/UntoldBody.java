// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.capture.internal;

import io.trafficmirror.capture.BodySink;
import io.trafficmirror.capture.DropReason;
import java.nio.ByteBuffer;
import java.util.concurrent.atomic.AtomicReference;

/**
 * The body of a request whose head does not tell whether it has one. With the first byte it is a body as any other; if it ends
 * before that, there was none. Fed by one thread at a time; the end may come from another.
 */
final class UntoldBody implements BodySink {
    private final BodySink body;
    private final Runnable none;
    private final AtomicReference<Content> content = new AtomicReference<>(Content.UNTOLD);

    /** What is known; once it is known it stays. */
    private enum Content {
        UNTOLD,
        SOME,
        NONE
    }

    /**
     * Nothing is known so far.
     *
     * @param none told once that there is no body, if one is still wanted
     */
    UntoldBody(BodySink body, Runnable none) {
        this.body = body;
        this.none = none;
    }

    @Override
    public boolean isOpen() {
        return body.isOpen();
    }

    @Override
    public void write(int b) {
        if (hasContent(1)) {
            body.write(b);
        }
    }

    @Override
    public void write(byte[] bytes, int offset, int length) {
        if (hasContent(length)) {
            body.write(bytes, offset, length);
        }
    }

    @Override
    public void write(ByteBuffer bytes) {
        if (hasContent(bytes.remaining())) {
            body.write(bytes);
        }
    }

    /** Whether bytes are a part of a body: there are some, and nobody has been told that there is none. */
    private boolean hasContent(int length) {
        return length > 0 && content.compareAndExchange(Content.UNTOLD, Content.SOME) != Content.NONE;
    }

    @Override
    public void restart() {}

    @Override
    public void end() {
        if (!endUntouched()) {
            body.end();
        }
    }

    /** Ends a body of which nothing has passed; false if something has. */
    boolean endUntouched() {
        if (content.compareAndExchange(Content.UNTOLD, Content.NONE) == Content.UNTOLD && body.isOpen()) {
            none.run();
        }
        return content.get() == Content.NONE;
    }

    @Override
    public void fail(DropReason reason) {
        body.fail(reason);
    }
}
