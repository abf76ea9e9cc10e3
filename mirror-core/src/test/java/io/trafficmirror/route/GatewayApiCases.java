// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.route;

import io.trafficmirror.http.Headers;
import io.trafficmirror.http.RequestHead;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** The requests of the Gateway API's conformance suite that concern routes alone, kept as data in {@code gateway-api-cases.json}. */
final class GatewayApiCases {
    /** A rule's backends, and the backends of the mirrors among its filters. */
    record Backends(List<String> primary, List<String> mirrors) {}

    /** One request against the routes of its test, and what the suite expects. */
    record Case(String name, List<Route<Backends>> routes, RequestHead request, Backends expected) {
        @Override
        public String toString() {
            return name;
        }
    }

    private GatewayApiCases() {}

    static Stream<Case> all() {
        List<Case> cases = new ArrayList<>();
        for (Object entry : list(load())) {
            List<Route<Backends>> routes = list(map(entry).get("routes")).stream()
                    .map(GatewayApiCases::route)
                    .toList();
            for (Object request : list(map(entry).get("requests"))) {
                RequestHead head = request(map(request));
                String name = map(entry).get("source") + ": " + head + ' ' + head.host() + ' ' + head.headers();
                cases.add(new Case(name, routes, head, expected(map(map(request).get("expect")))));
            }
        }
        return cases.stream();
    }

    private static Object load() {
        try (InputStream json = GatewayApiCases.class.getResourceAsStream("/gateway-api-cases.json")) {
            return new Load(LoadSettings.builder().setCodePointLimit(1 << 20).build()).loadFromInputStream(json);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Route<Backends> route(Object route) {
        Map<?, ?> spec = map(map(route).get("spec"));
        return new Route<>(
                (String) map(map(route).get("metadata")).get("name"),
                list(spec.get("hostnames")).stream()
                        .map(name -> new Hostname((String) name))
                        .toList(),
                list(spec.get("rules")).stream().map(GatewayApiCases::rule).toList());
    }

    private static RouteRule<Backends> rule(Object rule) {
        List<String> mirrors = list(map(rule).get("filters")).stream()
                .filter(filter -> map(filter).containsKey("requestMirror"))
                .map(filter ->
                        (String) map(map(map(filter).get("requestMirror")).get("backendRef"))
                                .get("name"))
                .toList();
        List<RouteMatch> matches = list(map(rule).get("matches")).stream()
                .map(GatewayApiCases::match)
                .toList();
        return new RouteRule<>(matches, new Backends(names(list(map(rule).get("backendRefs"))), mirrors));
    }

    private static List<String> names(List<?> refs) {
        return refs.stream().map(ref -> (String) map(ref).get("name")).toList();
    }

    private static RouteMatch match(Object match) {
        Map<?, ?> path = map(map(match).get("path"));
        String value = path.containsKey("value") ? (String) path.get("value") : "/";
        PathMatch.Type type = path.containsKey("type") ? pathType((String) path.get("type")) : PathMatch.Type.PREFIX;
        return new RouteMatch(
                new PathMatch(type, value),
                Optional.ofNullable((String) map(match).get("method")),
                values(map(match).get("headers")),
                values(map(match).get("queryParams")));
    }

    private static PathMatch.Type pathType(String type) {
        return switch (type) {
            case "Exact" -> PathMatch.Type.EXACT;
            case "PathPrefix" -> PathMatch.Type.PREFIX;
            default -> PathMatch.Type.REGEX;
        };
    }

    private static List<ValueMatch> values(Object conditions) {
        List<ValueMatch> matches = new ArrayList<>();
        for (Object condition : list(conditions)) {
            Map<?, ?> fields = map(condition);
            boolean regex = "RegularExpression".equals(fields.get("type"));
            matches.add(new ValueMatch(
                    (String) fields.get("name"), regex ? ValueMatch.Type.REGEX : ValueMatch.Type.EXACT, (String)
                            fields.get("value")));
        }
        return matches;
    }

    private static RequestHead request(Map<?, ?> request) {
        String host = request.get("host") == null ? "192.0.2.1" : (String) request.get("host");
        Headers.Builder headers = Headers.builder(4).add("Host", host);
        map(request.get("headers")).forEach((name, value) -> headers.add((String) name, (String) value));
        String method = ((String) request.get("method")).toUpperCase(Locale.ROOT);
        return new RequestHead(method, "http", host, (String) request.get("path"), headers.build());
    }

    private static Backends expected(Map<?, ?> expect) {
        Object backend = expect.get("backend");
        List<String> mirrors =
                list(expect.get("mirrors")).stream().map(String.class::cast).toList();
        return new Backends(backend == null ? List.of() : List.of((String) backend), mirrors);
    }

    private static Map<?, ?> map(Object value) {
        return value == null ? Map.of() : (Map<?, ?>) value;
    }

    private static List<?> list(Object value) {
        return value == null ? List.of() : (List<?>) value;
    }
}
