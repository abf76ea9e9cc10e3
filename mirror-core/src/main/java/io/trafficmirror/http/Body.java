// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.http;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The content of a copy, and with it the framing that it needs.
 *
 * @since 0.1.0
 */
public sealed interface Body {
    /** No content and no framing fields, as most GET requests. */
    Body NONE = new None();

    /** Content of a known length, which may be 0, held in these buffers from position to limit. */
    static Body of(List<ByteBuffer> buffers) {
        return new Bytes(buffers);
    }

    /** Content in one array, not copied: the caller leaves it alone from now on. */
    static Body of(byte[] bytes) {
        return new Bytes(List.of(ByteBuffer.wrap(bytes)));
    }

    /** The content that is known already, in order, each buffer from position to limit; read through duplicates only. */
    List<ByteBuffer> buffers();

    /** Where content that is still arriving comes from; null if all of it is known. */
    @Nullable
    BodySource source();

    /** Whether there is no content, and nothing of it is said in the head. */
    boolean isNone();

    /** The number of bytes that the head can tell, 0 without content; -1 if only the end will show it. */
    long announced();

    /** Nobody reads any more: a source is told. May be called again. */
    void cancel();

    /** {@link #NONE}. */
    record None() implements Body {
        @Override
        public List<ByteBuffer> buffers() {
            return List.of();
        }

        @Override
        public @Nullable BodySource source() {
            return null;
        }

        @Override
        public boolean isNone() {
            return true;
        }

        @Override
        public long announced() {
            return 0;
        }

        @Override
        public void cancel() {}
    }

    /**
     * Content that is complete. Immutable: {@link #buffers()} are read through duplicates only.
     *
     * @param buffers the content in order, each from position to limit
     */
    record Bytes(List<ByteBuffer> buffers) implements Body {
        /** Copies the list, not the bytes. */
        public Bytes {
            buffers = List.copyOf(buffers);
        }

        /** The number of bytes, 0 or more. */
        public long length() {
            long sum = 0;
            for (ByteBuffer buffer : buffers) {
                sum += buffer.remaining();
            }
            return sum;
        }

        @Override
        public @Nullable BodySource source() {
            return null;
        }

        @Override
        public boolean isNone() {
            return false;
        }

        @Override
        public long announced() {
            return length();
        }

        @Override
        public void cancel() {}
    }

    /**
     * Content that is still arriving.
     *
     * @param source where the rest comes from; one consumer only
     */
    record Streamed(BodySource source) implements Body {
        /** Refuses null. */
        public Streamed {
            Objects.requireNonNull(source, "source");
        }

        @Override
        public List<ByteBuffer> buffers() {
            return List.of();
        }

        @Override
        public boolean isNone() {
            return false;
        }

        @Override
        public long announced() {
            return source.length().orElse(-1);
        }

        @Override
        public void cancel() {
            source.cancel();
        }
    }
}
