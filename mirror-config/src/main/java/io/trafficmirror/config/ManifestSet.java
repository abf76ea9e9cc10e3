// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.config;

import io.trafficmirror.MirrorRoute;
import io.trafficmirror.experiment.ExperimentPlan;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The documents of one load: first all are read, then the routes are put together. Confined to one thread. */
final class ManifestSet {
    private static final List<String> DOCUMENT = List.of("apiVersion", "kind", "metadata", "spec", "status");
    private static final List<String> LIST = List.of("apiVersion", "kind", "metadata", "items");
    private static final Set<String> ROUTE_VERSIONS =
            Set.of("gateway.networking.k8s.io/v1", "gateway.networking.k8s.io/v1beta1");
    private static final String POLICY_VERSION = "trafficmirror.io/v1alpha1";
    private static final String TRAFFIC_VERSION = "gateway.kgateway.dev/v1alpha1";
    private static final String ALLOWED = "HTTPRoute of gateway.networking.k8s.io/v1 or v1beta1, a MirrorPolicy of "
            + POLICY_VERSION + ", or a TrafficPolicy of " + TRAFFIC_VERSION;
    private static final Set<String> LISTS = Set.of("List", "HTTPRouteList", "MirrorPolicyList", "TrafficPolicyList");
    private static final int MAX_ITEMS = 10_000;

    private final Problems problems;
    private final List<RouteManifest> routes = new ArrayList<>();
    private final List<PolicyManifest> policies = new ArrayList<>();
    private final List<TrafficPolicyManifest> trafficPolicies = new ArrayList<>();

    ManifestSet(Problems problems) {
        this.problems = problems;
    }

    /** Reads the documents of a source. */
    void add(SourceText source) {
        int errors = problems.errors();
        List<YamlValue> documents = YamlDocuments.read(source.text(), source.name(), problems);
        if (documents.isEmpty() && problems.errors() == errors) {
            problems.error(new Problem(source.name(), 0, 0, "", "must be an " + ALLOWED + ", was empty"));
        }
        documents.forEach(this::addDocument);
    }

    private void addDocument(YamlValue value) {
        Optional<String> kind = word(value, "kind");
        if (kind.filter(LISTS::contains).isPresent()) {
            value.fields(LIST)
                    .flatMap(list -> list.require("items"))
                    .ifPresent(items -> items.items(1, MAX_ITEMS).forEach(this::addObject));
        } else {
            addObject(value);
        }
    }

    private void addObject(YamlValue value) {
        String version = word(value, "apiVersion").orElse("");
        String kind = word(value, "kind").orElse("");
        if (kind.equals("HTTPRoute") && ROUTE_VERSIONS.contains(version)) {
            value.fields(DOCUMENT).flatMap(RouteReader::read).ifPresent(this::addRoute);
        } else if (kind.equals("MirrorPolicy") && POLICY_VERSION.equals(version)) {
            value.fields(DOCUMENT).flatMap(PolicyReader::read).ifPresent(policies::add);
        } else if (kind.equals("TrafficPolicy") && TRAFFIC_VERSION.equals(version)) {
            value.fields(DOCUMENT).flatMap(TrafficPolicyReader::read).ifPresent(trafficPolicies::add);
        } else {
            String given = (kind.isEmpty() ? "without kind" : MessageText.name(kind))
                    + (version.isEmpty() ? " without apiVersion" : " of " + MessageText.name(version));
            value.error("must be an " + ALLOWED + ", was " + given);
        }
    }

    private void addRoute(RouteManifest route) {
        boolean known = routes.stream().anyMatch(other -> other.id().equals(route.id()));
        if (known) {
            route.at().error("must have another name than the routes before it, was \"" + route.id() + "\" again");
        }
        routes.add(route);
    }

    private static Optional<String> word(YamlValue document, String field) {
        return document.peek(field).flatMap(YamlValue::anyScalar);
    }

    /**
     * The routes of all documents.
     *
     * @throws ManifestException with everything that is wrong
     */
    Loaded assemble(BackendUrls backends) {
        List<MirrorRoute> assembled = new ArrayList<>();
        routes.sort(RouteManifest.BY_AGE);
        Policies checked = new Policies(policies);
        checked.checkTargets(routes);
        TrafficPolicies traffic = new TrafficPolicies(trafficPolicies);
        traffic.checkTargets(routes);
        RouteAssembler assembler = new RouteAssembler(backends, checked, traffic);
        for (RouteManifest route : routes) {
            assembled.add(assembler.route(route));
        }
        ExperimentPlan plan = assembler.plan();
        UnreachableRules.warn(routes);
        problems.throwErrors();
        return new Loaded(assembled, plan, problems.warnings());
    }
}
