// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.capture;

import java.io.IOException;
import java.io.InputStream;
import java.util.Objects;

/**
 * A request's body as the application reads it, with a sink that sees the bytes pass: for servers that let their stream be
 * replaced. Reads nothing that the application does not read. Bytes that are read again after a {@code reset} pass once.
 * Confined to whoever reads, one thread at a time.
 */
public final class TeeInputStream extends InputStream {
    private final InputStream in;
    private final BodySink sink;

    /** Where the application reads, how far it has ever read, and where it set its mark, in bytes from the start. */
    private long position;

    private long furthest;
    private long marked;

    /** An end that is seen after this tells nothing: servers read on to it themselves. */
    private boolean closed;

    /** A body from {@code in}, which is closed with this stream, on its way past {@code sink}. */
    public TeeInputStream(InputStream in, BodySink sink) {
        this.in = Objects.requireNonNull(in, "in");
        this.sink = Objects.requireNonNull(sink, "sink");
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        int count;
        try {
            count = in.read(bytes, offset, length);
        } catch (IOException | Error e) {
            sink.fail(DropReason.BODY_ABORTED);
            throw e;
        }
        if (count < 0) {
            if (!closed) {
                sink.end();
            }
        } else {
            passed(bytes, offset, count);
        }
        return count;
    }

    private void passed(byte[] bytes, int offset, int count) {
        position += count;
        int fresh = (int) Math.min(count, Math.max(0, position - furthest));
        if (fresh > 0) {
            sink.write(bytes, offset + count - fresh, fresh);
            furthest = position;
        }
    }

    @Override
    public int available() throws IOException {
        return in.available();
    }

    @Override
    public boolean markSupported() {
        return in.markSupported();
    }

    @Override
    @SuppressWarnings("UnsynchronizedOverridesSynchronized") // no lock of ours around what a server does
    public void mark(int readLimit) {
        in.mark(readLimit);
        marked = position;
    }

    @Override
    @SuppressWarnings("UnsynchronizedOverridesSynchronized") // no lock of ours around what a server does
    public void reset() throws IOException {
        in.reset();
        position = marked;
    }

    @Override
    public void close() throws IOException {
        closed = true;
        in.close();
    }
}
