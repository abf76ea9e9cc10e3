// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror;

import io.trafficmirror.route.Hostname;
import io.trafficmirror.route.RouteMatch;
import io.trafficmirror.route.ValueMatch;
import java.util.List;
import java.util.StringJoiner;
import java.util.stream.Collectors;

/** What a route is called that nobody gave a name: what it matches, as in {@code POST shop.example/orders}. Stateless. */
final class RouteName {
    private static final String EVERY_HOST = "*";

    private RouteName() {}

    static String of(List<Hostname> hosts, List<RouteMatch> matches) {
        String host = hosts.isEmpty()
                ? EVERY_HOST
                : hosts.stream().map(Hostname::pattern).collect(Collectors.joining("|"));
        return matches.isEmpty()
                ? host + "/"
                : matches.stream().map(match -> of(host, match)).collect(Collectors.joining(" or "));
    }

    private static String of(String host, RouteMatch match) {
        StringJoiner configuration = new StringJoiner(" ");
        match.method().ifPresent(configuration::add);
        configuration.add(host + match.path().value());
        match.headers().forEach(header -> configuration.add(conditionOf("", header)));
        match.query().forEach(parameter -> configuration.add(conditionOf("?", parameter)));
        return configuration.toString();
    }

    /** By the name alone: a value may be a secret. */
    private static String conditionOf(String mark, ValueMatch condition) {
        return "with " + mark + condition.name();
    }
}
