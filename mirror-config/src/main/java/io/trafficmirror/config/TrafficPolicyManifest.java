// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.config;

import io.trafficmirror.copy.HostPolicy;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A {@code TrafficPolicy} of kgateway, as far as it concerns copies. Immutable.
 *
 * @param id the policy's name and namespace
 * @param created when an API server made it; empty: none has yet
 * @param targets what it is attached to
 * @param host the Host of copies, from {@code requestMirror}; empty: it has no such block
 */
record TrafficPolicyManifest(
        ObjectName id, Optional<Instant> created, List<Target> targets, Optional<HostPolicy> host) {
    /**
     * What a policy is attached to.
     *
     * @param at the reference
     * @param kind a route or a Gateway
     * @param name of the object
     * @param section a rule of the route or a listener of the Gateway; empty: all of them
     */
    record Target(YamlValue at, Kind kind, String name, Optional<String> section) {}

    /** Kinds of objects that hold requests of ours. */
    enum Kind {
        HTTP_ROUTE,
        GATEWAY
    }

    /** How specific the policy is for a rule: 4 names it, 3 its route, 2 a listener, 1 the Gateway; 0: it is not for it. */
    int rank(RouteManifest route, Optional<String> rule) {
        return targets.stream()
                .mapToInt(target -> rank(target, route, rule))
                .max()
                .orElse(0);
    }

    /** The same for one of the targets. */
    int rank(Target target, RouteManifest route, Optional<String> rule) {
        return switch (target.kind()) {
            case HTTP_ROUTE -> {
                boolean near = id.namespace().isEmpty()
                        || id.namespace().equals(route.id().namespace());
                boolean named = near && target.name().equals(route.id().name());
                yield !named
                        ? 0
                        : target.section().isEmpty() ? 3 : target.section().equals(rule) ? 4 : 0;
            }
            case GATEWAY -> {
                ObjectName gateway = new ObjectName(id.namespace(), target.name());
                boolean attached = route.parents().stream()
                        .anyMatch(parent -> parent.isGateway(gateway, route.id())
                                && (target.section().isEmpty()
                                        || parent.section().isEmpty()
                                        || parent.section().equals(target.section())));
                yield !attached ? 0 : target.section().isEmpty() ? 1 : 2;
            }
        };
    }
}
