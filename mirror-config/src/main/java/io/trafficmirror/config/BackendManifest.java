// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.config;

import java.util.List;
import java.util.OptionalInt;

/**
 * A reference to a backend as it was read. Immutable.
 *
 * @param at the reference
 * @param service whether it is a core Service, so that its address follows from its name
 * @param id the name, and the namespace if the reference has one
 * @param port if given
 * @param weight 0..1000000
 * @param filters of a rule's backend, in order
 */
record BackendManifest(
        YamlValue at, boolean service, ObjectName id, OptionalInt port, int weight, List<FilterManifest> filters) {
    /** The reference's namespace, else the route's, else {@code default}. */
    String namespace(RouteManifest route) {
        return id.namespace().or(route::namespace).orElse("default");
    }
}
