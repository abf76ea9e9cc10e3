// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.sample;

import io.trafficmirror.http.HeadReader;
import io.trafficmirror.http.RequestHead;
import java.util.Locale;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Which copies of a mirror leave one after the other, each once the one before it is over: those with one key. The order is that in which the
 * primary got the requests; a copy without a key waits for none. Immutable.
 *
 * @since 0.1.0
 */
public sealed interface Ordering {
    /** Copies may overtake each other. */
    Ordering NONE = new None();

    /** By the connection on which the request came. */
    Ordering CONNECTION = new Connection(true);

    /**
     * By the connection, unless it is one of HTTP/2, on which requests are concurrent and, behind a proxy, of many clients.
     */
    Ordering SEQUENTIAL_CONNECTION = new Connection(false);

    /** By a part of the request, such as the cookie of its session. */
    static Ordering by(SampleKey key) {
        return new Key(key);
    }

    /**
     * By what a function of the caller's tells of a request; null or an empty text: it has no key. Called on the request's thread, so
     * it must be quick, safe for concurrent use, and must not throw.
     */
    static Ordering by(Function<? super RequestHead, @Nullable String> supplier) {
        return new Supplied(supplier);
    }

    /** The key of a request; 0 if it has none. Keys that differ may, once in 2^64, be one: then they share a line, and nothing is lost. */
    <R> long key(R request, HeadReader<R> reader);

    /** In the words of a start line, such as {@code by cookie JSESSIONID}; empty without an order. */
    String words();

    /** No order. */
    record None() implements Ordering {
        @Override
        public <R> long key(R request, HeadReader<R> reader) {
            return KeyReader.NONE;
        }

        @Override
        public String words() {
            return "";
        }
    }

    /**
     * By connection.
     *
     * @param multiplexed whether also where the connection carries concurrent requests
     */
    record Connection(boolean multiplexed) implements Ordering {
        @Override
        public <R> long key(R request, HeadReader<R> reader) {
            if (!multiplexed && reader.isMultiplexed(request)) {
                return KeyReader.NONE;
            }
            return KeyReader.hash(reader.connection(request));
        }

        @Override
        public String words() {
            return "by connection";
        }
    }

    /**
     * By a part of the request.
     *
     * @param key which
     */
    record Key(SampleKey key) implements Ordering {
        /** Refuses null. */
        public Key {
            Objects.requireNonNull(key, "key");
        }

        @Override
        public <R> long key(R request, HeadReader<R> reader) {
            return key.hash(request, reader);
        }

        @Override
        public String words() {
            return "by " + key.source().name().toLowerCase(Locale.ROOT) + ' ' + key.name();
        }
    }

    /**
     * By what a function tells.
     *
     * @param supplier of the key
     */
    record Supplied(Function<? super RequestHead, @Nullable String> supplier) implements Ordering {
        /** Refuses null. */
        public Supplied {
            Objects.requireNonNull(supplier, "supplier");
        }

        @Override
        public <R> long key(R request, HeadReader<R> reader) {
            return KeyReader.hash(supplier.apply(reader.snapshot(request)));
        }

        @Override
        public String words() {
            return "by a key of its own";
        }
    }
}
