// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror;

import io.trafficmirror.http.HeadReader;
import io.trafficmirror.http.internal.PathForm;
import java.util.ArrayList;
import java.util.List;

/**
 * Some paths with all that is below them, by segment, in the form in which routes compare paths. Immutable.
 *
 * @param prefixes in their normal form, without the slash at the end
 */
record PathPrefixes(List<String> prefixes) {
    /** None. */
    static final PathPrefixes NONE = new PathPrefixes(List.of());

    /** Copies the list. */
    PathPrefixes {
        prefixes = List.copyOf(prefixes);
    }

    /**
     * These and one more.
     *
     * @throws IllegalArgumentException if it does not begin with a slash
     */
    PathPrefixes with(String prefix) {
        if (!prefix.startsWith("/")) {
            throw new IllegalArgumentException("path prefix: must begin with a slash, was \"" + prefix + '"');
        }
        List<String> more = new ArrayList<>(prefixes);
        more.add(PathForm.prefix(prefix));
        return new PathPrefixes(more);
    }

    /** Whether the path of a request is one of them or below one. It is read only if there are any. */
    <R> boolean containPathOf(R request, HeadReader<R> reader) {
        return !prefixes.isEmpty() && contain(reader.path(request));
    }

    /** Whether a path, exactly as received, is one of them or below one. Never throws. */
    boolean contain(String rawPath) {
        String path = PathForm.normal(rawPath);
        for (String prefix : prefixes) {
            if (path.startsWith(prefix) && (path.length() == prefix.length() || path.charAt(prefix.length()) == '/')) {
                return true;
            }
        }
        return false;
    }
}
