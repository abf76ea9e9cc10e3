// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror;

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
                + "; at most " + limits.maxBytesHeld() + " bytes and " + Math.round(limits.cpuShare() * 100)
                + " % of the CPU";
    }

    private static String describe(MirrorRoute route, MirrorSpec mirror) {
        String hosts = route.hostnames().isEmpty()
                ? "any host"
                : String.join(
                        ",", route.hostnames().stream().map(h -> h.pattern()).toList());
        return mirror.sampling().fraction() + " of " + route.name() + " (" + hosts + ") to " + mirror.target();
    }
}
