// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.spring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.trafficmirror.MirrorRoute;
import io.trafficmirror.TrafficMirror;
import io.trafficmirror.servlet.MirrorFilter;
import io.trafficmirror.testkit.Unhurried;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What the log says at a start: one line, whatever the state. */
@ExtendWith(OutputCaptureExtension.class)
class StartLineTest {
    private static final String ROUTE = "mirror.routes.orders.to=http://127.0.0.1:9";

    private static List<String> lines(String... properties) {
        return lines(Orders.class, properties);
    }

    private static List<String> lines(Class<?> application, String... properties) {
        try (TestApplication running = TestApplication.run(application, properties)) {
            return running.lines();
        }
    }

    @Test
    void says_what_is_mirrored_where_and_what_is_left_out() {
        assertThat(lines(
                        ROUTE,
                        "mirror.routes.orders.percent=10",
                        "mirror.routes.orders.path-prefix=/orders",
                        "mirror.tracing.span=false"))
                .singleElement()
                .asString()
                .startsWith("Mirroring 10/100 of orders (any host) to http://127.0.0.1:9; at most ")
                .endsWith("; by filter mirrorFilter (order -2147483648), not below /actuator");
    }

    @Test
    void says_that_it_stands_behind_the_filter_that_begins_spans() {
        assertThat(lines(ROUTE))
                .singleElement()
                .asString()
                .endsWith("; by filter mirrorFilter (order -2147483646), not below /actuator");
    }

    @Test
    void says_that_it_is_switched_off() {
        assertThat(lines(ROUTE, "mirror.enabled=false")).containsExactly("Mirroring nothing: mirror.enabled is false");
    }

    @Test
    void says_that_there_are_no_routes() {
        assertThat(lines())
                .containsExactly(
                        "Mirroring nothing: there are no routes: set mirror.routes.NAME.to, or mirror.manifests");
    }

    @Test
    void says_that_every_share_is_none() {
        assertThat(lines(ROUTE, "mirror.routes.orders.percent=0"))
                .containsExactly("Mirroring nothing: the share of every route is 0 (orders)");
    }

    @Test
    void says_that_it_is_paused_and_what_it_would_do() {
        assertThat(lines(ROUTE, "mirror.paused=true"))
                .singleElement()
                .asString()
                .startsWith("Mirroring nothing: it is paused; without that: Mirroring 1/1 of orders");
    }

    @Test
    void says_that_no_filter_stands_in_the_way_of_requests() {
        assertThat(lines(ROUTE, "mirror.filter.enabled=false"))
                .containsExactly("Mirroring nothing: no filter: mirror.filter.enabled is false, and the application"
                        + " registers none itself");
    }

    @Test
    void says_which_mirror_of_the_application_it_uses() {
        assertThat(lines(OwnMirror.class, ROUTE))
                .singleElement()
                .asString()
                .startsWith("Mirroring by the application's own TrafficMirror bean: [own[0].mirrors[0] (127.0.0.1)]; by"
                        + " filter mirrorFilter");
    }

    @Test
    void says_that_a_mirror_of_the_application_is_paused() {
        assertThat(lines(OwnMirror.class, "mirror.paused=true"))
                .singleElement()
                .asString()
                .startsWith("Mirroring nothing: it is paused; without that: Mirroring by the application's own");
    }

    @Test
    void pauses_a_mirror_of_the_application_where_beans_are_lazy() {
        assertThat(lines(OwnMirror.class, "mirror.paused=true", "spring.main.lazy-initialization=true"))
                .singleElement()
                .asString()
                .startsWith("Mirroring nothing: it is paused; without that: Mirroring by the application's own");
    }

    @Test
    void names_what_has_no_effect_on_a_mirror_of_the_application(CapturedOutput output) {
        lines(OwnMirror.class, ROUTE, "mirror.routes.users.to=http://127.0.0.1:9", "mirror.candidate=orders 2.4.1");
        assertThat(output)
                .contains("The application has a TrafficMirror bean of its own, on which these settings have no effect:"
                        + " mirror.routes.orders, mirror.routes.users, mirror.candidate, mirror.limits");
    }

    @Test
    void refuses_an_unknown_name_beside_a_mirror_of_the_application() {
        assertThatThrownBy(() -> lines(OwnMirror.class, "mirror.pause=true"))
                .hasRootCauseInstanceOf(MirrorSettingsException.class)
                .hasStackTraceContaining("mirror.pause")
                .hasStackTraceContaining("is mirror.paused meant?");
    }

    @Test
    void says_which_filter_of_the_application_it_uses() {
        assertThat(lines(OwnFilter.class, ROUTE))
                .singleElement()
                .asString()
                .endsWith("; by filter own (order 2147483647)");
    }

    @Test
    void says_that_there_is_no_servlet() {
        try (TestApplication running =
                TestApplication.run(WebApplicationType.NONE, new Class<?>[] {Plain.class}, ROUTE)) {
            assertThat(running.lines()).containsExactly("Mirroring nothing: this is no web application");
        }
    }

    @Test
    void says_what_manifests_say(@TempDir Path directory) throws Exception {
        Path file = Files.writeString(directory.resolve("routes.yaml"), """
            apiVersion: gateway.networking.k8s.io/v1
            kind: HTTPRoute
            metadata: {name: shop, namespace: live}
            spec:
              rules:
              - filters:
                - type: RequestMirror
                  requestMirror: {backendRef: {name: shop-v2, port: 8080}, percent: 5}
            """);
        assertThat(lines("mirror.manifests=" + file))
                .singleElement()
                .asString()
                .startsWith("Mirroring 5/100 of live/shop (any host) to http://shop-v2.live.svc:8080");
    }

    @Configuration(proxyBeanMethods = false)
    @org.springframework.boot.autoconfigure.EnableAutoConfiguration
    static class Plain {}

    @Configuration(proxyBeanMethods = false)
    static class OwnMirror extends Orders {
        @Bean
        TrafficMirror own() {
            return TrafficMirror.builder()
                    .route(MirrorRoute.to("http://127.0.0.1:9").name("own"))
                    .limits(Unhurried.bounds())
                    .startLine(line -> {})
                    .build();
        }
    }

    @Configuration(proxyBeanMethods = false)
    static class OwnFilter extends Orders {
        @Bean
        FilterRegistrationBean<MirrorFilter> own(TrafficMirror mirror) {
            return new FilterRegistrationBean<>(new MirrorFilter(mirror));
        }
    }
}
