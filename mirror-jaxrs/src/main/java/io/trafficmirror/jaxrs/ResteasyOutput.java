// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.jaxrs;

import io.trafficmirror.adapter.Tap;
import io.trafficmirror.adapter.TappedOutput;
import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jboss.resteasy.spi.AsyncOutputStream;
import org.jspecify.annotations.Nullable;

/**
 * The {@link TappedOutput} over a stream that can be written without blocking. Confined to whoever writes the response, one thread at
 * a time.
 */
final class ResteasyOutput extends AsyncOutputStream {
    private final AsyncOutputStream out;
    private final Tap tap;

    /** What was last written without blocking; a writer that goes on does so when it is done. */
    private volatile @Nullable CompletionStage<Void> last;

    /** What was last flushed without blocking, for which nobody need wait. */
    private volatile @Nullable CompletionStage<Void> flushed;

    ResteasyOutput(AsyncOutputStream out, Tap tap) {
        this.out = out;
        this.tap = tap;
    }

    /** Whether nothing is being written, and what was last written or flushed without blocking could be. */
    boolean isIdle() {
        CompletionStage<Void> flushing = flushed;
        if (flushing != null && flushing.toCompletableFuture().isCompletedExceptionally()) {
            return false;
        }
        CompletionStage<Void> writing = last;
        if (writing == null) {
            return true;
        }
        CompletableFuture<Void> written = writing.toCompletableFuture();
        return written.isDone() && !written.isCompletedExceptionally();
    }

    @Override
    public void write(int b) throws IOException {
        tap.begin();
        out.write(b);
        tap.write(b);
    }

    @Override
    public void write(byte[] bytes) throws IOException {
        tap.begin();
        out.write(bytes);
        tap.write(bytes, 0, bytes.length);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        tap.begin();
        out.write(bytes, offset, length);
        tap.write(bytes, offset, length);
    }

    @Override
    public void flush() throws IOException {
        tap.begin();
        out.flush();
        tap.done();
    }

    @Override
    public void close() throws IOException {
        out.close();
    }

    @Override
    public CompletionStage<Void> asyncFlush() {
        CompletionStage<Void> flushing = out.asyncFlush();
        flushed = flushing;
        return flushing;
    }

    @Override
    public CompletionStage<Void> asyncWrite(byte[] bytes) {
        tap.begin();
        tap.write(bytes, 0, bytes.length); // now: the caller may use its array again once the bytes are written
        CompletionStage<Void> writing = out.asyncWrite(bytes);
        last = writing;
        return writing;
    }

    @Override
    public CompletionStage<Void> asyncWrite(byte[] bytes, int offset, int length) {
        tap.begin();
        tap.write(bytes, offset, length);
        CompletionStage<Void> writing = out.asyncWrite(bytes, offset, length);
        last = writing;
        return writing;
    }
}
