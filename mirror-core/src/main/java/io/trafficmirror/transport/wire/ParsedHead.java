// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.transport.wire;

import io.trafficmirror.http.Headers;

/**
 * The head of a response, and what it says about the framing of the content (RFC 9112 section 6.3). Immutable.
 *
 * @param status 100..999
 * @param headers every field line
 * @param length bytes of content, or {@link #CHUNKED} or {@link #UNTIL_CLOSE}; where the status allows content at all
 * @param keepsAlive whether the connection may carry another exchange
 */
record ParsedHead(int status, Headers headers, long length, boolean keepsAlive) {
    /** Content comes in chunks. */
    static final long CHUNKED = -1;

    /** Content ends with the connection. */
    static final long UNTIL_CLOSE = -2;

    /** The same head with the framing that its fields ask for. */
    static ParsedHead of(int minorVersion, int status, Headers headers) throws BadResponse {
        int coding = headers.indexOf("Transfer-Encoding", 0);
        long length = contentLength(headers);
        if (coding >= 0) {
            if (minorVersion == 0) {
                throw new BadResponse("Transfer-Encoding in HTTP/1.0");
            }
            if (length >= 0) {
                throw new BadResponse("both Content-Length and Transfer-Encoding");
            }
            if (!headers.value(coding).equalsIgnoreCase("chunked")
                    || headers.indexOf("Transfer-Encoding", coding + 1) >= 0) {
                throw new BadResponse("a transfer coding other than chunked");
            }
            length = CHUNKED;
        }
        return new ParsedHead(status, headers, length, keepsAlive(minorVersion, headers));
    }

    /** Whether more heads follow before the final one. */
    boolean interim() {
        return status < 200;
    }

    /** Whether there is never content: 1xx, 204, 304. */
    boolean bodiless() {
        return status < 200 || status == 204 || status == 304;
    }

    private static long contentLength(Headers headers) throws BadResponse {
        long length = UNTIL_CLOSE;
        for (int i = headers.indexOf("Content-Length", 0); i >= 0; i = headers.indexOf("Content-Length", i + 1)) {
            long one = decimal(headers.value(i));
            if (length >= 0 && length != one) {
                throw new BadResponse("two different Content-Length");
            }
            length = one;
        }
        return length;
    }

    private static long decimal(String digits) throws BadResponse {
        long value = 0;
        for (int i = 0; i < digits.length(); i++) {
            int digit = digits.charAt(i) - '0';
            if (digit < 0 || digit > 9) {
                throw new BadResponse("Content-Length is not a number");
            }
            value = value * 10 + digit;
        }
        if (digits.isEmpty() || digits.length() > 18) {
            throw new BadResponse("Content-Length out of range");
        }
        return value;
    }

    private static boolean keepsAlive(int minorVersion, Headers headers) {
        boolean keep = minorVersion > 0;
        for (int i = headers.indexOf("Connection", 0); i >= 0; i = headers.indexOf("Connection", i + 1)) {
            String value = headers.value(i);
            if (hasOption(value, "close")) {
                return false;
            }
            keep |= hasOption(value, "keep-alive");
        }
        return keep;
    }

    private static boolean hasOption(String list, String option) {
        int from = 0;
        while (from <= list.length()) {
            int comma = list.indexOf(',', from);
            int to = comma < 0 ? list.length() : comma;
            int start = from;
            while (start < to && list.charAt(start) <= ' ') {
                start++;
            }
            int end = to;
            while (end > start && list.charAt(end - 1) <= ' ') {
                end--;
            }
            if (end - start == option.length() && list.regionMatches(true, start, option, 0, option.length())) {
                return true;
            }
            from = to + 1;
        }
        return false;
    }
}
