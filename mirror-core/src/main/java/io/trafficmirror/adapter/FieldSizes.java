// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.adapter;

/**
 * Sums up what the fields of a form take, by their lengths alone. Confined to one thread.
 *
 * @since 0.1.0
 */
public final class FieldSizes {
    /** A string, its array, their headers and padding. */
    private static final long OF_STRING = 56;

    /** An entry with its lists, besides the strings. */
    private static final long OF_ENTRY = 160;

    private long bytes;
    private long held;

    /** Without fields. */
    public FieldSizes() {}

    /** One more name. */
    public void name(String name) {
        held += OF_ENTRY + OF_STRING + 2L * name.length();
    }

    /** One more value of a name. */
    public void value(String name, String value) {
        bytes += name.length() + (bytes == 0 ? 1L : 2L) + value.length();
        held += OF_STRING + 8 + 2L * value.length();
    }

    /** Bytes that the encoded form has at least: no character takes less than one. */
    public long minBytes() {
        return bytes;
    }

    /** Bytes of memory that the fields take at most. */
    public long heldBytes() {
        return held;
    }
}
