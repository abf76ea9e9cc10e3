// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.compare.document;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * Makes documents of bodies by their media type. What it reads may be hostile: whatever the bytes are, the work is linear in them and within the
 * {@link DocumentLimits}. Confined to one thread.
 *
 * @since 0.1.0
 */
public final class DocumentReader {
    /** A buffer larger than this, 2 MiB of either, is not kept for the next body. */
    private static final int MOST_BYTES_KEPT = 1 << 21;

    private static final int MOST_CHARS_KEPT = 1 << 20;

    private static final char RECORD_SEPARATOR = 0x1e;

    private final DocumentLimits limits;
    private final DocumentWriter writer;
    private final JsonFormat json;
    private final EventStreamFormat events;
    private final XmlFormat xml = new XmlFormat();
    private byte[] bytes = new byte[0];
    private char[] chars = new char[0];

    /**
     * A reader whose documents can be compared with each other, and with those of no other reader.
     *
     * @param random gives the key of the hashes
     */
    public DocumentReader(DocumentLimits limits, RandomGenerator random) {
        this.limits = limits;
        this.writer = new DocumentWriter(limits, new SubtreeHash(random.nextLong()));
        this.json = new JsonFormat(limits);
        this.events = new EventStreamFormat(json);
    }

    /** A document to be filled by this reader. */
    public Document document() {
        return new Document();
    }

    /**
     * Reads a body.
     *
     * @param content its bytes in order; positions stay
     * @param contentEncoding the Content-Encoding field; empty if there is none
     * @param into is cleared before
     * @return why it could not be read; empty if it was, and then {@code into} holds it. A body of a type that has no structure is one string
     */
    public Optional<Refusal> read(List<ByteBuffer> content, MediaType type, String contentEncoding, Document into) {
        writer.begin(into);
        try {
            int length = gather(content);
            if (ContentDecoder.isCoded(contentEncoding)) {
                bytes = ContentDecoder.decode(bytes, length, contentEncoding, limits.maxBytes());
                length = bytes.length;
            }
            read(length, type);
            return writer.isComplete() ? Optional.empty() : Optional.of(Refusal.MALFORMED);
        } catch (RefusedException e) {
            into.clear();
            return Optional.of(e.refusal());
        } finally {
            if (bytes.length > MOST_BYTES_KEPT) {
                bytes = new byte[0];
            }
            if (chars.length > MOST_CHARS_KEPT) {
                chars = new char[0];
            }
        }
    }

    private int gather(List<ByteBuffer> content) throws RefusedException {
        long length = 0;
        for (ByteBuffer piece : content) {
            length += piece.remaining();
        }
        if (length > limits.maxBytes()) {
            throw new RefusedException(Refusal.TOO_LARGE);
        }
        if (bytes.length < length) {
            bytes = new byte[(int) length];
        }
        int at = 0;
        for (ByteBuffer piece : content) {
            int n = piece.remaining();
            piece.duplicate().get(bytes, at, n);
            at += n;
        }
        return at;
    }

    private void read(int length, MediaType type) throws RefusedException {
        switch (type.format()) {
            case JSON -> {
                if (isUnicode(type)) {
                    if (Utf8.isLikely(bytes, length) && !Utf8.isWellFormed(bytes, length)) {
                        throw new RefusedException(Refusal.MALFORMED);
                    }
                    json.read(bytes, 0, length, writer);
                } else {
                    int n = decode(length, type);
                    json.read(chars, 0, n, writer);
                }
            }
            case JSON_LINES -> {
                int n = decode(length, type);
                if (type.isSequence()) {
                    separateByLines(n);
                    json.readMany(chars, 0, n, writer);
                } else {
                    json.readLines(chars, n, writer);
                }
            }
            case EVENT_STREAM -> events.read(text(length, type), writer);
            case FORM -> FormFormat.read(text(length, type), charset(type), writer);
            case XML -> {
                int n = decode(length, type);
                xml.read(chars, n, writer);
            }
            case TEXT -> {
                int n = decode(length, type);
                TextFormat.read(chars, n, writer);
            }
            case OPAQUE -> opaque(length);
        }
    }

    /** What stands before each value of a sequence (RFC 7464, 2.2), and nowhere within one, is no white space to the tokenizer. */
    private void separateByLines(int length) {
        for (int i = 0; i < length; i++) {
            if (chars[i] == RECORD_SEPARATOR) {
                chars[i] = '\n';
            }
        }
    }

    private String text(int length, MediaType type) throws RefusedException {
        int n = decode(length, type);
        return new String(chars, 0, n);
    }

    /** JSON in UTF-8, UTF-16 or UTF-32 is told apart by the tokenizer itself (RFC 4627, 3). */
    private static boolean isUnicode(MediaType type) {
        return type.charset().isEmpty() || type.charset().regionMatches(true, 0, "utf", 0, 3);
    }

    private void opaque(int length) throws RefusedException {
        if (chars.length < length) {
            chars = new char[length];
        }
        for (int i = 0; i < length; i++) {
            chars[i] = (char) (bytes[i] & 0xff);
        }
        writer.string(chars, 0, length);
    }

    private static Charset charset(MediaType type) throws RefusedException {
        return type.charsetOr(StandardCharsets.UTF_8).orElseThrow(() -> new RefusedException(Refusal.UNKNOWN_CODING));
    }

    private int decode(int length, MediaType type) throws RefusedException {
        CharsetDecoder decoder = charset(type)
                .newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT);
        int room = (int) Math.min(limits.maxBytes(), (long) (length * (double) decoder.maxCharsPerByte()) + 1);
        if (chars.length < room) {
            chars = new char[room];
        }
        CharBuffer out = CharBuffer.wrap(chars);
        CoderResult result = decoder.decode(ByteBuffer.wrap(bytes, 0, length), out, true);
        if (result.isUnderflow()) {
            result = decoder.flush(out);
        }
        if (result.isOverflow()) {
            throw new RefusedException(Refusal.TOO_LARGE);
        }
        if (result.isError()) {
            throw new RefusedException(Refusal.MALFORMED);
        }
        return out.position();
    }
}
