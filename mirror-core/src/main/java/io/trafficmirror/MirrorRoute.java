// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror;

import io.trafficmirror.route.Hostname;
import java.util.List;

/**
 * Rules for some hosts: what an {@code HTTPRoute} manifest says, as far as it concerns mirroring. Immutable.
 *
 * @param name unique among the routes of a mirror
 * @param hostnames any of them; none: every host
 * @param rules in order
 * @since 0.1.0
 */
public record MirrorRoute(String name, List<Hostname> hostnames, List<MirrorRule> rules) {
    /** Copies the lists. */
    public MirrorRoute {
        if (name.isEmpty()) {
            throw new IllegalArgumentException("route name: must not be empty");
        }
        hostnames = List.copyOf(hostnames);
        rules = List.copyOf(rules);
    }

    /**
     * Starts a route with one rule and one mirror, for all requests until narrowed.
     *
     * @param url where the shadow listens, such as {@code http://httpbin2:8000}
     * @throws IllegalArgumentException if that is not an origin
     */
    public static MirrorRouteBuilder to(String url) {
        return new MirrorRouteBuilder(url);
    }
}
