// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.examples.demo;

import io.trafficmirror.MirrorRoute;
import io.trafficmirror.MirrorRule;
import io.trafficmirror.MirrorSpec;
import io.trafficmirror.config.BackendUrls;
import io.trafficmirror.config.Loaded;
import io.trafficmirror.config.ManifestReader;
import io.trafficmirror.config.Manifests;
import io.trafficmirror.report.Role;
import io.trafficmirror.sample.Fraction;
import io.trafficmirror.targets.Target;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.OptionalInt;

/** The routes of the demo. Stateless. */
final class Routes {
    static final String BUNDLED = "httpbin-mirror.yaml";

    /** The backend of the manifest that is the shadow here. */
    private static final String BACKEND = "httpbin2";

    private Routes() {}

    /**
     * Loads the manifest; {@code httpbin2} is found at this URL.
     *
     * @throws IllegalArgumentException if it can't be used
     */
    static List<MirrorRoute> load(Options options, String shadow, PrintStream warnings) {
        ManifestReader reader = Manifests.with(shadowAt(shadow));
        Loaded loaded =
                options.routes().isPresent() ? reader.read(options.routes().get()) : reader.read(bundled(), BUNDLED);
        loaded.warnings().forEach(warning -> warnings.println("mirror-demo: warning: " + warning));
        return loaded.routes().stream()
                .map(route -> shared(route, options.share()))
                .toList();
    }

    /** The same, with a control at this URL beside each shadow that stands alone; it gets every copy that the shadow gets. */
    static List<MirrorRoute> withControl(List<MirrorRoute> routes, String url) {
        return routes.stream()
                .map(route -> new MirrorRoute(
                        route.name(),
                        route.hostnames(),
                        route.rules().stream()
                                .map(rule -> controlled(rule, Target.parse(url)))
                                .toList()))
                .toList();
    }

    private static MirrorRule controlled(MirrorRule rule, Target control) {
        if (rule.mirrors().size() != 1) {
            return rule;
        }
        MirrorSpec shadow = rule.mirrors().get(0);
        MirrorSpec beside = MirrorSpec.to(control)
                .withName("control")
                .withCopy(shadow.copy())
                .withCapture(shadow.capture())
                .withLimits(shadow.limits())
                .withRole(Role.CONTROL);
        return new MirrorRule(rule.name(), rule.matches(), rule.backends(), List.of(shadow, beside));
    }

    private static BackendUrls shadowAt(String url) {
        try {
            return BackendUrls.none().with(BACKEND, url);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("--shadow: " + e.getMessage(), e);
        }
    }

    private static String bundled() {
        try (InputStream in = Routes.class.getResourceAsStream("/" + BUNDLED)) {
            if (in == null) {
                throw new IllegalStateException("/" + BUNDLED + " is not in this jar");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static MirrorRoute shared(MirrorRoute route, OptionalInt percent) {
        if (percent.isEmpty()) {
            return route;
        }
        Fraction fraction = Fraction.percent(percent.getAsInt());
        return new MirrorRoute(
                route.name(),
                route.hostnames(),
                route.rules().stream().map(rule -> shared(rule, fraction)).toList());
    }

    private static MirrorRule shared(MirrorRule rule, Fraction fraction) {
        List<MirrorSpec> mirrors = rule.mirrors().stream()
                .map(mirror -> mirror.withSampling(mirror.sampling().withFraction(fraction)))
                .toList();
        return new MirrorRule(rule.name(), rule.matches(), rule.backends(), mirrors);
    }
}
