// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.sample;

import io.trafficmirror.http.HeadReader;
import java.util.Objects;

/**
 * Where the key of keyed sampling comes from: all requests with the same key are in, or all are out. Immutable.
 *
 * @param source the part of the request
 * @param name the field, cookie, parameter or attribute; fields compare without regard to case, the others exactly
 * @since 0.1.0
 */
public record SampleKey(Source source, String name) {
    /** The parts of a request that can hold a key. */
    public enum Source {
        /** A header field. */
        HEADER,
        /** A cookie. */
        COOKIE,
        /** The first value of a query parameter. */
        QUERY,
        /** A value that the caller supplies: {@link io.trafficmirror.http.HeadReader#attribute}. */
        SUPPLIED
    }

    /** Refuses an empty name. */
    public SampleKey {
        Objects.requireNonNull(source, "source");
        if (name.isEmpty()) {
            throw new IllegalArgumentException("sampling key: the name of the " + source + " must not be empty");
        }
    }

    /** Keyed by a header field. */
    public static SampleKey header(String name) {
        return new SampleKey(Source.HEADER, name);
    }

    /** Keyed by a cookie. */
    public static SampleKey cookie(String name) {
        return new SampleKey(Source.COOKIE, name);
    }

    /** Keyed by a query parameter. */
    public static SampleKey query(String name) {
        return new SampleKey(Source.QUERY, name);
    }

    /** Keyed by a value that the caller supplies under this name. */
    public static SampleKey supplied(String name) {
        return new SampleKey(Source.SUPPLIED, name);
    }

    /**
     * The hash of this key in a request; 0 if the request has none or an empty one. The same in every version: it decides who is in. Allocates
     * nothing for a name in ASCII.
     */
    public <R> long hash(R request, HeadReader<R> reader) {
        return switch (source) {
            case HEADER -> KeyReader.ofField(reader.header(request, name));
            case SUPPLIED -> KeyReader.hash(reader.attribute(request, name));
            case COOKIE -> KeyReader.ofCookie(name, reader.header(request, "Cookie"));
            case QUERY -> KeyReader.ofParameter(name, reader.query(request));
        };
    }
}
