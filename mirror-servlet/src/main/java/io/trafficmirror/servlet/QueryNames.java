// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.servlet;

import jakarta.servlet.http.HttpServletRequest;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The names of the parameters in a query. Stateless. */
final class QueryNames {
    private QueryNames() {}

    /**
     * The values of each name in the query, in order.
     *
     * @throws IllegalArgumentException if an escape is none
     */
    static Map<String, List<String>> of(@Nullable String query) {
        Map<String, List<String>> names = new HashMap<>();
        if (query == null || query.isEmpty()) {
            return names;
        }
        for (String pair : query.split("&", -1)) {
            int equals = pair.indexOf('=');
            String name = equals < 0 ? pair : pair.substring(0, equals);
            if (!pair.isEmpty()) {
                String value = equals < 0 ? "" : pair.substring(equals + 1);
                names.computeIfAbsent(URLDecoder.decode(name, StandardCharsets.UTF_8), key -> new ArrayList<>(1))
                        .add(URLDecoder.decode(value, StandardCharsets.UTF_8));
            }
        }
        return names;
    }

    /** Whether a container's reading of a value may be this one: which charset it reads a query in nobody knows. */
    static boolean isSame(String value, String read) {
        return value.equals(read) || !isAscii(value);
    }

    private static boolean isAscii(String text) {
        return text.chars().allMatch(c -> c < 0x80);
    }

    /** How many parameters the query has. Allocates nothing. */
    static int pairs(@Nullable String query) {
        int pairs = 0;
        boolean within = false;
        for (int i = 0; query != null && i < query.length(); i++) {
            boolean between = query.charAt(i) == '&';
            pairs += !between && !within ? 1 : 0;
            within = !between;
        }
        return pairs;
    }

    /** Whether the target gives a parameter of this name, or can't be read so well that it is known not to. */
    static boolean mayHave(HttpServletRequest request, String name) {
        try {
            return request.getRequestURI().indexOf(';') >= 0
                    || of(request.getQueryString()).containsKey(name);
        } catch (IllegalArgumentException e) {
            return true;
        }
    }
}
