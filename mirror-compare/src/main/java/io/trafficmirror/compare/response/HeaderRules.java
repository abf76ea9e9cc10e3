// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.compare.response;

import java.util.HashSet;
import java.util.Locale;
import java.util.Set;

/**
 * Which fields of a response are compared. Immutable.
 *
 * @param compared names in lower case
 */
public record HeaderRules(Set<String> compared) {
    /** Fields that follow from the content: where it differs they say nothing of their own. */
    private static final Set<String> DERIVED =
            Set.of("etag", "content-length", "digest", "content-digest", "repr-digest", "content-md5", "last-modified");

    /** Fields that are lists whose order is of no meaning. */
    private static final Set<String> LISTS = Set.of(
            "vary",
            "allow",
            "cache-control",
            "access-control-allow-headers",
            "access-control-allow-methods",
            "access-control-expose-headers",
            "content-language",
            "accept-patch",
            "accept-post",
            "accept-ranges");

    /** What callers act upon; nothing that names a server, a connection or a request. */
    public static final HeaderRules DEFAULT = new HeaderRules(Set.of(
            "content-type",
            "content-encoding",
            "content-language",
            "content-disposition",
            "content-range",
            "location",
            "content-location",
            "cache-control",
            "vary",
            "allow",
            "link",
            "retry-after",
            "www-authenticate",
            "set-cookie",
            "etag",
            "last-modified",
            "accept-ranges",
            "deprecation",
            "sunset",
            "access-control-allow-origin",
            "access-control-allow-methods",
            "access-control-allow-headers",
            "access-control-allow-credentials",
            "access-control-expose-headers",
            "strict-transport-security"));

    /** Copies the set, in lower case. */
    public HeaderRules {
        Set<String> lower = new HashSet<>();
        compared.forEach(name -> lower.add(name.toLowerCase(Locale.ROOT)));
        compared = Set.copyOf(lower);
    }

    /** The same with one field more. */
    public HeaderRules with(String name) {
        Set<String> more = new HashSet<>(compared);
        more.add(name);
        return new HeaderRules(more);
    }

    /** The same without a field. */
    public HeaderRules without(String name) {
        Set<String> fewer = new HashSet<>(compared);
        fewer.remove(name.toLowerCase(Locale.ROOT));
        return new HeaderRules(fewer);
    }

    static boolean isDerived(String lowerCaseName) {
        return DERIVED.contains(lowerCaseName);
    }

    static boolean isList(String lowerCaseName) {
        return LISTS.contains(lowerCaseName);
    }
}
