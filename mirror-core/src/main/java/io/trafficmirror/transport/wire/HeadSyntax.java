// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.transport.wire;

import io.trafficmirror.http.Headers;
import java.nio.charset.StandardCharsets;

/**
 * Reads a complete head, status line to empty line, strictly (RFC 9112 sections 4 and 5): no folded lines, no blank before the
 * colon, no control characters. Stateless.
 */
final class HeadSyntax {
    private HeadSyntax() {}

    /**
     * The head in {@code a[from..to)}, of which every line ends with CR LF and the last line is empty.
     *
     * @throws BadResponse if it is not one, or has more than {@link Limits#FIELDS} fields
     */
    static ParsedHead parse(byte[] a, int from, int to) throws BadResponse {
        int end = lineEnd(a, from);
        int minorVersion = minorVersion(a, from, end);
        int status = status(a, from + 8, end);
        Headers.Builder headers = Headers.builder(12);
        int fields = 0;
        for (int line = end + 2; line < to - 2; line = end + 2) {
            end = lineEnd(a, line);
            if (++fields > Limits.FIELDS) {
                throw new BadResponse("more than " + Limits.FIELDS + " fields");
            }
            field(a, line, end, headers);
        }
        return ParsedHead.of(minorVersion, status, headers.build());
    }

    private static int lineEnd(byte[] a, int from) {
        int i = from;
        while (a[i] != '\n') {
            i++;
        }
        return i - 1;
    }

    private static int minorVersion(byte[] a, int from, int end) throws BadResponse {
        if (end - from < 12 || a[from + 7] < '0' || a[from + 7] > '9') {
            throw new BadResponse("bad status line");
        }
        return a[from + 7] - '0';
    }

    private static int status(byte[] a, int from, int end) throws BadResponse {
        int status = 0;
        for (int i = from + 1; i < from + 4; i++) {
            int digit = a[i] - '0';
            if (digit < 0 || digit > 9) {
                throw new BadResponse("bad status code");
            }
            status = status * 10 + digit;
        }
        if (a[from] != ' ' || status < 100 || (end > from + 4 && a[from + 4] != ' ')) {
            throw new BadResponse("bad status line");
        }
        checkText(a, from + 4, end);
        return status;
    }

    private static void field(byte[] a, int from, int end, Headers.Builder headers) throws BadResponse {
        int colon = from;
        while (colon < end && Octets.isToken(a[colon])) {
            colon++;
        }
        if (colon == from || colon == end || a[colon] != ':') {
            throw new BadResponse(a[from] == ' ' || a[from] == '\t' ? "a folded field line" : "bad field name");
        }
        checkText(a, colon + 1, end);
        int start = colon + 1;
        while (start < end && isBlank(a[start])) {
            start++;
        }
        int stop = end;
        while (stop > start && isBlank(a[stop - 1])) {
            stop--;
        }
        headers.add(text(a, from, colon), text(a, start, stop));
    }

    private static void checkText(byte[] a, int from, int end) throws BadResponse {
        for (int i = from; i < end; i++) {
            if (!Octets.isText(a[i])) {
                throw new BadResponse("a control character in the head");
            }
        }
    }

    private static boolean isBlank(byte octet) {
        return octet == ' ' || octet == '\t';
    }

    private static String text(byte[] a, int from, int to) {
        return new String(a, from, to - from, StandardCharsets.ISO_8859_1);
    }
}
