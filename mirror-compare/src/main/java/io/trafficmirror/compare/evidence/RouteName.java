// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.compare.evidence;

import io.trafficmirror.http.RequestHead;
import io.trafficmirror.report.ObservedExchange;

/**
 * What requests are grouped by: the method and the template of the resource. Where no adapter knows the template, segments of the path that look like
 * ids become {@code {id}}. Stateless.
 *
 * @since 0.1.0
 */
public final class RouteName {
    private static final int LONGEST = 160;

    private static final int LONGEST_VERSION = 4;

    private RouteName() {}

    /** As in {@code GET /orders/{id}}. */
    public static String of(ObservedExchange exchange) {
        RequestHead request = exchange.request();
        String path = exchange.template().orElseGet(() -> templateOf(request.path()));
        String name = request.method() + " " + path;
        return name.length() <= LONGEST ? name : name.substring(0, LONGEST - 1) + "…";
    }

    private static String templateOf(String path) {
        String[] segments = path.split("/", -1);
        for (int i = 0; i < segments.length; i++) {
            segments[i] = isId(segments[i]) ? "{id}" : segments[i];
        }
        return String.join("/", segments);
    }

    /** As in {@code /v1/orders}. */
    private static boolean isVersion(String segment) {
        return segment.length() <= LONGEST_VERSION && (segment.startsWith("v") || segment.startsWith("V"));
    }

    /** A number, a UUID, a token: what is mostly digits, or long with some among its letters. */
    private static boolean isId(String segment) {
        if (isVersion(segment)) {
            return false;
        }
        int digits = 0;
        for (int i = 0; i < segment.length(); i++) {
            digits += Character.isDigit(segment.charAt(i)) ? 1 : 0;
        }
        return digits > 0 && (digits * 2 >= segment.length() || (digits >= 2 && segment.length() >= 8));
    }
}
