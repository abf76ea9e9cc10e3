// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.capture.internal;

import io.trafficmirror.http.Headers;
import io.trafficmirror.http.RequestHead;

/**
 * What the head of a request tells of its content (RFC 9112 section 6, RFC 9113 section 8.1). Immutable.
 *
 * @param kind whether there is content
 * @param length bytes announced; -1 if none were, or not as a number
 */
public record ContentFraming(Kind kind, long length) {
    /** Whether there is content. */
    public enum Kind {
        /** None, and no field that announces any. */
        NONE,
        /** As many bytes as {@code length} says; may be 0. */
        LENGTH,
        /** Until its end is seen. */
        UNTIL_END,
        /** Mostly none, but nothing rules it out: known when a byte passes, or the exchange ends without one. */
        UNTOLD
    }

    private static final ContentFraming NONE = new ContentFraming(Kind.NONE, -1);
    private static final ContentFraming UNTIL_END = new ContentFraming(Kind.UNTIL_END, -1);
    private static final ContentFraming UNTOLD = new ContentFraming(Kind.UNTOLD, -1);

    /** Reads the framing from the fields. Never throws: an unreadable length counts as unknown. */
    public static ContentFraming of(RequestHead head) {
        Headers headers = head.headers();
        int at = headers.indexOf("Content-Length", 0);
        if (headers.contains("Transfer-Encoding")) {
            return UNTIL_END;
        }
        if (at >= 0) {
            long length = parse(headers.value(at).strip());
            return length < 0 ? UNTIL_END : new ContentFraming(Kind.LENGTH, length);
        }
        if (head.protocol().startsWith("HTTP/1.")) {
            return NONE;
        }
        return isUsuallyEmpty(head.method()) ? UNTOLD : UNTIL_END;
    }

    /** Whether there is content for all that the head tells, be it of length 0. */
    public boolean hasContent() {
        return kind == Kind.LENGTH || kind == Kind.UNTIL_END;
    }

    private static boolean isUsuallyEmpty(String method) {
        return switch (method) {
            case "GET", "HEAD", "DELETE", "OPTIONS", "TRACE" -> true;
            default -> false;
        };
    }

    private static long parse(String digits) {
        if (digits.isEmpty() || digits.length() > 18) {
            return -1;
        }
        long value = 0;
        for (int i = 0; i < digits.length(); i++) {
            char c = digits.charAt(i);
            if (c < '0' || c > '9') {
                return -1;
            }
            value = value * 10 + (c - '0');
        }
        return value;
    }
}
