// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.servlet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.trafficmirror.TrafficMirror;
import jakarta.servlet.FilterConfig;
import jakarta.servlet.ServletContext;
import java.util.Collections;
import java.util.Enumeration;
import java.util.Map;
import org.eclipse.jetty.ee10.servlet.ServletContextHandler;
import org.junit.jupiter.api.Test;

class FilterSettingsTest {
    @Test
    void a_target_is_enough() {
        try (TrafficMirror mirror = FilterSettings.mirror(new Parameters(Map.of("target", "http://127.0.0.1:9")))) {
            assertThat(mirror.stats().mirrors()).hasSize(1);
        }
    }

    @Test
    void a_route_takes_the_names_of_the_settings() {
        Map<String, String> parameters = Map.of(
                "target", "http://127.0.0.1:9", "hostname", "*.example.com", "path-prefix", "/a", "percent", "10");
        try (TrafficMirror mirror = FilterSettings.mirror(new Parameters(parameters))) {
            assertThat(mirror.stats().mirrors()).hasSize(1);
        }
    }

    @Test
    void without_target_and_routes_it_refuses_to_start() {
        assertThatThrownBy(() -> FilterSettings.mirror(new Parameters(Map.of())))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("\"mirror\"")
                .hasMessageContaining("\"target\"");
    }

    @Test
    void unknown_names_and_bad_values_are_named() {
        assertThatThrownBy(() -> FilterSettings.mirror(new Parameters(Map.of("targt", "x"))))
                .hasMessageContaining("\"targt\"")
                .hasMessageContaining("path-prefix");
        assertThatThrownBy(() ->
                        FilterSettings.mirror(new Parameters(Map.of("target", "http://127.0.0.1:9", "percent", "ten"))))
                .hasMessageContaining("0..100, was \"ten\"");
    }

    @Test
    void a_file_needs_somebody_who_reads_it() {
        assertThatThrownBy(() -> FilterSettings.mirror(new Parameters(Map.of("routes", "routes.yaml"))))
                .hasMessageContaining("mirror-config");
    }

    private record Parameters(Map<String, String> values) implements FilterConfig {
        @Override
        public String getFilterName() {
            return "mirror";
        }

        @Override
        public ServletContext getServletContext() {
            return new ServletContextHandler("/").getServletContext();
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
