// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.config;

import io.trafficmirror.MirrorRoute;
import io.trafficmirror.MirrorRule;
import io.trafficmirror.MirrorSpec;
import io.trafficmirror.copy.CopyRules;
import io.trafficmirror.experiment.ExperimentPlan;
import io.trafficmirror.experiment.Scope;
import io.trafficmirror.report.Role;
import io.trafficmirror.sample.Sampling;
import io.trafficmirror.targets.Target;
import io.trafficmirror.targets.TargetLimits;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Makes routes of manifests: resolves backends, gives every mirror the edits that precede it, applies policies. Confined to one
 * thread.
 */
final class RouteAssembler {
    private final BackendUrls backends;
    private final Policies policies;
    private final TrafficPolicies traffic;
    private final Map<Target, TargetLimits> limits = new HashMap<>();
    private final List<Scope> scopes = new ArrayList<>();
    private final Set<String> adaptive = new TreeSet<>();

    /** {@code backends}: the caller's, which win over those of policies. */
    RouteAssembler(BackendUrls backends, Policies policies, TrafficPolicies traffic) {
        this.traffic = traffic;
        this.backends = backends;
        this.policies = policies;
    }

    MirrorRoute route(RouteManifest route) {
        List<MirrorRule> rules = new ArrayList<>();
        for (RuleManifest rule : route.rules()) {
            List<String> names =
                    rule.backends().stream().map(b -> b.id().name()).toList();
            rules.add(new MirrorRule(rule.name(), rule.matches(), names, mirrors(route, rule)));
        }
        for (int i = 0; i < rules.size(); i++) {
            if (!rules.get(i).mirrors().isEmpty()) {
                scopes.add(policies.scope(route.id(), route.rules().get(i), i));
            }
        }
        return new MirrorRoute(route.id().toString(), route.hostnames(), rules);
    }

    /** What is asked of the routes so far. */
    ExperimentPlan plan() {
        return policies.plan(scopes, adaptive);
    }

    private List<MirrorSpec> mirrors(RouteManifest route, RuleManifest rule) {
        List<MirrorSpec> mirrors = new ArrayList<>();
        for (PlacedMirror placed : PlacedMirror.of(rule, policies.primary(route.id(), rule))) {
            BackendManifest backend = placed.mirror().backend();
            List<PolicyManifest> of = policies.of(route.id(), rule, backend.id().name());
            target(route, backend, of).ifPresent(target -> {
                MirrorSpec plain = MirrorSpec.to(target)
                        .withName(backend.id().name())
                        .withSampling(Sampling.of(placed.mirror().share()))
                        .withCopy(copyRules(route, rule).withEdits(placed.edits()));
                MirrorSpec settled = Policies.apply(of, plain);
                MirrorSpec mirror = Policies.dropsWrites(of)
                        ? settled.withSampling(settled.sampling().withSafeOnly())
                        : settled;
                checkLimits(backend, mirror);
                mirrors.add(mirror);
            });
        }
        return policies.control(route.id(), rule)
                .map(control -> controlled(route, rule, control, mirrors))
                .orElse(mirrors);
    }

    /** The mirrors with one of them as the control of the other, or with a backend of the rule beside the only one. */
    private List<MirrorSpec> controlled(
            RouteManifest route, RuleManifest rule, ControlSettings control, List<MirrorSpec> mirrors) {
        String name = control.name().text();
        List<MirrorSpec> shadows =
                mirrors.stream().filter(mirror -> !mirror.name().equals(name)).toList();
        if (mirrors.isEmpty() || (shadows.size() == mirrors.size() && !hasBackend(rule, name))) {
            return mirrors;
        }
        if (shadows.size() != 1 || mirrors.size() - shadows.size() > 1) {
            control.at()
                    .error("must stand beside one mirror and nothing else: rule "
                            + rule.name().orElse("without a name") + " of route " + route.id() + " has "
                            + shadows.size() + " mirrors that are not " + name);
            return mirrors;
        }
        MirrorSpec shadow = shadows.get(0);
        Optional<MirrorSpec> beside = mirrors.stream()
                .filter(mirror -> mirror.name().equals(name))
                .findFirst()
                .or(() -> ofBackend(route, rule, name, shadow));
        if (control.share().isEmpty()) {
            adaptive.add(route.id().toString());
        }
        Sampling share = Sampling.of(control.share().orElse(ControlSettings.DEFAULT));
        return beside.map(spec -> List.of(shadow, spec.withSampling(share).withRole(Role.CONTROL)))
                .orElse(mirrors);
    }

    private static boolean hasBackend(RuleManifest rule, String name) {
        return rule.backends().stream().anyMatch(backend -> backend.id().name().equals(name));
    }

    /** A control at a backend of the rule: captured, changed, bounded and ordered as the shadow's copies. */
    private Optional<MirrorSpec> ofBackend(RouteManifest route, RuleManifest rule, String name, MirrorSpec shadow) {
        return rule.backends().stream()
                .filter(backend -> backend.id().name().equals(name))
                .findFirst()
                .flatMap(backend -> target(route, backend, policies.of(route.id(), rule, shadow.name())))
                .map(target -> ordered(
                        MirrorSpec.to(target)
                                .withName(name)
                                .withCopy(shadow.copy())
                                .withCapture(shadow.capture())
                                .withLimits(shadow.limits())
                                .withHttp2(shadow.http2()),
                        shadow));
    }

    private static MirrorSpec ordered(MirrorSpec control, MirrorSpec shadow) {
        return shadow.ordering().map(control::withOrdering).orElse(control);
    }

    private CopyRules copyRules(RouteManifest route, RuleManifest rule) {
        return traffic.host(route, rule).map(CopyRules.DEFAULT::withHost).orElse(CopyRules.DEFAULT);
    }

    private void checkLimits(BackendManifest backend, MirrorSpec mirror) {
        TargetLimits before = limits.putIfAbsent(mirror.target(), mirror.limits());
        if (before != null && !before.equals(mirror.limits())) {
            backend.at()
                    .warn("has other limits than another mirror to " + mirror.target()
                            + ": each of the two keeps its own, so the target may see the sum");
        }
    }

    private Optional<Target> target(RouteManifest route, BackendManifest backend, List<PolicyManifest> of) {
        String namespace = backend.namespace(route);
        String name = backend.id().name();
        Optional<Target> mapped = backends.find(Optional.of(namespace), name, backend.port())
                .or(() -> Policies.url(of, backend, namespace));
        if (mapped.isPresent()) {
            return mapped;
        }
        if (!backend.service()) {
            backend.at()
                    .error("must be a Service, or have a URL in the settings (backends), was "
                            + MessageText.name(name));
        }
        return backend.service() && backend.port().isPresent()
                ? Optional.of(new Target(
                        "http", name + "." + namespace + ".svc", backend.port().getAsInt()))
                : Optional.empty();
    }
}
