// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.compare.response;

import java.util.HashSet;
import java.util.Locale;
import java.util.Set;

/**
 * Which fields of a response are compared. Those that are named in neither set are compared where the primary sent them; one that only the other sent
 * counts where a control did not send it too, for proxies add fields on the way and the primary is seen before them. Immutable.
 *
 * @param compared names in lower case of fields that are compared in any case
 * @param ignored names in lower case of fields that are never compared
 * @since 0.1.0
 */
public record HeaderRules(Set<String> compared, Set<String> ignored) {
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

    /** Fields of a connection, a hop, a moment or a coding. */
    private static final Set<String> OF_A_HOP = Set.of(
            "age",
            "alt-svc",
            "connection",
            "content-encoding",
            "content-length",
            "date",
            "expires",
            "keep-alive",
            "nel",
            "proxy-authenticate",
            "proxy-connection",
            "report-to",
            "server",
            "te",
            "trailer",
            "transfer-encoding",
            "upgrade",
            "via",
            "x-powered-by");

    /** What callers act upon is compared in any case; nothing is that names a server, a connection or a request. */
    public static final HeaderRules DEFAULT = new HeaderRules(
            Set.of(
                    "content-type",
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
                    "strict-transport-security"),
            OF_A_HOP);

    /** Copies the sets, in lower case. What stands in both is ignored. */
    public HeaderRules {
        ignored = lower(ignored);
        Set<String> kept = new HashSet<>(lower(compared));
        kept.removeAll(ignored);
        compared = Set.copyOf(kept);
    }

    private static Set<String> lower(Set<String> names) {
        Set<String> lower = new HashSet<>();
        names.forEach(name -> lower.add(name.toLowerCase(Locale.ROOT)));
        return Set.copyOf(lower);
    }

    /** The same, with this field compared in any case. */
    public HeaderRules with(String name) {
        Set<String> more = new HashSet<>(compared);
        more.add(name);
        Set<String> fewer = new HashSet<>(ignored);
        fewer.remove(name.toLowerCase(Locale.ROOT));
        return new HeaderRules(more, fewer);
    }

    /** The same, with this field never compared. */
    public HeaderRules without(String name) {
        Set<String> more = new HashSet<>(ignored);
        more.add(name);
        return new HeaderRules(compared, more);
    }

    static boolean isDerived(String lowerCaseName) {
        return DERIVED.contains(lowerCaseName);
    }

    static boolean isList(String lowerCaseName) {
        return LISTS.contains(lowerCaseName);
    }
}
