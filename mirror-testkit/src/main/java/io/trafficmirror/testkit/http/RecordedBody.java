// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.testkit.http;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The body of a recorded request or response, decoded from its framing. Above the recorder's cap only its length and digest are
 * kept. Immutable.
 *
 * @since 0.1.0
 */
public final class RecordedBody {
    private final Framing framing;
    private final byte @Nullable [] bytes;
    private final long length;
    private final String sha256;
    private final boolean complete;
    private final Chunks chunks;
    private final List<String> violations;

    /** Takes ownership of {@code bytes}; null when the body was above the cap. */
    public RecordedBody(
            Framing framing,
            byte @Nullable [] bytes,
            long length,
            String sha256,
            boolean complete,
            Chunks chunks,
            List<String> violations) {
        this.framing = framing;
        this.bytes = bytes;
        this.length = length;
        this.sha256 = sha256;
        this.complete = complete;
        this.chunks = chunks;
        this.violations = List.copyOf(violations);
    }

    public Framing framing() {
        return framing;
    }

    /** The body's bytes; empty when it was above the cap. */
    public Optional<byte[]> kept() {
        return Optional.ofNullable(bytes).map(byte[]::clone);
    }

    /**
     * The body's bytes.
     *
     * @throws AssertionError when it was above the cap, so that only {@link #length()} and {@link #sha256()} are known
     */
    public byte[] bytes() {
        return kept().orElseThrow(() -> new AssertionError("body of " + length + " bytes was not kept, only digested"));
    }

    /** The body as UTF-8; fails as {@link #bytes()} does. */
    public String text() {
        return new String(bytes(), UTF_8);
    }

    /** Bytes of body that arrived, without framing. */
    public long length() {
        return length;
    }

    /** SHA-256 of the bytes that arrived, in lower-case hex. */
    public String sha256() {
        return sha256;
    }

    /** Whether the end that the framing promised was seen. A cut, unread or malformed body is not complete. */
    public boolean complete() {
        return complete;
    }

    /** Sizes of the chunks in order, the last one (0) left out; at most the first {@value Chunks#KEPT}. */
    public List<Long> chunkSizes() {
        return chunks.sizes();
    }

    /** Number of chunks, the last one (0) left out. */
    public long chunkCount() {
        return chunks.count();
    }

    /** Trailer lines after the last chunk, in order. */
    public List<HeaderLine> trailers() {
        return chunks.trailers();
    }

    /** What was wrong with the framing; empty for a clean body. */
    public List<String> violations() {
        return violations;
    }

    public long held() {
        return bytes == null ? 0 : bytes.length;
    }

    @Override
    public String toString() {
        String content =
                bytes == null || length > 200 ? "sha256 " + sha256 : "\"" + new String(bytes, ISO_8859_1) + "\"";
        return framing + " body of " + length + " bytes" + (complete ? ", " : ", not complete, ") + content;
    }
}
