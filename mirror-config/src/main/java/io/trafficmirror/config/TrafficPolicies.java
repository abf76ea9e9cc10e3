// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.config;

import io.trafficmirror.copy.HostPolicy;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** The {@code TrafficPolicy} documents of one load, and which one holds for a rule. Immutable. */
final class TrafficPolicies {
    /** Of policies that are as specific the older one wins, then the first by {@code namespace/name}, as the Gateway API has it. */
    private static final Comparator<TrafficPolicyManifest> BY_AGE = Comparator.comparing(
                    (TrafficPolicyManifest policy) -> policy.created().orElse(Instant.MAX))
            .thenComparing(policy -> policy.id().toString());

    private final List<TrafficPolicyManifest> policies;

    TrafficPolicies(List<TrafficPolicyManifest> policies) {
        this.policies = policies.stream()
                .filter(policy -> policy.host().isPresent())
                .sorted(BY_AGE)
                .toList();
    }

    /** Warns of every target that none of these routes has, and of listeners that can't be told from others. */
    void checkTargets(List<RouteManifest> routes) {
        for (TrafficPolicyManifest policy : policies) {
            for (TrafficPolicyManifest.Target target : policy.targets()) {
                boolean found = routes.stream()
                        .anyMatch(route ->
                                route.rules().stream().anyMatch(rule -> policy.rank(target, route, rule.name()) > 0));
                if (!found) {
                    target.at()
                            .warn("is ignored: no route of these manifests is " + target.name() + " or attached to it");
                } else if (target.kind() == TrafficPolicyManifest.Kind.GATEWAY
                        && target.section().isPresent()) {
                    target.at()
                            .warn(
                                    "holds for every request of the routes attached to this listener: by which one a request"
                                            + " came is not known here");
                }
            }
        }
    }

    /** The Host of copies of a rule's requests: that of the most specific policy, whole; empty: no policy says. */
    Optional<HostPolicy> host(RouteManifest route, RuleManifest rule) {
        Optional<TrafficPolicyManifest> best = Optional.empty();
        int rank = 0;
        for (TrafficPolicyManifest policy : policies) {
            int here = policy.rank(route, rule.name());
            if (here > rank) {
                best = Optional.of(policy);
                rank = here;
            }
        }
        return best.flatMap(TrafficPolicyManifest::host);
    }
}
