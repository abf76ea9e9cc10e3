// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.copy;

import io.trafficmirror.http.Headers;
import java.util.Objects;
import java.util.Optional;

/**
 * What a {@link CopyTransform} is given of a copy, and what it makes of it. The body is whole, and is the transformation's own: it may
 * change the array. Confined to one thread.
 *
 * @since 0.1.0
 */
public final class CopyContent {
    private final String method;
    private final String target;
    private final Headers headers;
    private final byte[] body;

    /**
     * A copy with this content; the array is not copied.
     *
     * @param target path and query, each char one octet
     */
    public CopyContent(String method, String target, Headers headers, byte[] body) {
        this.method = method;
        this.target = target;
        this.headers = headers;
        this.body = body;
    }

    /** The method, which stays. */
    public String method() {
        return method;
    }

    /** Path and query as they will be sent. */
    public String target() {
        return target;
    }

    /** The fields as they will be sent, without {@code Host} and those of the framing. */
    public Headers headers() {
        return headers;
    }

    /** What {@code Content-Type} says, parameters included. */
    public Optional<String> mediaType() {
        return headers.first("Content-Type");
    }

    /** The content as it would be on the wire, {@code Content-Encoding} and all; empty if there is none. */
    @SuppressWarnings("EI_EXPOSE_REP") // it is the transformation's own
    public byte[] body() {
        return body;
    }

    /** The same for another path and query, each char one octet. */
    public CopyContent withTarget(String other) {
        return new CopyContent(method, Objects.requireNonNull(other, "target"), headers, body);
    }

    /** The same with other fields. The marks of the copy are set in any case, and the framing follows from the body. */
    public CopyContent withHeaders(Headers other) {
        return new CopyContent(method, target, Objects.requireNonNull(other, "headers"), body);
    }

    /** The same with another body, which is not copied. */
    public CopyContent withBody(byte[] other) {
        return new CopyContent(method, target, headers, Objects.requireNonNull(other, "body"));
    }
}
