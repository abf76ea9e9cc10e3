// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.config;

import io.trafficmirror.MirrorSpec;
import io.trafficmirror.experiment.ExperimentPlan;
import io.trafficmirror.experiment.Scope;
import io.trafficmirror.experiment.Writes;
import io.trafficmirror.targets.Target;
import java.math.BigDecimal;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/** The policies of one load, and what they mean for a mirror. Immutable. */
final class Policies {
    private final List<PolicyManifest> policies;

    Policies(List<PolicyManifest> policies) {
        this.policies = List.copyOf(policies);
    }

    /** Records an error for every target that is none of these routes and rules, and for every name of a backend that no target has. */
    void checkTargets(List<RouteManifest> routes) {
        for (PolicyManifest policy : policies) {
            for (PolicyManifest.Target target : policy.targets()) {
                boolean found = routes.stream()
                        .anyMatch(route ->
                                route.rules().stream().anyMatch(rule -> policy.isFor(target, route.id(), rule.name())));
                if (!found) {
                    target.at()
                            .error("must be a route or a named rule of these manifests, was " + target.route()
                                    + target.rule().map(r -> ", rule " + r).orElse(""));
                }
            }
            checkNames(policy, routes);
        }
    }

    /** A policy for a mirror that nobody has would leave what it drops and redacts to the mirror that was meant. */
    private static void checkNames(PolicyManifest policy, List<RouteManifest> routes) {
        Set<String> mirrors = new TreeSet<>();
        Set<String> backends = new TreeSet<>();
        Set<String> keys = new HashSet<>();
        Optional<String> control = policy.control().map(c -> c.name().text());
        boolean any = false;
        for (RouteManifest route : routes) {
            for (RuleManifest rule : route.rules()) {
                if (policy.rank(route.id(), rule.name()) > 0) {
                    any = true;
                    for (BackendManifest mirror : rule.mirrors()) {
                        String name = mirror.id().name();
                        Optional<String> namespace = Optional.of(mirror.namespace(route));
                        mirrors.add(name);
                        keys.addAll(BackendUrls.keys(namespace, name, mirror.port()));
                    }
                    for (BackendManifest backend : rule.backends()) {
                        String name = backend.id().name();
                        backends.add(name);
                        if (control.equals(Optional.of(name))) {
                            keys.addAll(BackendUrls.keys(Optional.of(backend.namespace(route)), name, backend.port()));
                        }
                    }
                }
            }
        }
        if (any) {
            policy.mirrors().forEach(name -> check(name, mirrors, "a backend that a rule of targetRefs mirrors to"));
            policy.keys().stream()
                    .filter(key -> !keys.contains(key.text()))
                    .forEach(key -> key.at().warn("is ignored: no rule of targetRefs mirrors to it"));
            Set<String> all = new TreeSet<>(mirrors);
            all.addAll(backends);
            policy.control()
                    .ifPresent(c -> check(c.name(), all, "a mirror or one of the backendRefs of a rule of targetRefs"));
            policy.primary().ifPresent(name -> check(name, backends, "one of the backendRefs of a rule of targetRefs"));
        }
    }

    private static void check(PolicyManifest.Name name, Set<String> known, String allowed) {
        if (!known.contains(name.text())) {
            name.at().mustBe(allowed + (known.isEmpty() ? " (there is none)" : " (" + String.join(", ", known) + ")"));
        }
    }

    /** The policies for a mirror of a rule, the most specific last. Two of one rank are an error. */
    List<PolicyManifest> of(ObjectName route, RuleManifest rule, String backend) {
        List<PolicyManifest> some = sorted(route, rule, backend);
        for (int i = 1; i < some.size(); i++) {
            PolicyManifest one = some.get(i - 1);
            PolicyManifest other = some.get(i);
            if (one.rank(route, rule.name()) == other.rank(route, rule.name())) {
                other.at()
                        .error("must not be for the same mirror as " + one.id() + " (" + backend + " of route " + route
                                + "): name a rule (sectionName) or backends (mirrors) in one of them, or make"
                                + " them one");
            }
        }
        return some;
    }

    private List<PolicyManifest> sorted(ObjectName route, RuleManifest rule, String backend) {
        return policies.stream()
                .filter(policy -> policy.rank(route, rule.name()) > 0 && policy.isForMirrorTo(backend))
                .sorted(Comparator.comparingInt(policy -> policy.rank(route, rule.name())))
                .toList();
    }

