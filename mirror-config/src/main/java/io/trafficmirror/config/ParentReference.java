// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.config;

import java.util.Optional;
import java.util.OptionalInt;

/**
 * What a route is attached to ({@code ParentReference}). Immutable.
 *
 * @param at the reference
 * @param group {@code gateway.networking.k8s.io} unless given
 * @param kind {@code Gateway} unless given
 * @param namespace empty: the route's
 * @param name of the parent
 * @param section a listener; empty: all of them
 * @param port empty: all of them
 */
record ParentReference(
        YamlValue at,
        String group,
        String kind,
        Optional<String> namespace,
        String name,
        Optional<String> section,
        OptionalInt port) {
    static final String GATEWAY_GROUP = "gateway.networking.k8s.io";

    /** Whether both name one object. */
    boolean isSameParent(ParentReference other) {
        return group.equals(other.group)
                && kind.equals(other.kind)
                && namespace.equals(other.namespace)
                && name.equals(other.name);
    }

    /** Whether it names this Gateway. A Gateway without a namespace is one of any namespace. */
    boolean isGateway(ObjectName gateway, ObjectName route) {
        Optional<String> mine = namespace.or(route::namespace);
        boolean near = gateway.namespace().isEmpty() || mine.isEmpty() || mine.equals(gateway.namespace());
        return near && group.equals(GATEWAY_GROUP) && kind.equals("Gateway") && name.equals(gateway.name());
    }
}
