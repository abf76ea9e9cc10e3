// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.servlet;

import io.trafficmirror.adapter.Tap;
import io.trafficmirror.capture.DropReason;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CharsetEncoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;

/**
 * Turns characters that pass into the bytes that they are on the wire. Confined to whoever reads or writes the body, one thread
 * at a time.
 */
final class CharTap {
    /** What a decoder puts in the place of bytes that it can't decode: which bytes these were is lost. */
    private static final char REPLACED = '\uFFFD';

    private final Tap tap;
    private final CharsetEncoder encoder;
    private final ByteBuffer bytes = ByteBuffer.allocate(512);
    private final boolean exact;

    /** The first half of a pair that was cut in two; 0 if there is none. */
    private char half;

    /** The half at the application's mark. */
    private char markedHalf;

    private final char[] one = new char[1];
    private boolean lost;
    private boolean finished;

    private CharTap(Tap tap, CharsetEncoder encoder, boolean exact) {
        this.tap = tap;
        this.encoder = encoder;
        this.exact = exact;
    }

    /** For characters that a container has decoded: what can't be turned back into the very bytes fails the body. */
    static CharTap decoded(Tap tap, Charset charset) {
        return new CharTap(
                tap,
                charset.newEncoder()
                        .onMalformedInput(CodingErrorAction.REPORT)
                        .onUnmappableCharacter(CodingErrorAction.REPORT),
                true);
    }

    /**
     * For characters that a container is going to encode: one that the charset lacks is replaced, as containers do. What half a pair
     * becomes, or a pair that the charset lacks, they do not agree on: it fails the body.
     */
    static CharTap toEncode(Tap tap, Charset charset) {
        return new CharTap(
                tap,
                charset.newEncoder()
                        .onMalformedInput(CodingErrorAction.REPORT)
                        .onUnmappableCharacter(CodingErrorAction.REPORT),
                false);
    }

    boolean isOpen() {
        return !lost && tap.isOpen();
    }

    /** Whether the first half of a pair is all that there was of it: what a container makes of one is its own affair. */
    boolean isHalf() {
        return half != 0;
    }

    /** The container is about to take characters, which are written here once it has. */
    void begin() {
        tap.begin();
    }

    /** The application has ended the body. */
    void close() {
        tap.close();
    }

    void write(int c) {
        one[0] = (char) c;
        write(one, 0, 1);
    }

    void write(char[] chars, int offset, int length) {
        try {
            tap.done();
            accept(CharBuffer.wrap(chars, offset, length));
        } catch (Throwable t) {
            lose(t);
        }
    }

    void write(CharSequence text) {
        write(text, 0, text.length());
    }

    void write(CharSequence text, int from, int to) {
        try {
            tap.done();
            accept(CharBuffer.wrap(text, from, to));
        } catch (Throwable t) {
            lose(t);
        }
    }

    /** No more characters will come. Idempotent. The end of the body itself is told to the {@link Tap}. */
    void finish() {
        if (lost || finished) {
            return;
        }
        finished = true;
        try {
            encode(half == 0 ? CharBuffer.allocate(0) : CharBuffer.wrap(new char[] {half}), true);
            encoder.flush(bytes);
            tap.write(bytes.flip(), 0, bytes.limit());
            bytes.clear();
        } catch (Throwable t) {
            lose(t);
        }
    }

    void fail(DropReason reason) {
        tap.fail(reason);
    }

    /** The application has marked this place. */
    void mark() {
        markedHalf = half;
        tap.mark();
    }

    /** The application has gone back to its mark: what comes now has passed already. */
    void rewind() {
        encoder.reset();
        finished = false;
        half = markedHalf;
        tap.rewind();
    }

    /** The application has taken back all that it wrote. */
    void restart() {
        encoder.reset();
        finished = false;
        half = 0;
    }

    private void accept(CharBuffer chars) throws CharacterCodingException {
        if (!isOpen() || !chars.hasRemaining()) {
            return;
        }
        if (exact) {
            refuseReplaced(chars);
        }
        while (half != 0 && chars.hasRemaining()) {
            encode(CharBuffer.wrap(new char[] {half, chars.get()}), false);
        }
        if (chars.hasRemaining()) {
            encode(chars, false);
        }
    }

    private static void refuseReplaced(CharBuffer chars) throws CharacterCodingException {
        for (int i = 0; i < chars.length(); i++) {
            if (chars.charAt(i) == REPLACED) {
                throw new CharacterCodingException();
            }
        }
    }

    private void encode(CharBuffer chars, boolean last) throws CharacterCodingException {
        half = 0;
        while (true) {
            CoderResult result = encoder.encode(chars, bytes, last);
            tap.write(bytes.flip(), 0, bytes.limit());
            bytes.clear();
            if (result.isUnmappable() && result.length() == 1 && !exact) {
                chars.get();
                tap.write(encoder.replacement(), 0, encoder.replacement().length);
                continue;
            }
            if (result.isError()) {
                result.throwException();
            }
            if (result.isUnderflow()) {
                half = chars.hasRemaining() ? chars.get() : 0;
                return;
            }
        }
    }

    private void lose(Throwable t) {
        lost = true;
        if (t instanceof CharacterCodingException) {
            tap.fail(DropReason.BODY_INCOMPLETE);
        } else {
            tap.fault(t);
        }
    }
}
