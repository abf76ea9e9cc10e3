// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.servlet;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.trafficmirror.MirrorRoute;
import io.trafficmirror.MirrorRouteBuilder;
import io.trafficmirror.RouteSource;
import io.trafficmirror.TrafficMirror;
import io.trafficmirror.TrafficMirrorBuilder;
import jakarta.servlet.FilterConfig;
import jakarta.servlet.ServletContext;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Builds a mirror from the init parameters of a filter. Immutable.
 *
 * @param config the filter's
 * @param reader finds what reads files of routes; asked only if there is one to read
 */
record FilterSettings(FilterConfig config, Supplier<Optional<RouteSource>> reader) {
    private static final String TARGET = "target";
    private static final String HOSTNAME = "hostname";
    private static final String PATH_PREFIX = "path-prefix";
    private static final String EXCEPT = "except";
    private static final String PERCENT = "percent";
    private static final String ROUTES = "routes";
    private static final List<String> ALLOWED = List.of(TARGET, HOSTNAME, PATH_PREFIX, EXCEPT, PERCENT, ROUTES);
    private static final Pattern COMMA = Pattern.compile("\\s*,\\s*");

    /** With the reader of files that is on the class path. */
    static FilterSettings of(FilterConfig config) {
        return new FilterSettings(
                config,
                () -> ServiceLoader.load(RouteSource.class, FilterSettings.class.getClassLoader())
                        .findFirst());
    }

    /**
     * The mirror that the parameters describe.
     *
     * @throws IllegalArgumentException naming the filter, the parameter, what was given and what is allowed
     */
    TrafficMirror mirror() {
        for (String name : Collections.list(config.getInitParameterNames())) {
            if (!ALLOWED.contains(name)) {
                throw wrong(name, "must be one of " + String.join(", ", ALLOWED));
            }
        }
        String target = value(TARGET);
        String routes = value(ROUTES);
        if ((target == null) == (routes == null)) {
            String given = target == null ? "neither was" : "both were";
            throw wrong(TARGET, "must be given, or \"" + ROUTES + "\" instead of it; " + given);
        }
        TrafficMirrorBuilder builder = TrafficMirror.builder();
        return (target == null ? builder.routes(load(routes)) : builder.route(route(target))).build();
    }

    /**
     * Refuses parameters beside a mirror that was made in code: they would change nothing.
     *
     * @throws IllegalArgumentException naming the filter and the parameter
     */
    static void refuse(FilterConfig config) {
        Enumeration<String> names = config.getInitParameterNames();
        if (names != null && names.hasMoreElements()) {
            throw new FilterSettings(config, Optional::empty)
                    .wrong(names.nextElement(), "must not be given: the mirror of this filter was made in code");
        }
    }

    private MirrorRoute route(String target) {
        MirrorRouteBuilder route = made(TARGET, () -> MirrorRoute.to(target));
        String hostname = value(HOSTNAME);
        String prefix = value(PATH_PREFIX);
        String except = value(EXCEPT);
        String percent = value(PERCENT);
        if (hostname != null) {
            made(HOSTNAME, () -> route.hostname(hostname));
        }
        if (prefix != null) {
            made(PATH_PREFIX, () -> route.pathPrefix(prefix));
        }
        if (except != null) {
            made(EXCEPT, () -> route.except(COMMA.split(except, -1)));
        }
        if (percent != null) {
            made(PERCENT, () -> route.percent(percent(percent)));
        }
        return made(except == null ? TARGET : EXCEPT, route::build);
    }

    private static int percent(String text) {
        try {
            return Integer.parseInt(text);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("must be a whole number 0..100, was \"" + text + '"', e);
        }
    }

    /** What comes of a parameter; a refusal names it. */
    private <T> T made(String name, Supplier<T> maker) {
        try {
            return maker.get();
        } catch (IllegalArgumentException e) {
            throw wrong(name, String.valueOf(e.getMessage()).replaceFirst("^[a-z]+: ", ""), e);
        }
    }

    private List<MirrorRoute> load(String file) {
        for (String name : new String[] {HOSTNAME, PATH_PREFIX, EXCEPT, PERCENT}) {
            if (config.getInitParameter(name) != null) {
                throw wrong(name, "must not stand beside \"" + ROUTES + "\": the file says it");
            }
        }
        RouteSource source = reader.get()
                .orElseThrow(() -> wrong(ROUTES, "needs mirror-config on the class path to read \"" + file + '"'));
        try {
            return file.toUpperCase(Locale.ROOT).startsWith("/WEB-INF/")
                    ? ofApplication(source, file)
                    : source.load(Path.of(file));
        } catch (IllegalArgumentException | IOException e) {
            throw wrong(ROUTES, String.valueOf(e.getMessage()), e);
        }
    }

    /**
     * A file within the application. Where a war runs without being unpacked, that is no file of the system; some containers give it a
     * path there nevertheless.
     */
    private List<MirrorRoute> ofApplication(RouteSource source, String file) throws IOException {
        ServletContext context = config.getServletContext();
        String real = context.getRealPath(file);
        if (real != null && Files.exists(Path.of(real))) {
            return source.load(Path.of(real));
        }
        try (InputStream packed = context.getResourceAsStream(file)) {
            if (packed == null) {
                throw new IllegalArgumentException("must be a file of the application, was \"" + file + '"');
            }
            return source.read(new String(packed.readAllBytes(), UTF_8), file);
        }
    }

    private @Nullable String value(String name) {
        String value = config.getInitParameter(name);
        return value == null ? null : value.strip();
    }

    private IllegalArgumentException wrong(String name, String what) {
        return wrong(name, what, null);
    }

    private IllegalArgumentException wrong(String name, String what, @Nullable Exception cause) {
        return new IllegalArgumentException(
                "filter \"" + config.getFilterName() + "\", init parameter \"" + name + "\": " + what, cause);
    }
}
