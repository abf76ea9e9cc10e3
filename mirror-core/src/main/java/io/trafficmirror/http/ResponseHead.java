// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.http;

import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * A response without its body. Immutable.
 *
 * @param status the status code, 100..999
 * @param headers all fields that could be seen; may be incomplete where the container adds some late
 * @since 0.1.0
 */
public record ResponseHead(int status, Headers headers) {
    /** Refuses nulls. */
    public ResponseHead {
        Objects.requireNonNull(headers, "headers");
    }

    /** A head with fields as {@link Headers#of(Map)} takes them. */
    public static ResponseHead of(int status, Map<String, ? extends List<String>> fields) {
        return new ResponseHead(status, Headers.of(fields));
    }

    /** The bytes of the heap that this head takes at most, {@link Headers#heapBytes()} included. */
    public long heapBytes() {
        return HeapBytes.object(2) + headers.heapBytes();
    }
}
