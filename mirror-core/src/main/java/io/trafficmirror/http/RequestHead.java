// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.http;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * A request without its body, as it was received. Immutable.
 *
 * @param method the method, case as received (RFC 9110 section 9)
 * @param scheme {@code http} or {@code https}: how the client spoke to the primary
 * @param host the {@code Host} field or {@code :authority}, port included; empty if there was none
 * @param target path and query exactly as received: never decoded, never normalised
 * @param protocol {@code HTTP/1.0}, {@code HTTP/1.1}, {@code HTTP/2.0} …; tells whether a body needs a field to announce it
 * @param headers all fields, {@code Host} included; the crumbs of a {@code Cookie} are one field, unless HTTP/1 brought several
 * @since 0.1.0
 */
public record RequestHead(String method, String scheme, String host, String target, String protocol, Headers headers) {
    /** Refuses nulls. */
    public RequestHead {
        Objects.requireNonNull(method, "method");
        Objects.requireNonNull(scheme, "scheme");
        Objects.requireNonNull(host, "host");
        Objects.requireNonNull(target, "target");
        Objects.requireNonNull(protocol, "protocol");
        Objects.requireNonNull(headers, "headers");
        headers = protocol.startsWith("HTTP/1.") ? headers : headers.joining("Cookie");
    }

    /** A head over HTTP/1.1. */
    public RequestHead(String method, String scheme, String host, String target, Headers headers) {
        this(method, scheme, host, target, "HTTP/1.1", headers);
    }

    /**
     * A head over plain HTTP/1.1.
     *
     * @param fields names with their values, as {@link Headers#of(Map)} takes them; {@code Host} tells the host
     */
    public static RequestHead of(String method, String target, Map<String, ? extends List<String>> fields) {
        Headers headers = Headers.of(fields);
        return new RequestHead(method, "http", headers.first("Host").orElse(""), target, headers);
    }

    /** The target up to the first question mark. */
    public String path() {
        int mark = target.indexOf('?');
        return mark < 0 ? target : target.substring(0, mark);
    }

    /** The target after the first question mark; empty if there is none. */
    public Optional<String> query() {
        int mark = target.indexOf('?');
        return mark < 0 ? Optional.empty() : Optional.of(target.substring(mark + 1));
    }

    /** The bytes of the heap that this head takes at most, {@link Headers#heapBytes()} included. */
    public long heapBytes() {
        return HeapBytes.object(6)
                + HeapBytes.string(method)
                + HeapBytes.string(scheme)
                + HeapBytes.string(host)
                + HeapBytes.string(target)
                + HeapBytes.string(protocol)
                + headers.heapBytes();
    }

    /** Reads heads of this type, for a look-up without a server. */
    public static HeadReader<RequestHead> reader() {
        return HeadOfRequest.READER;
    }

    /** Method and target. Field values are left out: they may be secrets. */
    @Override
    public String toString() {
        return method + " " + target;
    }
}
