// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.testkit.http;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.util.ArrayList;
import java.util.List;

/** Splits the bytes of a head into lines and header lines, and notes what is not as RFC 9112 wants it. */
final class HeadLines {
    private static final String TOKEN_MARKS = "!#$%&'*+-.^_`|~";

    private HeadLines() {}

    /** The lines without their ends, up to the empty line that ends the head. */
    static List<String> split(byte[] raw, List<String> violations) {
        String text = new String(raw, ISO_8859_1);
        List<String> lines = new ArrayList<>();
        int from = 0;
        while (from < text.length()) {
            int end = text.indexOf('\n', from);
            int stop = end < 0 ? text.length() : end;
            boolean carriageReturn = stop > from && text.charAt(stop - 1) == '\r';
            if (end >= 0 && !carriageReturn) {
                violations.add("line " + (lines.size() + 1) + " ends in a bare LF");
            }
            String line = text.substring(from, carriageReturn ? stop - 1 : stop);
            from = end < 0 ? text.length() : end + 1;
            if (!line.isEmpty()) {
                lines.add(line);
            } else if (lines.isEmpty()) {
                violations.add("empty line before the start line");
            } else {
                break;
            }
        }
        return lines;
    }

    static List<HeaderLine> headers(List<String> lines, List<String> violations) {
        List<HeaderLine> headers = new ArrayList<>();
        for (String line : lines) {
            boolean folded = line.startsWith(" ") || line.startsWith("\t");
            int colon = line.indexOf(':');
            if (folded && !headers.isEmpty()) {
                violations.add(
                        "folded line after " + headers.get(headers.size() - 1).name());
                HeaderLine last = headers.remove(headers.size() - 1);
                headers.add(new HeaderLine(last.name(), (last.value() + " " + blanksCut(line)).trim()));
            } else if (colon < 0) {
                violations.add("header line without a colon: " + line);
                headers.add(new HeaderLine(line, ""));
            } else {
                headers.add(header(line, colon, violations));
            }
        }
        return headers;
    }

    private static HeaderLine header(String line, int colon, List<String> violations) {
        String name = line.substring(0, colon);
        if (!isToken(name)) {
            violations.add("header name is not a token: " + name);
        }
        String value = blanksCut(line.substring(colon + 1));
        if (value.chars().anyMatch(c -> c == 0x7F || (c < ' ' && c != '\t'))) {
            violations.add("control character in the value of " + name);
        }
        return new HeaderLine(name, value);
    }

    private static boolean isToken(String name) {
        return !name.isEmpty()
                && name.chars()
                        .allMatch(c -> (c >= 'a' && c <= 'z')
                                || (c >= 'A' && c <= 'Z')
                                || (c >= '0' && c <= '9')
                                || TOKEN_MARKS.indexOf(c) >= 0);
    }

    private static String blanksCut(String text) {
        int from = 0;
        int to = text.length();
        while (from < to && isBlank(text.charAt(from))) {
            from++;
        }
        while (to > from && isBlank(text.charAt(to - 1))) {
            to--;
        }
        return text.substring(from, to);
    }

    private static boolean isBlank(char c) {
        return c == ' ' || c == '\t';
    }
}
