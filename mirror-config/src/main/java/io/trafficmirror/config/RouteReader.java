// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.config;

import io.trafficmirror.route.Hostname;
import io.trafficmirror.route.RouteLimits;
import io.trafficmirror.route.RouteMatch;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads {@code HTTPRoute} documents: fields, limits and CEL rules of {@code HTTPRouteSpec} and {@code HTTPRouteRule}. */
final class RouteReader {
    private static final List<String> SPEC = List.of("parentRefs", "useDefaultGateways", "hostnames", "rules");
    private static final List<String> RULE =
            List.of("name", "matches", "filters", "backendRefs", "timeouts", "retry", "sessionPersistence");
    private static final Map<String, String> DEFAULT_GATEWAYS = Map.of("All", "All", "None", "None");

    private RouteReader() {}

    /** The route that the document describes; empty if nothing useful is left of it. */
    static Optional<RouteManifest> read(YamlFields document) {
        Optional<Metadata> metadata = Metadata.read(document);
        Optional<YamlFields> spec = document.require("spec").flatMap(value -> value.fields(SPEC));
        if (spec.isEmpty()) {
            return Optional.empty();
        }
        List<ParentReference> parents = ParentReader.read(spec.get().list("parentRefs", 32));
        spec.get().get("useDefaultGateways").ifPresent(value -> value.choice(DEFAULT_GATEWAYS));
        List<Hostname> hostnames = new ArrayList<>();
        for (YamlValue hostname : spec.get().list("hostnames", RouteLimits.HOSTNAMES_PER_ROUTE)) {
            Syntax.hostname(hostname)
                    .flatMap(name -> hostname.made(() -> new Hostname(name)))
                    .ifPresent(hostnames::add);
        }
        List<RuleManifest> rules = rules(spec.get());
        return metadata.map(m -> new RouteManifest(document.owner(), m.id(), m.created(), parents, hostnames, rules));
    }

    private static List<RuleManifest> rules(YamlFields spec) {
        Optional<YamlValue> given = spec.get("rules");
        if (given.isEmpty()) {
            return List.of(new RuleManifest(spec.owner(), Optional.empty(), List.of(), List.of(), List.of()));
        }
        List<RuleManifest> rules = new ArrayList<>();
        Set<String> names = new HashSet<>();
        int matches = 0;
        for (YamlValue value : given.get().items(1, RouteLimits.RULES_PER_ROUTE)) {
            Optional<RuleManifest> rule = value.fields(RULE).map(RouteReader::rule);
            rule.ifPresent(rules::add);
            matches += rule.map(r -> Math.max(1, r.matches().size())).orElse(0);
            rule.flatMap(RuleManifest::name)
                    .filter(name -> !names.add(name))
                    .ifPresent(
                            name -> value.error("rule names must be unique in the route, was \"" + name + "\" again"));
        }
        if (matches > RouteLimits.MATCHES_PER_ROUTE) {
            given.get()
                    .error("must have at most " + RouteLimits.MATCHES_PER_ROUTE + " matches in all rules, was "
                            + matches);
        }
        return rules;
    }

    private static RuleManifest rule(YamlFields rule) {
        Optional<String> name = rule.read("name", Syntax::dnsName);
        List<RouteMatch> matches = new ArrayList<>();
        for (YamlValue match : rule.list("matches", RouteLimits.MATCHES_PER_RULE)) {
            MatchReader.read(match).ifPresent(matches::add);
        }
        List<RouteMatch> meant = rule.has("matches") ? matches : List.of(RouteMatch.ALL);
        List<FilterManifest> filters = FilterReader.read(rule.list("filters", 16), meant);
        List<BackendManifest> backends = new ArrayList<>();
        for (YamlValue backend : rule.list("backendRefs", 16)) {
            BackendReader.ofRule(backend, meant).ifPresent(backends::add);
        }
        checkRedirect(rule, filters, backends);
        UnusedFields.check(rule);
        return new RuleManifest(rule.owner(), name, matches, filters, backends);
    }

    private static void checkRedirect(YamlFields rule, List<FilterManifest> filters, List<BackendManifest> backends) {
        boolean redirects = filters.stream()
                .anyMatch(f ->
                        f instanceof FilterManifest.Ignored ignored && ignored.type() == FilterType.REQUEST_REDIRECT);
        if (redirects && !backends.isEmpty()) {
            rule.owner().error("a RequestRedirect filter must not stand beside backendRefs");
        }
    }
}
