// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.jaxrs;

import io.trafficmirror.capture.internal.TappedInput;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/** The runtime's stream, with a tap. Confined to whoever reads the body, one thread at a time. */
final class TeeInput extends InputStream {
    private final InputStream in;
    private final RequestBody body;
    private final TappedInput tapped;

    TeeInput(InputStream in, RequestBody body) {
        this.in = in;
        this.body = body;
        this.tapped = new TappedInput(in, body.tap(), body::endSeen);
    }

    @Override
    public int read() throws IOException {
        return tapped.read();
    }

    @Override
    public int read(byte[] bytes) throws IOException {
        return tapped.read(bytes);
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        return tapped.read(bytes, offset, length);
    }

    @Override
    public long transferTo(OutputStream out) throws IOException {
        return tapped.transferTo(out);
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
    @SuppressWarnings("UnsynchronizedOverridesSynchronized") // the runtime's own decides
    public void mark(int readLimit) {
        tapped.mark(readLimit);
    }

    @Override
    @SuppressWarnings("UnsynchronizedOverridesSynchronized") // the runtime's own decides
    public void reset() throws IOException {
        tapped.reset();
    }

    @Override
    public void close() throws IOException {
        body.closing();
        in.close();
    }
}
