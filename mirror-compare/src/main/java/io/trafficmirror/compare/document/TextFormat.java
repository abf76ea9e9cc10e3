// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.compare.document;

/** Reads text as an array of its lines, whatever ends them. Stateless. */
final class TextFormat {
    private TextFormat() {}

    static void read(char[] chars, int length, DocumentWriter writer) throws RefusedException {
        writer.start(NodeKind.ARRAY);
        int from = 0;
        while (from < length) {
            int to = from;
            while (to < length && chars[to] != '\n' && chars[to] != '\r') {
                to++;
            }
            writer.string(chars, from, to - from);
            from = to + (to + 1 < length && chars[to] == '\r' && chars[to + 1] == '\n' ? 2 : 1);
        }
        writer.end();
    }
}
