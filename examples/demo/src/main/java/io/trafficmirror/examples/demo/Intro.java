// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.examples.demo;

import io.trafficmirror.MirrorRoute;
import io.trafficmirror.MirrorRule;
import io.trafficmirror.MirrorSpec;
import io.trafficmirror.sample.Fraction;
import java.io.PrintStream;
import java.util.stream.Collectors;

/** Says what is about to be mirrored where. Stateless. */
final class Intro {
    private Intro() {}

    static void print(DemoServers servers, PrintStream out) {
        out.println("primary  " + servers.primary() + "  httpbin v1"
                + (servers.isRest() ? " on Jersey" : "")
                + (servers.isMirrored() ? ", with the " : ", no ")
                + (servers.isRest() ? "feature" : "filter"));
        out.println("shadow   " + servers.shadow() + (servers.hasOutsideShadow() ? "  not ours" : "  httpbin v2"));
        servers.control().ifPresent(url -> out.println("control  " + url + "  httpbin v1 again"));
        if (servers.isMirrored()) {
            servers.routes().forEach(route -> route.rules().forEach(rule -> print(route, rule, out)));
        }
    }

    private static void print(MirrorRoute route, MirrorRule rule, PrintStream out) {
        String hosts = route.hostnames().isEmpty()
                ? "any host"
                : route.hostnames().stream().map(host -> host.pattern()).collect(Collectors.joining(", "));
        for (MirrorSpec mirror : rule.mirrors()) {
            out.println("route    " + route.name() + ": " + hosts + ", "
                    + share(mirror.sampling().fraction()) + " to " + mirror.name() + " at " + mirror.target());
        }
    }

    private static String share(Fraction fraction) {
        return fraction.isAll() ? "all" : fraction.toString();
    }
}
