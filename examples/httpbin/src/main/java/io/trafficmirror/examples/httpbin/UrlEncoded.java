// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.examples.httpbin;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Parses {@code application/x-www-form-urlencoded} text as UTF-8. Lenient: a malformed escape stands for itself. */
final class UrlEncoded {
    private UrlEncoded() {}

    /** Names, sorted, each with its values in order. A name without {@code =} has the empty value. */
    static Map<String, List<String>> parse(String text) {
        Map<String, List<String>> values = new TreeMap<>();
        for (String pair : text.split("&", -1)) {
            if (!pair.isEmpty()) {
                int equals = pair.indexOf('=');
                String name = decode(equals < 0 ? pair : pair.substring(0, equals));
                String value = equals < 0 ? "" : decode(pair.substring(equals + 1));
                values.computeIfAbsent(name, key -> new ArrayList<>()).add(value);
            }
        }
        return values;
    }

    private static String decode(String text) {
        byte[] raw = text.getBytes(StandardCharsets.UTF_8);
        ByteArrayOutputStream decoded = new ByteArrayOutputStream(raw.length);
        for (int i = 0; i < raw.length; i++) {
            int escaped = raw[i] == '%' ? escape(raw, i) : -1;
            if (escaped >= 0) {
                decoded.write(escaped);
                i += 2;
            } else {
                decoded.write(raw[i] == '+' ? ' ' : raw[i]);
            }
        }
        return decoded.toString(StandardCharsets.UTF_8);
    }

    /** The byte of the escape at {@code at}, or a negative number if that is no escape. */
    private static int escape(byte[] raw, int at) {
        if (at + 2 >= raw.length) {
            return -1;
        }
        int high = Character.digit((char) (raw[at + 1] & 0xff), 16);
        int low = Character.digit((char) (raw[at + 2] & 0xff), 16);
        return high < 0 || low < 0 ? -1 : high * 16 + low;
    }
}
