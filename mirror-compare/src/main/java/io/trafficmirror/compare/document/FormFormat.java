// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.compare.document;

import java.net.URLDecoder;
import java.nio.charset.Charset;

/** Reads {@code application/x-www-form-urlencoded} (WHATWG URL, 5.1) as an object. Stateless. */
final class FormFormat {
    private FormFormat() {}

    static void read(String text, Charset charset, DocumentWriter writer) throws RefusedException {
        writer.start(NodeKind.OBJECT);
        int from = 0;
        while (from < text.length()) {
            int end = text.indexOf('&', from);
            int to = end < 0 ? text.length() : end;
            if (to > from) {
                int equals = text.indexOf('=', from);
                boolean valued = equals >= 0 && equals < to;
                writer.name(decoded(text.substring(from, valued ? equals : to), charset));
                char[] value = decoded(valued ? text.substring(equals + 1, to) : "", charset)
                        .toCharArray();
                writer.string(value, 0, value.length);
            }
            from = to + 1;
        }
        writer.end();
    }

    private static String decoded(String text, Charset charset) throws RefusedException {
        try {
            return URLDecoder.decode(text, charset);
        } catch (IllegalArgumentException e) {
            throw new RefusedException(Refusal.MALFORMED);
        }
    }
}
