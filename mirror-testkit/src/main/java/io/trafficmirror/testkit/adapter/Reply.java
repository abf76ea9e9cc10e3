// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.testkit.adapter;

import static java.nio.charset.StandardCharsets.UTF_8;

/**
 * What the application answers; the server sends it with its length. Immutable, as long as nobody writes into the array.
 *
 * @param status of HTTP
 * @param text the body in UTF-8, sent as {@code text/plain;charset=UTF-8}; empty for none
 * @since 0.1.0
 */
public record Reply(int status, String text) {
    /** The bytes of the body. */
    public byte[] bytes() {
        return text.getBytes(UTF_8);
    }

    /** Whether the response has a body. */
    public boolean hasBody() {
        return !text.isEmpty();
    }
}
