// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror;

import io.trafficmirror.report.Role;
import io.trafficmirror.sample.Fraction;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/** Changes the mirrors of routes, all of them or some. Stateless. */
final class MirrorRoutes {
    private MirrorRoutes() {}

    /** The same routes, with each mirror changed. */
    static List<MirrorRoute> change(List<MirrorRoute> routes, UnaryOperator<MirrorSpec> change) {
        return routes.stream().map(route -> change(route, change)).toList();
    }

    private static MirrorRoute change(MirrorRoute route, UnaryOperator<MirrorSpec> change) {
        return new MirrorRoute(
                route.name(),
                route.hostnames(),
                route.rules().stream()
                        .map(rule -> new MirrorRule(
                                rule.name(),
                                rule.matches(),
                                rule.backends(),
                                rule.mirrors().stream().map(change).toList()))
                        .toList());
    }

    /** Puts one share in the place of that of every shadow. */
    static List<MirrorRoute> withShare(List<MirrorRoute> routes, Fraction share) {
        return routes.stream()
                .map(route -> withShare(route, Role.SHADOW, share))
                .toList();
    }

    /**
     * The same routes with other shares of their shadows.
     *
     * @param shares by the name of the route
     */
    static List<MirrorRoute> withShares(List<MirrorRoute> routes, Map<String, Fraction> shares) {
        return withShares(routes, Role.SHADOW, shares);
    }

    /**
     * The same routes with other shares of their controls.
     *
     * @param shares by the name of the route
     */
    static List<MirrorRoute> withControlShares(List<MirrorRoute> routes, Map<String, Fraction> shares) {
        return withShares(routes, Role.CONTROL, shares);
    }

    private static List<MirrorRoute> withShares(List<MirrorRoute> routes, Role role, Map<String, Fraction> shares) {
        return routes.stream()
                .map(route -> {
                    Fraction share = shares.get(route.name());
                    return share == null ? route : withShare(route, role, share);
                })
                .toList();
    }

    private static MirrorRoute withShare(MirrorRoute route, Role role, Fraction share) {
        return change(route, mirror -> mirror.role() == role ? withShare(mirror, share) : mirror);
    }

    private static MirrorSpec withShare(MirrorSpec mirror, Fraction share) {
        return mirror.withSampling(mirror.sampling().withFraction(share));
    }

    /** Whether a rule of this route has a control. */
    static boolean hasControl(List<MirrorRoute> routes, String name) {
        return routes.stream()
                .filter(route -> route.name().equals(name))
                .flatMap(route -> route.rules().stream())
                .flatMap(rule -> rule.mirrors().stream())
                .anyMatch(mirror -> mirror.role() == Role.CONTROL);
    }
}
