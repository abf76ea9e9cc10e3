// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror;

import io.trafficmirror.report.Role;
import io.trafficmirror.sample.Ordering;
import java.util.List;
import java.util.StringJoiner;

/** The one line that says at the start what will be mirrored where. Stateless. */
final class StartLine {
    private StartLine() {}

    static String of(List<MirrorRoute> routes, MirrorLimits limits) {
        StringJoiner mirrors = new StringJoiner("; ");
        for (MirrorRoute route : routes) {
            for (MirrorRule rule : route.rules()) {
                rule.mirrors().forEach(mirror -> mirrors.add(describe(route, mirror)));
            }
        }
        return "Mirroring " + (mirrors.length() == 0 ? "nothing: no route has a mirror" : mirrors.toString())
                + (limits.rampUp().isZero()
                        ? ""
                        : "; growing to that within " + limits.rampUp().toSeconds() + " s")
                + "; at most " + limits.maxBytesHeld() + " bytes and " + Math.round(limits.cpuShare() * 100)
                + " % of the CPU";
    }

    private static String describe(MirrorRoute route, MirrorSpec mirror) {
        if (mirror.role() == Role.CONTROL) {
            return "with " + mirror.target() + " as the control of "
                    + mirror.sampling().fraction() + " of these";
        }
        return mirror.sampling().fraction() + " of " + requests(route) + " to " + mirror.target()
                + ordered(mirror.ordering().orElse(Ordering.NONE));
    }

    private static String ordered(Ordering ordering) {
        return ordering.words().isEmpty() ? "" : ", ordered " + ordering.words();
    }

    /** A name that was made of the matches says it all. */
    private static String requests(MirrorRoute route) {
        if (!route.rules().isEmpty()
                && route.name()
                        .equals(RouteName.of(
                                route.hostnames(), route.rules().get(0).matches()))) {
            return route.name();
        }
        String hosts = route.hostnames().isEmpty()
                ? "any host"
                : String.join(
                        ",", route.hostnames().stream().map(h -> h.pattern()).toList());
        return route.name() + " (" + hosts + ")";
    }
}
