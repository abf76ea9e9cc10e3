// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.spring;

import io.trafficmirror.MirrorRoute;
import io.trafficmirror.MirrorRule;
import io.trafficmirror.config.BackendUrls;
import io.trafficmirror.config.Loaded;
import io.trafficmirror.config.ManifestException;
import io.trafficmirror.config.Manifests;
import io.trafficmirror.config.Problem;
import io.trafficmirror.experiment.ExperimentPlan;
import io.trafficmirror.route.PathMatch;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.env.Environment;

/**
 * Makes routes of the properties and of the manifests that they name, and refuses what could never have an effect. Stateless but for its settings; safe for
 * concurrent use.
 */
final class RouteLoader {
    private static final Logger LOG = LoggerFactory.getLogger(RouteLoader.class);

    private static final MirrorSettings NONE = new MirrorSettings(List.of(), ExperimentPlan.NONE);

    private final Environment environment;
    private final List<String> manifests;
    private final String contextPath;

    /**
     * A loader.
     *
     * @param manifests files and directories
     * @param contextPath with which every path of the application begins; empty: none
     */
    RouteLoader(Environment environment, List<String> manifests, String contextPath) {
        this.environment = environment;
        this.manifests = List.copyOf(manifests);
        this.contextPath = contextPath;
    }

    /**
     * What the properties say, and then the manifests.
     *
     * @throws MirrorSettingsException with all errors of both
     */
    MirrorSettings load() {
        List<SettingProblem> problems = new ArrayList<>(UnknownNames.of(environment));
        MirrorSettings own = ofProperties(problems);
        MirrorSettings more = manifests.isEmpty() ? NONE : ofManifests(problems);
        List<MirrorRoute> routes = new ArrayList<>(own.routes());
        routes.addAll(more.routes());
        ExperimentPlan plan = new PlanSum(problems).of(own.plan(), more.plan());
        Set<String> names = new HashSet<>();
        for (MirrorRoute route : routes) {
            if (!names.add(route.name())) {
                problems.add(new SettingProblem(
                        "mirror.routes." + route.name(),
                        "must have another name than a route of mirror.manifests, had the same"));
            }
        }
        refuse(problems);
        return new MirrorSettings(routes, plan);
    }

    private MirrorSettings ofManifests(List<SettingProblem> problems) {
        Path[] paths = manifests.stream().map(RouteLoader::path).toArray(Path[]::new);
        return loaded(
                () -> Manifests.with(BackendUrls.none()).read(paths),
                problem -> "mirror.manifests: " + position(problem),
                problems);
    }

    private static Path path(String name) {
        return Path.of(name.startsWith("file:") ? name.substring("file:".length()) : name);
    }

    private static void refuse(List<SettingProblem> problems) {
        if (!problems.isEmpty()) {
            throw new MirrorSettingsException(problems);
        }
    }

    private static String position(Problem problem) {
        String at = problem.line() == 0
                ? problem.source()
                : problem.source() + ":" + problem.line() + ":" + problem.column();
        return problem.path().isEmpty() ? at : at + ": " + problem.path();
    }

    private MirrorSettings ofProperties(List<SettingProblem> problems) {
        RouteSchema schema = RouteSchema.load();
        Map<String, RouteTree> trees = RouteProperties.read(environment, schema, problems);
        RouteDocuments documents = new RouteDocuments(schema, problems);
        trees.forEach(documents::add);
        if (documents.text().isEmpty()) {
            return NONE;
        }
        return loaded(
                () -> Manifests.with(BackendUrls.none()).read(documents.text(), "mirror.routes"),
                problem -> documents.place(problem.line()),
                problems);
    }

    /** A way to get what manifests say. */
    @FunctionalInterface
    private interface Reading {
        Loaded read();
    }

    private MirrorSettings loaded(Reading reading, Function<Problem, String> place, List<SettingProblem> problems) {
        try {
            Loaded loaded = reading.read();
            for (Problem warning : loaded.warnings()) {
                if (warning.message().startsWith("can never match")) {
                    problems.add(new SettingProblem(place.apply(warning), warning.message()));
                } else {
                    LOG.warn("{}: {}", place.apply(warning), warning.message());
                }
            }
            loaded.routes().forEach(route -> checkPaths(route, problems));
            return new MirrorSettings(loaded.routes(), loaded.plan());
        } catch (ManifestException e) {
            e.problems().forEach(problem -> problems.add(new SettingProblem(place.apply(problem), problem.message())));
            return NONE;
        }
    }

    /** The mirror matches the whole path, and a container hands the application only paths below its context path. */
    private void checkPaths(MirrorRoute route, List<SettingProblem> problems) {
        for (MirrorRule rule : route.rules()) {
            if (!rule.mirrors().isEmpty() && !rule.canMatchBelow(contextPath)) {
                PathMatch path = rule.matches().get(0).path();
                problems.add(new SettingProblem(
                        "route " + route.name(),
                        "can never match: every path of this application begins with the context path " + contextPath
                                + ", the path given was " + path.value() + "; " + contextPath + path.value()
                                + " may be what is meant"));
            }
        }
    }
}
