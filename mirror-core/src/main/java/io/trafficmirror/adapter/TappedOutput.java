// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.adapter;

import java.io.IOException;
import java.io.OutputStream;
import java.util.Objects;

/**
 * A server's stream of a response's body, with a tap for what it has accepted. Holds no byte, flushes nothing. Confined to whoever
 * writes the body, one thread at a time.
 *
 * @since 0.1.0
 */
public final class TappedOutput extends OutputStream {
    private final OutputStream out;
    private final Tap tap;

    /** Over the server's own. */
    public TappedOutput(OutputStream out, Tap tap) {
        this.out = Objects.requireNonNull(out, "out");
        this.tap = Objects.requireNonNull(tap, "tap");
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
        tap.close();
        out.close();
    }
}
