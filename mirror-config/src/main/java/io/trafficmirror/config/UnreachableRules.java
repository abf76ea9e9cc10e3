// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.config;

import io.trafficmirror.route.Hostname;
import io.trafficmirror.route.PathMatch;
import io.trafficmirror.route.RouteMatch;
import io.trafficmirror.route.ValueMatch;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * Finds rules that can never match. A match is beaten for all its requests only by one with the same conditions that comes first:
 * whoever has fewer conditions comes later by the precedence of the Gateway API, whoever has others leaves some requests over.
 */
final class UnreachableRules {
    private UnreachableRules() {}

    /** Warns of them; routes in the order of registration. */
    static void warn(List<RouteManifest> routes) {
        Map<Conditions, String> owners = new HashMap<>();
        for (RouteManifest route : routes) {
            for (int i = 0; i < route.rules().size(); i++) {
                rule(route, i, owners);
            }
        }
    }

    private static void rule(RouteManifest route, int index, Map<Conditions, String> owners) {
        RuleManifest rule = route.rules().get(index);
        List<RouteMatch> matches = rule.matches().isEmpty() ? List.of(RouteMatch.ALL) : rule.matches();
        Set<String> hosts = new HashSet<>();
        route.hostnames().stream().map(Hostname::pattern).forEach(hosts::add);
        if (hosts.isEmpty()) {
            hosts.add("");
        }
        String name = "rule " + index + " of route " + route.id();
        int dead = 0;
        String winner = "";
        for (int m = 0; m < matches.size(); m++) {
            String owner = null;
            boolean alive = false;
            for (String host : hosts) {
                String before = owners.putIfAbsent(Conditions.of(host, matches.get(m)), name);
                alive |= before == null;
                owner = before == null ? owner : before;
            }
            if (!alive && owner != null) {
                dead++;
                winner = owner;
            }
        }
        if (dead == matches.size()) {
            rule.at().warn("can never match: " + winner + " has the same conditions and comes first");
        } else if (dead > 0) {
            rule.at()
                    .warn(dead + " of its " + matches.size() + " matches can never match: " + winner
                            + " has the same conditions and comes first");
        }
    }

    /** A match in a form in which equal conditions are equal. */
    private record Conditions(
            String host, PathMatch path, String method, Set<ValueMatch> headers, Set<ValueMatch> query) {
        static Conditions of(String host, RouteMatch match) {
            Set<ValueMatch> headers = new HashSet<>();
            match.headers()
                    .forEach(h -> headers.add(new ValueMatch(h.name().toLowerCase(Locale.ROOT), h.type(), h.value())));
            return new Conditions(
                    host, path(match.path()), match.method().orElse(""), headers, new HashSet<>(match.query()));
        }

        private static PathMatch path(PathMatch path) {
            boolean slash = path.value().length() > 1 && path.value().endsWith("/");
            return path.type() == PathMatch.Type.PREFIX && slash
                    ? PathMatch.prefix(path.value().substring(0, path.value().length() - 1))
                    : path;
        }
    }
}
