// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.route;

/** Reads the name in a {@code Host} value in place, as it is compared with hostnames. Immutable. */
final class HostText {
    private HostText() {}

    /**
     * The end of the name: without the port, and without one dot at the end, which only says that the name is absolute. 0 if there is no
     * name that a {@link Hostname} could equal, as with a literal in brackets.
     */
    static int end(String host) {
        if (host.isEmpty() || host.charAt(0) == '[') {
            return 0;
        }
        int colon = host.indexOf(':');
        int end = colon < 0 ? host.length() : colon;
        if (end > 0 && host.charAt(end - 1) == '.') {
            end--;
        }
        return end > RouteLimits.HOSTNAME_LENGTH ? 0 : end;
    }

    /** ASCII only: other letters occur in no hostname. */
    static char lower(char c) {
        return c >= 'A' && c <= 'Z' ? (char) (c + 0x20) : c;
    }

    /** Whether {@code host[from..to)} is this lower-case name, without regard to case. */
    static boolean equal(String host, int from, int to, String name) {
        if (to - from != name.length()) {
            return false;
        }
        for (int i = from; i < to; i++) {
            if (lower(host.charAt(i)) != name.charAt(i - from)) {
                return false;
            }
        }
        return true;
    }
}
