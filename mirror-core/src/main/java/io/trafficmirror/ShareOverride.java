// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror;

import io.trafficmirror.report.Role;
import io.trafficmirror.sample.Fraction;
import java.util.List;
import java.util.Map;

/** Puts one share in the place of that of every mirror. Stateless. */
final class ShareOverride {
    private ShareOverride() {}

    static List<MirrorRoute> apply(List<MirrorRoute> routes, Fraction share) {
        return routes.stream()
                .map(route -> new MirrorRoute(
                        route.name(),
                        route.hostnames(),
                        route.rules().stream().map(rule -> apply(rule, share)).toList()))
                .toList();
    }

    private static MirrorRule apply(MirrorRule rule, Fraction share) {
        List<MirrorSpec> mirrors = rule.mirrors().stream()
                .map(mirror -> mirror.role() == Role.CONTROL
                        ? mirror
                        : mirror.withSampling(mirror.sampling().withFraction(share)))
                .toList();
        return new MirrorRule(rule.name(), rule.matches(), rule.backends(), mirrors);
    }

    /**
     * The same routes with other shares of their controls.
     *
     * @param shares by the name of the route
     */
    static List<MirrorRoute> applyToControls(List<MirrorRoute> routes, Map<String, Fraction> shares) {
        return routes.stream()
                .map(route -> {
                    Fraction share = shares.get(route.name());
                    return share == null ? route : withControls(route, share);
                })
                .toList();
    }

    private static MirrorRoute withControls(MirrorRoute route, Fraction share) {
        return new MirrorRoute(
                route.name(),
                route.hostnames(),
                route.rules().stream().map(rule -> withControls(rule, share)).toList());
    }

    private static MirrorRule withControls(MirrorRule rule, Fraction share) {
        List<MirrorSpec> mirrors = rule.mirrors().stream()
                .map(mirror -> mirror.role() == Role.CONTROL
                        ? mirror.withSampling(mirror.sampling().withFraction(share))
                        : mirror)
                .toList();
        return new MirrorRule(rule.name(), rule.matches(), rule.backends(), mirrors);
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
