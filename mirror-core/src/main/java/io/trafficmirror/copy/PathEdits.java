// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.copy;

/** Rewrites of the path (Gateway API HTTPPathModifier). The query is never touched. Stateless. */
final class PathEdits {
    private PathEdits() {}

    /** The target with the edit applied; unchanged by an edit of another kind. */
    static String apply(CopyEdit edit, String target) {
        int mark = target.indexOf('?');
        String path = mark < 0 ? target : target.substring(0, mark);
        String query = mark < 0 ? "" : target.substring(mark);
        if (edit instanceof CopyEdit.FullPathRewrite full) {
            return full.path() + query;
        }
        if (edit instanceof CopyEdit.PrefixRewrite rewrite) {
            return replacePrefix(path, rewrite.prefix(), rewrite.replacement()) + query;
        }
        return target;
    }

    /** Trailing slashes of prefix and replacement do not count; an empty result is {@code /}. */
    private static String replacePrefix(String path, String prefix, String replacement) {
        String result =
                withoutTrailingSlash(replacement) + path.substring(endOfPrefix(path, withoutTrailingSlash(prefix)));
        return result.isEmpty() ? "/" : result;
    }

    /**
     * Where the matched prefix ends in the raw path. The match was made on the normal form, so that a raw path may spell the
     * prefix otherwise (escapes, parameters); then as many segments are taken as the prefix has.
     */
    private static int endOfPrefix(String path, String prefix) {
        if (path.startsWith(prefix)) {
            return prefix.length();
        }
        int end = 0;
        for (long segments = prefix.chars().filter(c -> c == '/').count();
                segments > 0 && end < path.length();
                segments--) {
            int next = path.indexOf('/', end + 1);
            end = next < 0 ? path.length() : next;
        }
        return end;
    }

    private static String withoutTrailingSlash(String path) {
        return path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
    }
}
