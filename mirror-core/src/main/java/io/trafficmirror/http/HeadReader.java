// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.http;

import org.jspecify.annotations.Nullable;

/**
 * Reads the head of a live request of some server's own type, field by field and only when asked, so that a look-up in the
 * route table needs no object of its own.
 *
 * <p>An implementation is stateless, reads nothing of the body and calls no method that could (no parameter method). It is
 * called on the request's thread only. Safe for concurrent use.
 *
 * @param <R> the server's request type
 * @since 0.1.0
 */
public interface HeadReader<R> {
    /** Different fields that a request may have to be copied, for readers that pay for each name with a look at all lines. */
    int MOST_NAMES = 256;

    /** The method, case as received. */
    String method(R request);

    /** {@code Host} or {@code :authority} as received, port included; empty if there was none. */
    String host(R request);

    /** The path exactly as received, without the query. */
    String path(R request);

    /** The query exactly as received, without the question mark; null if there was no question mark. */
    @Nullable
    String query(R request);

    /**
     * All values of the named field joined by {@link #delimiter}; null if it is absent.
     *
     * @param name in any case
     */
    @Nullable
    String header(R request, String name);

    /**
     * What stands between the values of a field that came in several lines: {@code ,} without a space (RFC 9110 section 5.3), and
     * {@code ; } between those of {@code Cookie}, which HTTP/2 lets a client send in crumbs (RFC 9113 section 8.2.3).
     */
    static String delimiter(String name) {
        return name.equalsIgnoreCase("Cookie") ? "; " : ",";
    }

    /**
     * A value that the application has tied to the request under this name, as a Servlet attribute is; null if there is none
     * or the server knows no such thing. Used by keyed sampling with a supplied key.
     */
    default @Nullable String attribute(R request, String name) {
        return null;
    }

    /**
     * What names the connection on which the request came: the same for all its requests, and another for every other connection that is
     * open. Null if the server does not show it. Cheap; reads no field.
     */
    default @Nullable String connection(R request) {
        return null;
    }

    /** Whether the connection carries requests that are concurrent, as one of HTTP/2 does. */
    default boolean isMultiplexed(R request) {
        return false;
    }

    /**
     * Everything, copied: valid after the request is gone. Called once for a request of which a copy is wanted.
     *
     * @throws UnreadableHeadException if the server does not show what a copy needs; its copies are dropped then
     */
    RequestHead snapshot(R request);
}
