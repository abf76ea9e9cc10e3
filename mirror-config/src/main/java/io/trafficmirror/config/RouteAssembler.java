// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.config;

import io.trafficmirror.MirrorRoute;
import io.trafficmirror.MirrorRule;
import io.trafficmirror.MirrorSpec;
import io.trafficmirror.copy.Target;
import io.trafficmirror.sample.Sampling;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** Makes routes of manifests: resolves backends and gives every mirror the edits that precede it. Immutable. */
final class RouteAssembler {
    private final BackendUrls backends;

    RouteAssembler(BackendUrls backends) {
        this.backends = backends;
    }

    MirrorRoute route(RouteManifest route) {
        List<MirrorRule> rules = new ArrayList<>();
        for (RuleManifest rule : route.rules()) {
            List<String> names =
                    rule.backends().stream().map(b -> b.id().name()).toList();
            rules.add(new MirrorRule(rule.name(), rule.matches(), names, mirrors(route, rule)));
        }
        return new MirrorRoute(route.id().toString(), route.hostnames(), rules);
    }

    private List<MirrorSpec> mirrors(RouteManifest route, RuleManifest rule) {
        List<MirrorSpec> mirrors = new ArrayList<>();
        for (PlacedMirror placed : PlacedMirror.of(rule)) {
            target(route, placed.mirror().backend())
                    .ifPresent(target -> mirrors.add(MirrorSpec.to(target)
                            .withName(placed.mirror().backend().id().name())
                            .withSampling(Sampling.of(placed.mirror().share()))
                            .withCopy(MirrorSpec.to(target).copy().withEdits(placed.edits()))));
        }
        return mirrors;
    }

    private Optional<Target> target(RouteManifest route, BackendManifest backend) {
        Optional<String> namespace = backend.id().namespace().or(route::namespace);
        OptionalInt port = backend.port();
        Optional<Target> mapped = backends.find(
                Optional.of(namespace.orElse("default")), backend.id().name(), port);
        if (mapped.isPresent()) {
            return mapped;
        }
        if (!backend.service() || port.isEmpty()) {
            if (!backend.service()) {
                backend.at().error("must be a Service, or have a URL in the settings (backends), was " + backend.id());
            }
            return Optional.empty();
        }
        String host = backend.id().name() + "." + namespace.orElse("default") + ".svc";
        return Optional.of(new Target("http", host, port.getAsInt()));
    }
}
