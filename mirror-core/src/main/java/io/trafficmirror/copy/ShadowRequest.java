// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.copy;

import io.trafficmirror.http.Body;
import io.trafficmirror.http.Headers;
import io.trafficmirror.targets.Target;
import java.util.Objects;

/**
 * One copy as it is to appear on the wire. Immutable, apart from a streamed body.
 *
 * @param target where to connect
 * @param method the method token
 * @param rawTarget path and query, to be sent byte for byte; one char is one octet
 * @param authority what {@code Host} says
 * @param headers every field but {@code Host} and the framing ones, which are the transport's alone
 * @param body the content, and the framing it needs
 * @since 0.1.0
 */
public record ShadowRequest(
        Target target, String method, String rawTarget, String authority, Headers headers, Body body) {
    /** Refuses nulls. */
    public ShadowRequest {
        Objects.requireNonNull(target, "target");
        Objects.requireNonNull(method, "method");
        Objects.requireNonNull(rawTarget, "rawTarget");
        Objects.requireNonNull(authority, "authority");
        Objects.requireNonNull(headers, "headers");
        Objects.requireNonNull(body, "body");
    }

    /** The same with another body. */
    public ShadowRequest withBody(Body other) {
        return new ShadowRequest(target, method, rawTarget, authority, headers, other);
    }
}
