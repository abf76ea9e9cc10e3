// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.copy.internal;

import io.trafficmirror.copy.CopyTransform;
import io.trafficmirror.copy.ShadowRequest;
import java.util.Objects;

/** What a {@link CopyTransform} has made: a request without its body, and the body's bytes. Confined to one thread. */
public final class Transformed {
    private final ShadowRequest request;
    private final byte[] body;

    Transformed(ShadowRequest request, byte[] body) {
        this.request = Objects.requireNonNull(request, "request");
        this.body = Objects.requireNonNull(body, "body");
    }

    /** The request, with no body. */
    public ShadowRequest request() {
        return request;
    }

    /** The bytes of its body; not copied. */
    public byte[] body() {
        return body;
    }
}
