// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.jaxrs;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import org.jboss.resteasy.spi.HttpRequest;
import org.jspecify.annotations.Nullable;

/** The servlet container's stream, opened when it is first touched. Confined to whoever reads the body, one thread at a time. */
final class ResteasyInput extends InputStream {
    private final HttpRequest request;
    private @Nullable InputStream opened;

    ResteasyInput(HttpRequest request) {
        this.request = request;
    }

    /** Takes the replacement away for a moment: the request then gives the container's own. */
    @SuppressWarnings("NullAway") // null is how a replacement is taken back
    private InputStream in() {
        InputStream in = opened;
        if (in == null) {
            InputStream replacement = request.getInputStream();
            request.setInputStream(null);
            try {
                in = request.getInputStream();
            } finally {
                request.setInputStream(replacement);
            }
            opened = in;
        }
        return in;
    }

    @Override
    public int read() throws IOException {
        return in().read();
    }

    @Override
    public int read(byte[] bytes) throws IOException {
        return in().read(bytes);
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        return in().read(bytes, offset, length);
    }

    @Override
    public byte[] readAllBytes() throws IOException {
        return in().readAllBytes();
    }

    @Override
    public byte[] readNBytes(int length) throws IOException {
        return in().readNBytes(length);
    }

    @Override
    public int readNBytes(byte[] bytes, int offset, int length) throws IOException {
        return in().readNBytes(bytes, offset, length);
    }

    @Override
    public long skip(long n) throws IOException {
        return in().skip(n);
    }

    @Override
    public long transferTo(OutputStream out) throws IOException {
        return in().transferTo(out);
    }

    @Override
    public int available() throws IOException {
        return in().available();
    }

    @Override
    public boolean markSupported() {
        return in().markSupported();
    }

    @Override
    @SuppressWarnings("UnsynchronizedOverridesSynchronized") // the container's own decides
    public void mark(int readLimit) {
        in().mark(readLimit);
    }

    @Override
    @SuppressWarnings("UnsynchronizedOverridesSynchronized") // the container's own decides
    public void reset() throws IOException {
        in().reset();
    }

    @Override
    public void close() throws IOException {
        in().close();
    }
}
