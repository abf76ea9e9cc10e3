// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.adapter;

import org.jspecify.annotations.Nullable;

/**
 * Bodies that a server may parse on the application's behalf, so that none of their bytes pass, and the others.
 *
 * @since 0.1.0
 */
public enum BodyKind {
    /** {@code application/x-www-form-urlencoded}. */
    FORM,
    /** {@code multipart/form-data}. */
    MULTIPART,
    /** What is only ever read. */
    OTHER;

    /** By the value of {@code Content-Type}; null without one. */
    public static BodyKind of(@Nullable String contentType) {
        if (contentType == null) {
            return OTHER;
        }
        String type = contentType.stripLeading();
        if (begins(type, "application/x-www-form-urlencoded")) {
            return FORM;
        }
        return begins(type, "multipart/form-data") ? MULTIPART : OTHER;
    }

    private static boolean begins(String type, String with) {
        return type.regionMatches(true, 0, with, 0, with.length());
    }
}
