// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.config;

import io.trafficmirror.route.Hostname;
import java.util.List;
import java.util.Optional;

/**
 * An {@code HTTPRoute} as it was read: checked, its backends not resolved yet. Immutable.
 *
 * @param at the document
 * @param id the route's name and namespace
 * @param hostnames any of them
 * @param rules in order
 */
record RouteManifest(YamlValue at, ObjectName id, List<Hostname> hostnames, List<RuleManifest> rules) {
    /** The namespace of backends that name none. */
    Optional<String> namespace() {
        return id.namespace();
    }
}
