// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.servlet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.trafficmirror.MirrorRoute;
import io.trafficmirror.RouteSource;
import io.trafficmirror.TrafficMirror;
import io.trafficmirror.capture.Exchange;
import io.trafficmirror.http.Headers;
import io.trafficmirror.http.RequestHead;
import jakarta.servlet.FilterConfig;
import jakarta.servlet.ServletContext;
import java.io.IOException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eclipse.jetty.ee10.servlet.ServletContextHandler;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FilterSettingsTest {
    @Test
    void a_target_is_enough() {
        try (TrafficMirror mirror = mirror(Map.of("target", "http://127.0.0.1:9"))) {
            assertThat(mirror.stats().mirrors()).hasSize(1);
        }
    }

    @Test
    void a_route_takes_the_names_of_the_settings() {
        try (TrafficMirror mirror = mirror(Map.of(
                "target", " http://127.0.0.1:9 ", "hostname", "*.example.com", "path-prefix", "/a", "percent", "10"))) {
            assertThat(mirror.stats().mirrors()).hasSize(1);
        }
    }

    @Test
    void all_but_some_paths_are_one_parameter() {
        try (TrafficMirror mirror = mirror(
                Map.of("target", "http://127.0.0.1:9", "path-prefix", "/a", "except", "/a/health , /a/metrics"))) {
            assertThat(selects(mirror, "/a/orders")).isTrue();
            assertThat(selects(mirror, "/a/healthy")).isTrue();
            assertThat(selects(mirror, "/a/health")).isFalse();
            assertThat(selects(mirror, "/a/metrics/jvm")).isFalse();
        }
        assertRefused("except", "health", "must start with \"/\", was \"health\"");
        assertRefused("except", "/health,", "must start with \"/\", was \"\"");
        assertRefused("except", "/", "must be below the route's path prefix \"/\", was \"/\"");
    }

    private static boolean selects(TrafficMirror mirror, String path) {
        Exchange exchange = mirror.observe(new RequestHead("GET", "http", "a", path, "HTTP/1.1", Headers.empty()));
        exchange.endWithoutResponse();
        return !exchange.isNone();
    }

    @Test
    void without_target_and_routes_and_with_both_it_refuses_to_start() {
        assertRefused(
                Map.of(),
                "filter \"mirror\", init parameter \"target\": must be given, or \"routes\" instead of it; neither"
                        + " was");
        assertRefused(
                Map.of("target", "http://127.0.0.1:9", "routes", "routes.yaml"),
                "filter \"mirror\", init parameter \"target\": must be given, or \"routes\" instead of it; both were");
    }

    @Test
    void what_is_wrong_is_named_with_what_is_allowed() {
        assertRefused(
                Map.of("targt", "x"),
                "filter \"mirror\", init parameter \"targt\":"
                        + " must be one of target, hostname, path-prefix, except, percent, routes");
        assertRefused("percent", "ten", "must be a whole number 0..100, was \"ten\"");
        assertRefused("percent", "", "must be a whole number 0..100, was \"\"");
        assertRefused("percent", "101", "must be 0..100, was 101");
        assertRefused(
                "hostname",
                "Shop.example",
                "must be a lower case DNS name of at most 253 characters,"
                        + " optionally with a leading \"*.\", was \"Shop.example\"");
        assertRefused("path-prefix", "orders", "must start with \"/\", was \"orders\"");
        assertRefused(
                Map.of("target", "shadow:8081"),
                "filter \"mirror\", init parameter \"target\": target \"shadow:8081\": needs a scheme, http or https;"
                        + " allowed: http[s]://host[:port]");
    }

    @Test
    void a_file_needs_somebody_who_reads_it() {
        assertRefused(
                Map.of("routes", "routes.yaml"),
                "filter \"mirror\", init parameter \"routes\":"
                        + " needs mirror-config on the class path to read \"routes.yaml\"");
    }

    @Test
    void a_file_stands_alone() {
        assertRefused(
                Map.of("routes", "routes.yaml", "percent", "10"),
                "filter \"mirror\", init parameter \"percent\": must not stand beside \"routes\": the file says it");
    }

    @Test
    void a_file_of_the_application_is_found_in_its_directory_and_in_its_archive(@TempDir Path directory)
            throws Exception {
        Path file = Files.createDirectories(directory.resolve("WEB-INF")).resolve("routes.yaml");
        Files.writeString(file, "http://127.0.0.1:9");
        Path archive = directory.resolve("app.war");
        try (FileSystem content = FileSystems.newFileSystem(archive, Map.of("create", "true"))) {
            Files.copy(directory.resolve("WEB-INF"), content.getPath("WEB-INF"));
            Files.copy(file, content.getPath("WEB-INF/routes.yaml"));
        }
        Map<String, String> parameters = Map.of("routes", "/WEB-INF/routes.yaml");
        for (Parameters config : List.of(
                new Parameters(parameters, context(directory.toUri().toString())),
                new Parameters(parameters, context("jar:" + archive.toUri() + "!/")))) {
            try (TrafficMirror mirror = new FilterSettings(config, () -> Optional.of(new OneTarget())).mirror()) {
                assertThat(mirror.stats().mirrors()).hasSize(1);
            }
        }
    }

    @Test
    void a_file_that_is_missing_or_wrong_is_named_with_the_filter() {
        Parameters config = new Parameters(Map.of("routes", "/WEB-INF/routes.yaml"), context(null));
        assertThatThrownBy(() -> new FilterSettings(config, () -> Optional.of(new OneTarget())).mirror())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("filter \"mirror\", init parameter \"routes\":"
                        + " must be a file of the application, was \"/WEB-INF/routes.yaml\"");
        Parameters elsewhere = new Parameters(Map.of("routes", "/nowhere/routes.yaml"), context(null));
        assertThatThrownBy(() -> new FilterSettings(elsewhere, () -> Optional.of(new OneTarget())).mirror())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("filter \"mirror\", init parameter \"routes\": nothing at /nowhere/routes.yaml");
    }

    @Test
    void parameters_beside_a_mirror_made_in_code_are_refused() {
        FilterSettings.refuse(new Parameters(Map.of(), context(null)));
        assertThatThrownBy(() -> FilterSettings.refuse(new Parameters(Map.of("percent", "10"), context(null))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("filter \"mirror\", init parameter \"percent\":"
                        + " must not be given: the mirror of this filter was made in code");
    }

    private static TrafficMirror mirror(Map<String, String> parameters) {
        return FilterSettings.of(new Parameters(parameters, context(null))).mirror();
    }

    private static void assertRefused(String name, String value, String message) {
        assertRefused(
                Map.of("target", "http://127.0.0.1:9", name, value),
                "filter \"mirror\", init parameter \"" + name + "\": " + message);
    }

    private static void assertRefused(Map<String, String> parameters, String message) {
        assertThatThrownBy(() -> mirror(parameters))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(message);
    }

    private static ServletContext context(@Nullable String base) {
        ServletContextHandler handler = new ServletContextHandler("/");
        if (base != null) {
            handler.setBaseResourceAsString(base);
        }
        return handler.getServletContext();
    }

    /** Reads a file that holds nothing but a URL. */
    private record OneTarget() implements RouteSource {
        @Override
        public List<MirrorRoute> load(Path file) {
            try {
                return read(Files.readString(file), file.toString());
            } catch (IOException e) {
                throw new IllegalArgumentException("nothing at " + file, e);
            }
        }

        @Override
        public List<MirrorRoute> read(String text, String source) {
            return List.of(MirrorRoute.to(text).build());
        }
    }

    private record Parameters(Map<String, String> values, ServletContext context) implements FilterConfig {
        @Override
        public String getFilterName() {
            return "mirror";
        }

        @Override
        public ServletContext getServletContext() {
            return context;
        }

        @Override
        public String getInitParameter(String name) {
            return values.get(name);
        }

        @Override
        public Enumeration<String> getInitParameterNames() {
            return Collections.enumeration(values.keySet());
        }
    }
}
