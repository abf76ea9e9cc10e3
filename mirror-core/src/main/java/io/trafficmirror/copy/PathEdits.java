// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.copy;

import java.util.Locale;
import java.util.function.UnaryOperator;

/** Rewrites of the path (Gateway API HTTPPathModifier). The query is never touched. Stateless. */
final class PathEdits {
    private PathEdits() {}

    /** The target with another path; unchanged where there is no path, as in {@code *}. */
    static String replaceAll(String target, String path) {
        return withPath(target, old -> rooted(path));
    }

    /** The target with another prefix of its path; unchanged where there is no path, as in {@code *}. */
    static String replacePrefix(String target, String prefix, String replacement) {
        return withPath(target, path -> changePrefix(path, prefix, replacement));
    }

    /** A target in absolute form (RFC 9112 section 3.2.2) is brought into origin form. */
    private static String withPath(String target, UnaryOperator<String> change) {
        int mark = target.indexOf('?');
        String path = originForm(mark < 0 ? target : target.substring(0, mark));
        String query = mark < 0 ? "" : target.substring(mark);
        return path.startsWith("/") ? change.apply(path) + query : target;
    }

    private static String originForm(String path) {
        int authority = path.indexOf("://");
        if (path.startsWith("/") || authority < 0) {
            return path;
        }
        int slash = path.indexOf('/', authority + 3);
        return slash < 0 ? "/" : path.substring(slash);
    }

    /** Trailing slashes of prefix and replacement do not count; an empty result is {@code /}. */
    private static String changePrefix(String path, String prefix, String replacement) {
        String rest = path.substring(endOfPrefix(path, withoutTrailingSlash(prefix)));
        return rooted(withoutTrailingSlash(replacement) + rest);
    }

    /**
     * Where the matched prefix ends in the raw path. The match was made on the normal form, so that the raw path may spell the
     * prefix otherwise (escapes, parameters, detours by dot segments); so segments are counted, and those that a dot segment takes
     * back don't count.
     */
    private static int endOfPrefix(String path, String prefix) {
        long wanted = prefix.chars().filter(c -> c == '/').count();
        long depth = 0;
        int end = wanted == 0 ? 0 : -1;
        for (int start = 0; start < path.length(); ) {
            int slash = path.indexOf('/', start + 1);
            int next = slash < 0 ? path.length() : slash;
            int dots = dots(path.substring(start + 1, next));
            depth += dots == 0 ? 1 : dots == 2 && depth > 0 ? -1 : 0;
            if (depth < wanted) {
                end = -1;
            } else if (end < 0 && depth == wanted) {
                end = next;
            }
            start = next;
        }
        return end < 0 ? path.length() : end;
    }

    /** 1 or 2 for a dot segment, however it is escaped; 0 for any other. */
    private static int dots(String segment) {
        if (segment.isEmpty() || (segment.charAt(0) != '.' && segment.charAt(0) != '%')) {
            return 0;
        }
        int params = segment.indexOf(';');
        String name = (params < 0 ? segment : segment.substring(0, params))
                .toLowerCase(Locale.ROOT)
                .replace("%2e", ".");
        return name.equals(".") ? 1 : name.equals("..") ? 2 : 0;
    }

    private static String rooted(String path) {
        return path.startsWith("/") ? path : "/" + path;
    }

    private static String withoutTrailingSlash(String path) {
        return path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
    }
}
