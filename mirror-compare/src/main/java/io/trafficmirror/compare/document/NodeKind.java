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

    private final int code;

    NodeKind(int code) {
        this.code = code;
    }

    /** Different for each kind. */
    int code() {
        return code;
    }
}
