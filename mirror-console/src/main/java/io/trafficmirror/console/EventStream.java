// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.console;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import jakarta.servlet.AsyncContext;
import jakarta.servlet.AsyncEvent;
import jakarta.servlet.AsyncListener;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * One open page that is told of news. Holds at most one frame that waits: who reads slowly misses those between, and nobody waits for them. Safe for
 * concurrent use.
 */
final class EventStream implements WriteListener, AsyncListener {
    private final AsyncContext context;
    private final ServletOutputStream out;

    @GuardedBy("this")
    private byte @Nullable [] waiting;

    @GuardedBy("this")
    private boolean isWritable;

    private volatile boolean over;

    private EventStream(AsyncContext context) throws IOException {
        this.context = context;
        this.out = context.getResponse().getOutputStream();
    }

    static EventStream open(AsyncContext context) throws IOException {
        context.setTimeout(0);
        EventStream stream = new EventStream(context);
        context.addListener(stream);
        stream.out.setWriteListener(stream);
        return stream;
    }

    /** Puts a frame in the place of one that waits. */
    void tell(byte[] frame) {
        synchronized (this) {
            waiting = frame;
            if (!isWritable) {
                return;
            }
        }
        write();
    }

    boolean isOver() {
        return over;
    }

    @Override
    public void onWritePossible() {
        synchronized (this) {
            isWritable = true;
        }
        write();
    }

    private synchronized void write() {
        if (over) {
            return;
        }
        try {
            // Whenever it is not ready, the container calls onWritePossible later.
            if (isReady() && waiting != null) {
                byte[] frame = waiting;
                waiting = null;
                out.write(frame);
                if (isReady()) {
                    out.flush();
                }
            }
        } catch (IOException | RuntimeException e) {
            close();
        }
    }

    @GuardedBy("this")
    private boolean isReady() {
        isWritable = out.isReady();
        return isWritable;
    }

    /** Ends it. Idempotent. */
    void close() {
        if (over) {
            return;
        }
        over = true;
        try {
            context.complete();
        } catch (IllegalStateException e) {
            over = true; // it had ended by itself
        }
    }

    @Override
    public void onError(Throwable failure) {
        close();
    }

    @Override
    public void onComplete(AsyncEvent event) {
        over = true;
    }

    @Override
    public void onTimeout(AsyncEvent event) {
        close();
    }

    @Override
    public void onError(AsyncEvent event) {
        close();
    }

    @Override
    public void onStartAsync(AsyncEvent event) {
        // nobody dispatches it
    }
}
