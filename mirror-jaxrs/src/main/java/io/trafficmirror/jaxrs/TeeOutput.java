// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.jaxrs;

import io.trafficmirror.capture.internal.Tap;
import java.io.IOException;
import java.io.OutputStream;

/**
 * The runtime's stream, with a tap: what was written is handed on, and nothing is flushed that nobody flushed. Confined to whoever
 * writes the response, one thread at a time.
 */
final class TeeOutput extends OutputStream {
    private final OutputStream out;
    private final Tap tap;

    TeeOutput(OutputStream out, Tap tap) {
        this.out = out;
        this.tap = tap;
    }

    @Override
    public void write(int b) throws IOException {
        out.write(b);
        tap.write(b);
    }

    @Override
    public void write(byte[] bytes) throws IOException {
        out.write(bytes);
        tap.write(bytes, 0, bytes.length);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        out.write(bytes, offset, length);
        tap.write(bytes, offset, length);
    }

    @Override
    public void flush() throws IOException {
        out.flush();
    }

    @Override
    public void close() throws IOException {
        out.close();
    }
}
