// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.servlet;

import io.trafficmirror.adapter.RequestTap;
import io.trafficmirror.capture.DropReason;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.Reader;
import org.jspecify.annotations.Nullable;

/**
 * The characters of the container's own reader, with a tap. Confined to whoever reads the body, one thread at a time; holds no lock.
 *
 * <p>Decoding, charset and exceptions are the container's, and nothing is ever taken from its reader that the application has not
 * taken from this one: a dispatch, an error page or a filter in front may read on by the container's own. Line ends must be seen to be
 * copied, so the characters of a line are read one by one. At a carriage return the container's reader is put back in front of it, to
 * end the line itself: readers of the JDK then remember that a line feed may follow, and whoever reads on is not shown it.
 */
final class TappedReader extends BufferedReader {
    /** How many characters of a line are read before they pass the tap, and the most that the container's reader is put back by. */
    private static final int WINDOW = 128;

    private static final int SKIPPED_AT_ONCE = 2048;
    private static final int UNSEEN = -2;

    private final BufferedReader in;
    private final CharTap tap;
    private final RequestTap body;
    private final Make make;
    private char @Nullable [] window;

    /** Whether the application has ever set a mark: a reader has one only, so from then on it is not ours to set. */
    private boolean marked;

    /** Whether we have set it. */
    private boolean used;

    /**
     * A reader over the container's.
     *
     * @param body is told of the end and of a close
     */
    TappedReader(BufferedReader in, CharTap tap, RequestTap body) {
        super(Reader.nullReader(), 1);
        this.in = in;
        this.tap = tap;
        this.body = body;
        this.make = Make.of(in);
    }

    /** Whether this is the tee over the given reader. */
    boolean isOver(BufferedReader reader) {
        return in == reader;
    }

    @Override
    public int read() throws IOException {
        int c;
        try {
            c = in.read();
        } catch (IOException | Error e) {
            tap.fail(DropReason.BODY_ABORTED);
            throw e;
        }
        if (c >= 0) {
            tap.write(c);
        } else {
            ended();
        }
        return c;
    }

    @Override
    public int read(char[] chars) throws IOException {
        int n;
        try {
            n = in.read(chars);
        } catch (IOException | Error e) {
            tap.fail(DropReason.BODY_ABORTED);
            throw e;
        }
        return passed(chars, 0, n);
    }

    @Override
    public int read(char[] chars, int offset, int length) throws IOException {
        int n;
        try {
            n = in.read(chars, offset, length);
        } catch (IOException | Error e) {
            tap.fail(DropReason.BODY_ABORTED);
            throw e;
        }
        return passed(chars, offset, n);
    }

    private int passed(char[] chars, int offset, int n) {
        if (n > 0) {
            tap.write(chars, offset, n);
        } else if (n < 0) {
            ended();
        }
        return n;
    }

    private void ended() {
        tap.finish();
        body.endSeen();
    }

    @Override
    public @Nullable String readLine() throws IOException {
        try {
            return marked || make == Make.UNKNOWN || !tap.isOpen() ? unseenLine() : seenLine();
        } catch (Throwable t) {
            tap.fail(DropReason.BODY_ABORTED);
            throw t;
        }
    }

    /** The container's own line, of which nobody sees how it ended. */
    private @Nullable String unseenLine() throws IOException {
        String line = in.readLine();
        if (line == null) {
            ended();
        } else {
            tap.fail(DropReason.BODY_INCOMPLETE);
        }
        return line;
    }

    private @Nullable String seenLine() throws IOException {
        char[] chars = window();
        StringBuilder line = new StringBuilder();
        used = true;
        while (true) {
            in.mark(WINDOW + 2);
            int n = 0;
            int c = in.read();
            while (c >= 0 && c != '\n' && c != '\r') {
                chars[n++] = (char) c;
                if (n == WINDOW) {
                    break;
                }
                c = in.read();
            }
            line.append(chars, 0, n);
            if (n == WINDOW) {
                tap.write(chars, 0, n);
            } else if (c == '\r') {
                return endedByReturn(line, chars, n);
            } else if (c == '\n') {
                chars[n] = '\n';
                tap.write(chars, 0, n + 1);
                in.mark(0);
                return line.toString();
            } else {
                tap.write(chars, 0, n);
                ended();
                return line.isEmpty() ? null : line.toString();
            }
        }
    }

    /** Ends a line at the carriage return that has just been read, behind {@code n} characters since the mark. */
    private String endedByReturn(StringBuilder line, char[] chars, int n) throws IOException {
        int next = peek();
        in.reset();
        for (int i = 0; i < n; i++) {
            int unused = in.read();
        }
        String rest = in.readLine();
        chars[n] = '\r';
        chars[n + 1] = '\n';
        tap.write(chars, 0, next == '\n' ? n + 2 : n + 1);
        if (next == UNSEEN || rest == null || !rest.isEmpty()) {
            tap.fail(DropReason.BODY_INCOMPLETE); // without effect where these were the last bytes announced
        }
        in.mark(0);
        return rest == null || rest.isEmpty() ? line.toString() : line + rest;
    }

    /** What follows; below -1 if that can't be known without waiting for the client. */
    private int peek() throws IOException {
        if (make == Make.TOMCAT) {
            return in.read();
        }
        try {
            return in.ready() ? in.read() : UNSEEN;
        } catch (IOException e) {
            return UNSEEN; // what is read next throws it to the application
        }
    }

    private char[] window() {
        char[] known = window;
        if (known == null) {
            known = new char[WINDOW + 2];
            window = known;
        }
        return known;
    }

    /** Reads and drops where that is what the container's reader does too; else it skips itself, and the copy is given up. */
    @Override
    public long skip(long n) throws IOException {
        if (n > 0 && tap.isOpen()) {
            if (make == Make.JDK || n == 1) {
                return drop(n);
            }
            tap.fail(DropReason.BODY_INCOMPLETE);
        }
        return in.skip(n);
    }

    private long drop(long n) throws IOException {
        char[] dropped = new char[(int) Math.min(SKIPPED_AT_ONCE, n)];
        long left = n;
        while (left > 0) {
            int read = read(dropped, 0, (int) Math.min(dropped.length, left));
            if (read < 0) {
                break;
            }
            left -= read;
        }
        return n - left;
    }

    @Override
    public boolean ready() throws IOException {
        return in.ready();
    }

    @Override
    public boolean markSupported() {
        return in.markSupported();
    }

    @Override
    public void mark(int readLimit) throws IOException {
        in.mark(readLimit);
        marked = true;
        tap.mark();
    }

    @Override
    public void reset() throws IOException {
        if (used && !marked) {
            boolean unused = in.ready(); // throws if it is closed
            throw new IOException("Stream not marked");
        }
        in.reset();
        tap.rewind();
    }

    @Override
    public void close() throws IOException {
        body.closing();
        in.close();
    }

    /** Whose lines and skips these are. */
    private enum Make {
        /** The JDK's, which Jetty and Undertow use. */
        JDK,
        /** Tomcat's waits for the character behind a carriage return, and its {@code skip} may skip more than it says. */
        TOMCAT,
        /** What a line is there, and how it ends, nobody knows. */
        UNKNOWN;

        static Make of(BufferedReader in) {
            if (Container.readsAsJdk(in)) {
                return JDK;
            }
            return Container.of(in) == Container.TOMCAT ? TOMCAT : UNKNOWN;
        }
    }
}
