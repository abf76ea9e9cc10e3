// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.config;

/**
 * Something wrong, or worth a warning, in a manifest. Immutable.
 *
 * @param source the file, or the name that the caller gave the text
 * @param line counted from 1; 0: the source as a whole
 * @param column counted from 1; 0: the source as a whole
 * @param path the field, such as {@code spec.rules[0].filters[1].requestMirror.percent}; empty: the document as a whole
 * @param message what is allowed and what was given
 * @since 0.1.0
 */
public record Problem(String source, int line, int column, String path, String message) {
    /** The whole of it in one line, position first: {@code routes.yaml:14:18: spec.rules[0]...: must be 0..100, was 101}. */
    @Override
    public String toString() {
        String position = line == 0 ? source : source + ":" + line + ":" + column;
        return path.isEmpty() ? position + ": " + message : position + ": " + path + ": " + message;
    }
}
