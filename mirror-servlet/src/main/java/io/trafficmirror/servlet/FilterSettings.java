// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.servlet;

import io.trafficmirror.MirrorRoute;
import io.trafficmirror.MirrorRouteBuilder;
import io.trafficmirror.RouteSource;
import io.trafficmirror.TrafficMirror;
import io.trafficmirror.TrafficMirrorBuilder;
import jakarta.servlet.FilterConfig;
import jakarta.servlet.ServletContext;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.ServiceLoader;
import org.jspecify.annotations.Nullable;

/** Builds a mirror from the init parameters of a filter. Stateless. */
final class FilterSettings {
    private static final String TARGET = "target";
    private static final String HOSTNAME = "hostname";
    private static final String PATH_PREFIX = "path-prefix";
    private static final String PERCENT = "percent";
    private static final String ROUTES = "routes";
    private static final List<String> ALLOWED = List.of(TARGET, HOSTNAME, PATH_PREFIX, PERCENT, ROUTES);

    private FilterSettings() {}

    /**
     * The mirror that the parameters describe.
     *
     * @throws IllegalArgumentException naming the parameter, what was given and what is allowed
     */
    static TrafficMirror mirror(FilterConfig config) {
        for (String name : Collections.list(config.getInitParameterNames())) {
            if (!ALLOWED.contains(name)) {
                throw wrong(config, name, "must be one of " + String.join(", ", ALLOWED));
            }
        }
        String target = config.getInitParameter(TARGET);
        String routes = config.getInitParameter(ROUTES);
        if ((target == null) == (routes == null)) {
            throw wrong(config, TARGET, "needs either this, or \"" + ROUTES + '"');
        }
        TrafficMirrorBuilder builder = TrafficMirror.builder();
        if (target != null) {
            builder.route(route(config, target));
        } else {
            builder.routes(load(config, routes));
        }
        return builder.build();
    }

    private static MirrorRoute route(FilterConfig config, String target) {
        try {
            MirrorRouteBuilder route = MirrorRoute.to(target.strip());
            String hostname = config.getInitParameter(HOSTNAME);
            String prefix = config.getInitParameter(PATH_PREFIX);
            String percent = config.getInitParameter(PERCENT);
            if (hostname != null) {
                route.hostname(hostname.strip());
            }
            if (prefix != null) {
                route.pathPrefix(prefix.strip());
            }
            if (percent != null) {
                route.percent(percent(config, percent));
            }
            return route.build();
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("filter \"" + config.getFilterName() + "\": " + e.getMessage(), e);
        }
    }

    private static int percent(FilterConfig config, String text) {
        try {
            return Integer.parseInt(text.strip());
        } catch (NumberFormatException e) {
            throw wrong(config, PERCENT, "must be a whole number 0..100, was \"" + text + '"');
        }
    }

    private static List<MirrorRoute> load(FilterConfig config, String file) {
        for (String name : new String[] {HOSTNAME, PATH_PREFIX, PERCENT}) {
            if (config.getInitParameter(name) != null) {
                throw wrong(config, name, "must not stand beside \"" + ROUTES + "\": the file says it");
            }
        }
        ServiceLoader<RouteSource> sources =
                ServiceLoader.load(RouteSource.class, FilterSettings.class.getClassLoader());
        RouteSource source = sources.findFirst()
                .orElseThrow(() -> wrong(config, ROUTES, "needs mirror-config on the class path to read " + file));
        return source.load(path(config.getServletContext(), file.strip()));
    }

    /** A path within the application if it begins with {@code /WEB-INF/}, else one of the file system. */
    private static Path path(ServletContext context, String file) {
        @Nullable
        String real = file.toUpperCase(Locale.ROOT).startsWith("/WEB-INF/") ? context.getRealPath(file) : null;
        return Path.of(real == null ? file : real);
    }

    private static IllegalArgumentException wrong(FilterConfig config, String name, String what) {
        return new IllegalArgumentException(
                "filter \"" + config.getFilterName() + "\", init parameter \"" + name + "\": " + what);
    }
}
