// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.transport.wire;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The last head that was parsed, kept so that the same octets are not parsed again: answers of one server differ in little
 * but the second of their {@code Date}. Confined to the loop.
 */
final class HeadCache {
    private static final int MAX_BYTES = 1024;

    private final byte[] octets = new byte[MAX_BYTES];
    private int length = -1;
    private @Nullable ParsedHead head;

    /** The head in {@code a[from..to)}; see {@link HeadSyntax#parse}. */
    ParsedHead parse(byte[] a, int from, int to) throws BadResponse {
        ParsedHead known = head;
        if (known != null && to - from == length && Arrays.equals(a, from, to, octets, 0, length)) {
            return known;
        }
        ParsedHead parsed = HeadSyntax.parse(a, from, to);
        if (to - from <= MAX_BYTES) {
            length = to - from;
            System.arraycopy(a, from, octets, 0, length);
            head = parsed;
        }
        return parsed;
    }
}
