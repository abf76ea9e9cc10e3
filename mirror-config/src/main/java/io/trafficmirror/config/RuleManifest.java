// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.config;

import io.trafficmirror.route.RouteMatch;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A rule of an {@code HTTPRoute} as it was read. Immutable.
 *
 * @param at the rule
 * @param name the section that policies may name
 * @param matches any of them; none: every request
 * @param filters in order
 * @param backends the primary's own
 */
record RuleManifest(
        YamlValue at,
        Optional<String> name,
        List<RouteMatch> matches,
        List<FilterManifest> filters,
        List<BackendManifest> backends) {
    /** Where its filters, and those of its backends, mirror to. */
    List<BackendManifest> mirrors() {
        return Stream.concat(filters.stream(), backends.stream().flatMap(b -> b.filters().stream()))
                .filter(FilterManifest.Mirror.class::isInstance)
                .map(filter -> ((FilterManifest.Mirror) filter).backend())
                .toList();
    }
}
