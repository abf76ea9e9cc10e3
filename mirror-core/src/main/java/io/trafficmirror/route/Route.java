// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.route;

import java.util.List;
import java.util.Objects;

/**
 * Rules for some hosts (Gateway API {@code HTTPRoute}). Immutable.
 *
 * @param name unique in its table; breaks the last ties
 * @param hostnames any of them; none: every host
 * @param rules in order
 * @param <T> the type of the rules' actions
 * @since 0.1.0
 */
public record Route<T>(String name, List<Hostname> hostnames, List<RouteRule<T>> rules) {
    /** Copies the lists. */
    public Route {
        Objects.requireNonNull(name, "name");
        hostnames = List.copyOf(hostnames);
        rules = List.copyOf(rules);
    }
}
