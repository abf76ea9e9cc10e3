// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.compare.document;

/**
 * What a node of a {@link Document} is.
 *
 * @since 0.1.0
 */
public enum NodeKind {
    /** No value: {@code null}. */
    NULL(1),
    /** {@code true} or {@code false}. */
    BOOLEAN(2),
    /** A number, as written. */
    NUMBER(3),
    /** Text. */
    STRING(4),
    /** Values in order. */
    ARRAY(5),
    /** Values by name. */
    OBJECT(6);

    private static final NodeKind[] BY_CODE = {NULL, NULL, BOOLEAN, NUMBER, STRING, ARRAY, OBJECT};

    private final byte code;

    NodeKind(int code) {
        this.code = (byte) code;
    }

    static NodeKind of(byte code) {
        return BY_CODE[code];
    }

    /** Different for each kind, and above 0. */
    byte code() {
        return code;
    }

    /** Whether it holds further nodes. */
    boolean isContainer() {
        return this == ARRAY || this == OBJECT;
    }
}
