// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.http.internal;

/**
 * The form in which paths are compared: {@code ;params} of segments ignored, percent-escapes of unreserved characters decoded and the
 * digits of all others in upper case (RFC 3986 section 6.2.2), then dot segments resolved (section 5.2.4). {@code %2F} stays an escape
 * and empty segments stay. Never throws. Immutable.
 */
public final class PathForm {
    private PathForm() {}

    /**
     * The normal form of a raw path; the same object if it is in that form already. Of a target in absolute form (RFC 9112 section
     * 3.2.2) it is that of its path; what has no path, as {@code *}, stays.
     */
    public static String normal(String raw) {
        if (raw.isEmpty()) {
            return "/";
        }
        if (raw.charAt(0) != '/') {
            return ofAbsoluteForm(raw);
        }
        return isNormal(raw) ? raw : rewritten(raw);
    }

    /** A prefix without the slash at its end, which does not count: {@code /} becomes the empty text. */
    public static String prefix(String value) {
        String normal = normal(value);
        return normal.endsWith("/") ? normal.substring(0, normal.length() - 1) : normal;
    }

    private static String ofAbsoluteForm(String raw) {
        int authority = raw.indexOf("://");
        if (authority <= 0) {
            return raw;
        }
        int path = raw.indexOf('/', authority + 3);
        return path < 0 ? "/" : normal(raw.substring(path));
    }

    private static boolean isNormal(String path) {
        char previous = 0;
        for (int i = 0; i < path.length(); i++) {
            char c = path.charAt(i);
            if (c == '%' || c == ';' || (c == '.' && previous == '/' && isDotSegment(path, i))) {
                return false;
            }
            previous = c;
        }
        return true;
    }

    private static boolean isDotSegment(String path, int start) {
        int end = start + 1;
        if (end < path.length() && path.charAt(end) == '.') {
            end++;
        }
        return end == path.length() || path.charAt(end) == '/';
    }

    private static String rewritten(String raw) {
        char[] chars = new char[raw.length()];
        int length = unescape(raw, chars);
        return new String(chars, 0, resolveDots(chars, length));
    }

    private static int unescape(String raw, char[] out) {
        int length = 0;
        for (int i = 0; i < raw.length(); ) {
            char c = raw.charAt(i);
            int width = QueryText.width(raw, i, raw.length());
            if (c == ';') {
                int slash = raw.indexOf('/', i);
                i = slash < 0 ? raw.length() : slash;
                continue;
            }
            if (width == 1) {
                out[length++] = c;
            } else {
                char octet = (char) QueryText.octet(raw, i, width);
                if (isUnreserved(octet)) {
                    out[length++] = octet;
                } else {
                    out[length++] = '%';
                    out[length++] = upper(raw.charAt(i + 1));
                    out[length++] = upper(raw.charAt(i + 2));
                }
            }
            i += width;
        }
        return length;
    }

    /** In place: what is written never overtakes what is read. */
    private static int resolveDots(char[] path, int length) {
        int kept = 0;
        for (int start = 0; start < length; ) {
            int end = start + 1;
            while (end < length && path[end] != '/') {
                end++;
            }
            int dots = dots(path, start + 1, end);
            if (dots == 0) {
                System.arraycopy(path, start, path, kept, end - start);
                kept += end - start;
            } else {
                if (dots == 2) {
                    kept = parent(path, kept);
                }
                if (end == length) {
                    path[kept++] = '/';
                }
            }
            start = end;
        }
        return kept;
    }

    /** 1 or 2 for a dot segment, 0 for any other. */
    private static int dots(char[] path, int from, int to) {
        int length = to - from;
        if (length < 1 || length > 2 || path[from] != '.' || path[to - 1] != '.') {
            return 0;
        }
        return length;
    }

    private static int parent(char[] path, int length) {
        int i = length;
        while (i > 0 && path[--i] != '/') {
            // on to the slash that begins the last segment
        }
        return i;
    }

    private static boolean isUnreserved(char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || "-._~".indexOf(c) >= 0;
    }

    private static char upper(char hexDigit) {
        return hexDigit >= 'a' ? (char) (hexDigit - 0x20) : hexDigit;
    }
}
