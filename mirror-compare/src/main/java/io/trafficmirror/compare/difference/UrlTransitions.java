// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.compare.difference;

/** What became of a URL. Stateless. */
final class UrlTransitions {
    private UrlTransitions() {}

    /** Whether scheme, host and port alone are others: what a service says of itself. */
    static boolean differByHostOnly(String left, String right) {
        int here = endOfAuthority(left);
        int there = endOfAuthority(right);
        return left.length() - here == right.length() - there
                && left.regionMatches(here, right, there, left.length() - here)
                && !left.equals(right);
    }

    private static int endOfAuthority(String url) {
        int i = url.indexOf("://") + 3;
        while (i < url.length() && url.charAt(i) != '/' && url.charAt(i) != '?' && url.charAt(i) != '#') {
            i++;
        }
        return i;
    }
}
