// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.config;

import io.trafficmirror.route.Hostname;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * An {@code HTTPRoute} as it was read: checked, its backends not resolved yet. Immutable.
 *
 * @param at the document
 * @param id the route's name and namespace
 * @param created when an API server made it; empty: none has yet
 * @param parents what it is attached to
 * @param hostnames any of them
 * @param rules in order
 */
record RouteManifest(
        YamlValue at,
        ObjectName id,
        Optional<Instant> created,
        List<ParentReference> parents,
        List<Hostname> hostnames,
        List<RuleManifest> rules) {
    /** Older first; of the same age by {@code namespace/name}; those that no API server has made come last and stay in order. */
    static final Comparator<RouteManifest> BY_AGE = (one, other) -> {
        if (one.created.isEmpty() || other.created.isEmpty()) {
            return Boolean.compare(one.created.isEmpty(), other.created.isEmpty());
        }
        int age = one.created.get().compareTo(other.created.get());
        return age != 0 ? age : one.id.toString().compareTo(other.id.toString());
    };

    /** The namespace of backends that name none. */
    Optional<String> namespace() {
        return id.namespace();
    }
}