    /** The backend of the rule that this process is, if a policy says. */
    Optional<String> primary(ObjectName route, RuleManifest rule) {
        return policies.stream()
                .filter(policy -> policy.primary().isPresent() && policy.rank(route, rule.name()) > 0)
                .max(Comparator.comparingInt(policy -> policy.rank(route, rule.name())))
                .flatMap(PolicyManifest::primary)
                .map(PolicyManifest.Name::text);
    }

    /** The control of the rule, if a policy says. */
    Optional<ControlSettings> control(ObjectName route, RuleManifest rule) {
        return ranked(route, rule).flatMap(policy -> policy.control().stream()).findFirst();
    }

    /** The policies for a rule, whatever the mirror; the most specific first. */
    private Stream<PolicyManifest> ranked(ObjectName route, RuleManifest rule) {
        return policies.stream()
                .filter(policy -> policy.rank(route, rule.name()) > 0)
                .sorted(Comparator.comparingInt((PolicyManifest policy) -> -policy.rank(route, rule.name())));
    }

    /** What is asked of a rule. Where one of its mirrors has copies of writes, that those of another are dropped says nothing of them. */
    Scope scope(ObjectName route, RuleManifest rule, int index) {
        List<QuestionSettings> questions =
                ranked(route, rule).map(PolicyManifest::question).toList();
        Optional<String> control = control(route, rule).map(c -> c.name().text());
        boolean dropped = rule.mirrors().stream()
                .map(mirror -> mirror.id().name())
                .filter(name -> !control.equals(Optional.of(name)))
                .allMatch(name -> dropsWrites(sorted(route, rule, name)));
        return new Scope(
                route.toString(),
                index,
                questions.stream().flatMap(q -> q.places().stream()).toList(),
                questions.stream()
                        .flatMap(q -> q.writes().stream())
                        .filter(writes -> dropped || writes != Writes.DROP)
                        .findFirst(),
                first(questions.stream().flatMap(q -> q.excess().stream())),
                first(questions.stream().flatMap(q -> q.slower().stream())));
    }

    /** Whether requests that are not safe get no copy, by the policies for a mirror, the last of which says most. */
    static boolean dropsWrites(List<PolicyManifest> policies) {
        return policies.stream()
                .flatMap(policy -> policy.question().writes().stream())
                .reduce((less, more) -> more)
                .equals(Optional.of(Writes.DROP));
    }

    private static OptionalDouble first(Stream<BigDecimal> values) {
        return values.mapToDouble(BigDecimal::doubleValue).findFirst();
    }

    /** What is asked of all rules together: two policies that say so must say the same. */
    ExperimentPlan plan(List<Scope> scopes, Set<String> adaptive) {
        Optional<BigDecimal> alpha = same(policies.stream().flatMap(p -> p.question().alpha().stream()), "alpha");
        Optional<Integer> window = same(policies.stream().flatMap(p -> p.question().window().stream()), "window");
        return new ExperimentPlan(
                scopes,
                alpha.map(a -> OptionalDouble.of(a.doubleValue())).orElseGet(OptionalDouble::empty),
                window.map(w -> OptionalLong.of(w)).orElseGet(OptionalLong::empty),
                adaptive);
    }

    private static <T extends Comparable<T>> Optional<T> same(Stream<QuestionSettings.Placed<T>> values, String name) {
        List<QuestionSettings.Placed<T>> all = values.toList();
        for (QuestionSettings.Placed<T> one : all) {
            if (one.value().compareTo(all.get(0).value()) != 0) {
                one.at()
                        .error("must be the same in all policies, for one verdict is reached: " + name + " was "
                                + all.get(0).value() + " before, and is " + one.value() + " here");
            }
        }
        return all.stream().findFirst().map(QuestionSettings.Placed::value);
    }

    /** Where a backend listens by these policies, the last of which says most. */
    static Optional<Target> url(List<PolicyManifest> policies, BackendManifest backend, String namespace) {
        Optional<Target> found = Optional.empty();
        for (PolicyManifest policy : policies) {
            Optional<Target> here =
                    policy.backends().find(Optional.of(namespace), backend.id().name(), backend.port());
            found = here.isPresent() ? here : found;
        }
        return found;
    }

    /** The mirror with the settings of these policies, in order; what does not go together becomes an error of the policy. */
    static MirrorSpec apply(List<PolicyManifest> policies, MirrorSpec mirror) {
        MirrorSpec changed = mirror;
        for (PolicyManifest policy : policies) {
            MirrorSpec before = changed;
            changed =
                    policy.spec().made(() -> policy.settings().applyTo(before)).orElse(before);
        }
        return changed;
    }
}
