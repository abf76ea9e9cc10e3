// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.servlet;

import io.trafficmirror.capture.DropReason;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.Reader;
import org.jspecify.annotations.Nullable;

/**
 * The characters of the container's own reader, with a tap. Confined to whoever reads the body, one thread at a time.
 *
 * <p>Decoding, charset and exceptions are the container's. Line ends must be seen to be copied, so lines are found here, by the
 * JDK's own {@link BufferedReader} over a reader that only hands through.
 */
final class TeeReader extends BufferedReader {
    private static final int BUFFER_CHARS = 1024;

    private final BufferedReader in;
    private boolean closed;

    TeeReader(BufferedReader in, CharTap tap, RequestBody body) {
        super(new Through(in, tap, body), BUFFER_CHARS);
        this.in = in;
    }

    /** Whether this is the tee over the given reader. */
    boolean isOver(BufferedReader reader) {
        return in == reader;
    }

    /** Jetty's reader goes on after this, so the JDK's must not hear of it; what the others say of a closed one is asked in {@link #check}. */
    @Override
    public void close() throws IOException {
        closed = true;
        in.close();
    }

    private void check() throws IOException {
        if (closed) {
            boolean unused = in.ready();
        }
    }

    @Override
    public int read() throws IOException {
        check();
        return super.read();
    }

    @Override
    public int read(char[] chars, int offset, int length) throws IOException {
        check();
        return super.read(chars, offset, length);
    }

    @Override
    public @Nullable String readLine() throws IOException {
        check();
        return super.readLine();
    }

    @Override
    public long skip(long n) throws IOException {
        check();
        return super.skip(n);
    }

    @Override
    public boolean ready() throws IOException {
        check();
        return super.ready();
    }

    @Override
    public void mark(int readLimit) throws IOException {
        check();
        super.mark(readLimit);
    }

    @Override
    public void reset() throws IOException {
        check();
        super.reset();
    }

    /** Hands through what the container's reader returns. */
    private static final class Through extends Reader {
        private final Reader in;
        private final CharTap tap;
        private final RequestBody body;

        Through(Reader in, CharTap tap, RequestBody body) {
            this.in = in;
            this.tap = tap;
            this.body = body;
        }

        @Override
        public int read(char[] chars, int offset, int length) throws IOException {
            int n;
            try {
                n = in.read(chars, offset, length);
            } catch (IOException e) {
                tap.fail(DropReason.BODY_ABORTED);
                throw e;
            }
            if (n > 0) {
                tap.write(chars, offset, n);
            } else if (n < 0) {
                tap.finish();
                body.endSeen();
            }
            return n;
        }

        @Override
        public boolean ready() throws IOException {
            return in.ready();
        }

        @Override
        public void close() throws IOException {
            in.close();
        }
    }
}
