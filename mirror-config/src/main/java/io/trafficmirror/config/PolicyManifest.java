// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.config;

import java.util.List;
import java.util.Optional;

/**
 * A {@code MirrorPolicy} as it was read. Immutable.
 *
 * @param at the document
 * @param spec what it says
 * @param id the policy's name and namespace
 * @param targets the routes and rules that it is for, one or more
 * @param mirrors backends; only mirrors to these; empty: all mirrors of the targets
 * @param primary the backend that this process is; empty: not said
 * @param backends where backends listen
 * @param keys of these URLs
 * @param settings what it sets
 * @param control which backend is the control; empty: not said
 * @param question what is asked of the responses
 */
record PolicyManifest(
        YamlValue at,
        YamlValue spec,
        ObjectName id,
        List<Target> targets,
        List<Name> mirrors,
        Optional<Name> primary,
        BackendUrls backends,
        List<Name> keys,
        PolicySettings settings,
        Optional<ControlSettings> control,
        QuestionSettings question) {
    /**
     * What a policy is for.
     *
     * @param at the reference
     * @param route the name of a route
     * @param rule the name of a rule; empty: all rules of the route
     */
    record Target(YamlValue at, String route, Optional<String> rule) {}

    /** The name of a backend, and where it stands. */
    record Name(YamlValue at, String text) {}

    /** Whether it is for mirrors to this backend, as far as names of backends go. */
    boolean isForMirrorTo(String backend) {
        return mirrors.isEmpty()
                || mirrors.stream().anyMatch(name -> name.text().equals(backend));
    }

    /** Whether the target is this rule. A policy without a namespace is for routes of any namespace. */
    boolean isFor(Target target, ObjectName route, Optional<String> rule) {
        boolean namespace = id.namespace().isEmpty() || id.namespace().equals(route.namespace());
        return namespace
                && target.route().equals(route.name())
                && (target.rule().isEmpty() || target.rule().equals(rule));
    }

    /** How specific the policy is for this rule, 1 or more; 0: it is not for it. */
    int rank(ObjectName route, Optional<String> rule) {
        int rank = 0;
        for (Target target : targets) {
            if (isFor(target, route, rule)) {
                rank = Math.max(rank, target.rule().isPresent() ? 3 : 1);
            }
        }
        return rank == 0 || mirrors.isEmpty() ? rank : rank + 1;
    }
}
