// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.copy;

import io.trafficmirror.http.internal.ConnectionFields;

/**
 * The fields that tell a copy from a real request. Immutable.
 *
 * @param mark carries {@code true} on every copy; a request that carries it is never mirrored again
 * @param id carries the identifier of the exchange that the copy was made of
 * @since 0.1.0
 */
public record CopyMarks(String mark, String id) {
    /** {@code X-Shadow-Request} and {@code X-Shadow-Id}. */
    public static final CopyMarks DEFAULT = new CopyMarks("X-Shadow-Request", "X-Shadow-Id");

    /** Refuses names that are no field names. */
    public CopyMarks {
        token("mark", mark);
        token("id", id);
        if (mark.equalsIgnoreCase(id)) {
            throw new IllegalArgumentException("mark field: must not be the id field, was \"" + mark + "\" like it");
        }
    }

    private static void token(String setting, String name) {
        EditSyntax.fieldName(setting + " field", name);
        if (ConnectionFields.contains(name)) {
            throw new IllegalArgumentException(
                    setting + " field: must be a field that travels with a copy, was \"" + name + '"');
        }
    }

    /** The same with another mark. */
    public CopyMarks withMark(String name) {
        return new CopyMarks(name, id);
    }
}
