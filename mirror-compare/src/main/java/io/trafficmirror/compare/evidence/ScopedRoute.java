// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.compare.evidence;

/**
 * A route's name with the label of what is asked of it, where not the same is asked everywhere: {@code GET /orders/{id} in shop/orders}. Stateless.
 *
 * @since 0.1.0
 */
public final class ScopedRoute {
    private static final String IN = " in ";

    private ScopedRoute() {}

    /** The name with a label, which may be empty. */
    public static String of(String route, String label) {
        return label.isEmpty() ? route : route + IN + label;
    }

    /** The label; empty if there is none. */
    public static String label(String route) {
        int at = route.lastIndexOf(IN);
        return at < 0 ? "" : route.substring(at + IN.length());
    }
}
