// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.spring;

/**
 * One property as it was given. Immutable.
 *
 * @param name as properties spell it: {@code mirror.routes.orders.percent}
 * @param value with placeholders resolved
 * @param origin where it stands, such as {@code class path resource [application.yaml] - 4:18}; empty: not known
 */
record RouteProperty(String name, String value, String origin) {
    /** The name, and where it stands if that is known. */
    String place() {
        return origin.isEmpty() ? name : name + " (" + origin + ")";
    }
}
