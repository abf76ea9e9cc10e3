// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.servlet;

import org.jspecify.annotations.Nullable;

/** Parameters of media types (RFC 9110 section 8.3.1). Stateless. */
final class MediaParameter {
    private MediaParameter() {}

    /** The parameter of this name, unquoted; null if there is none. */
    static @Nullable String of(@Nullable String mediaType, String name) {
        if (mediaType == null) {
            return null;
        }
        String start = name + "=";
        for (String parameter : mediaType.split(";", -1)) {
            String trimmed = parameter.strip();
            if (trimmed.regionMatches(true, 0, start, 0, start.length())) {
                String value = trimmed.substring(start.length()).strip();
                return value.length() > 1 && value.startsWith("\"") && value.endsWith("\"")
                        ? value.substring(1, value.length() - 1)
                        : value;
            }
        }
        return null;
    }
}
