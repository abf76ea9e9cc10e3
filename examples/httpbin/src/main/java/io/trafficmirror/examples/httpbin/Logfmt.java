// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.examples.httpbin;

/** One line of {@code key=value} pairs in the order they are added. Confined to one line. */
final class Logfmt {
    private final StringBuilder line = new StringBuilder(200);

    /** Adds a value as it is: it must need no quotes. */
    Logfmt bare(String key, Object value) {
        key(key).append(value);
        return this;
    }

    /** Adds a value in quotes, its quotes, backslashes and control characters escaped. */
    Logfmt quoted(String key, String value) {
        key(key).append('"');
        for (int i = 0; i < value.length(); i++) {
            escaped(value.charAt(i));
        }
        line.append('"');
        return this;
    }

    @Override
    public String toString() {
        return line.toString();
    }

    private StringBuilder key(String key) {
        return (line.isEmpty() ? line : line.append(' ')).append(key).append('=');
    }

    private void escaped(char c) {
        switch (c) {
            case '"', '\\' -> line.append('\\').append(c);
            case '\n' -> line.append("\\n");
            case '\r' -> line.append("\\r");
            case '\t' -> line.append("\\t");
            default -> {
                if (Character.isISOControl(c)) {
                    line.append(String.format("\\u%04x", (int) c));
                } else {
                    line.append(c);
                }
            }
        }
    }
}
