// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.copy.internal;

import io.trafficmirror.http.Headers;
import java.util.Set;
import java.util.TreeSet;

/** Fields that a client has tied to its connection by name (RFC 9110 section 7.6.1). Stateless. */
final class ListedFields {
    /** Names, or places for one, that a client may list: each costs a look at every field. */
    static final int MOST_LISTED = 64;

    private ListedFields() {}

    /**
     * The names that {@code Connection} lists besides {@code close} and {@code keep-alive}, in any case; mostly none.
     *
     * @throws UnsendableCopyException if there are more than {@value #MOST_LISTED}: nobody means that
     */
    static Set<String> of(Headers headers) {
        Set<String> listed = Set.of();
        int tokens = 0;
        for (int i = headers.indexOf("Connection", 0); i >= 0; i = headers.indexOf("Connection", i + 1)) {
            String value = headers.value(i);
            int end;
            for (int from = 0; from <= value.length(); from = end + 1) {
                int comma = value.indexOf(',', from);
                end = comma < 0 ? value.length() : comma;
                if (++tokens > MOST_LISTED) {
                    throw new UnsendableCopyException("Connection lists more than " + MOST_LISTED + " fields");
                }
                String name = value.substring(from, end).strip();
                if (!name.isEmpty() && !name.equalsIgnoreCase("close") && !name.equalsIgnoreCase("keep-alive")) {
                    if (listed.isEmpty()) {
                        listed = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
                    }
                    listed.add(name);
                }
            }
        }
        return listed;
    }
}
