// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror;

import io.trafficmirror.report.Role;
import io.trafficmirror.sample.Fraction;
import java.util.List;

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
}
