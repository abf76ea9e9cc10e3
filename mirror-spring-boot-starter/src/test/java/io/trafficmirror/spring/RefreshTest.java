// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.spring;

import static org.assertj.core.api.Assertions.assertThat;

import io.trafficmirror.MirrorRoute;
import io.trafficmirror.sample.Fraction;
import io.trafficmirror.testkit.shadow.RecordingShadow;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.cloud.context.environment.EnvironmentChangeEvent;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Primary;
import org.springframework.core.env.MapPropertySource;

/** What a change of the environment does, as Spring Cloud tells it. */
@ExtendWith(OutputCaptureExtension.class)
class RefreshTest {
    private final RecordingShadow shadow = RecordingShadow.start();

    @AfterEach
    void close() {
        shadow.close();
    }

    private static void change(TestApplication running, Map<String, Object> properties) {
        running.context().getEnvironment().getPropertySources().remove("change");
        running.context().getEnvironment().getPropertySources().addFirst(new MapPropertySource("change", properties));
        running.context().publishEvent(new EnvironmentChangeEvent(running.context(), properties.keySet()));
    }

    private static List<String> names(TestApplication running) {
        return running.mirror().routes().stream().map(MirrorRoute::name).toList();
    }

    private static String share(TestApplication running) {
        return share(running, 0);
    }

    private static String share(TestApplication running, int mirror) {
        return running.mirror()
                .routes()
                .get(0)
                .rules()
                .get(0)
                .mirrors()
                .get(mirror)
                .sampling()
                .fraction()
                .toString();
    }

    @Test
    void routes_are_put_in_force_anew_and_a_bad_set_keeps_the_old(CapturedOutput output) throws Exception {
        try (TestApplication running = TestApplication.run(
                Orders.class, "mirror.routes.orders.to=" + shadow.uri(), "mirror.routes.orders.path-prefix=/orders")) {
            assertThat(share(running)).isEqualTo("1/1");
            change(running, Map.of("mirror.routes.orders.percent", "5"));
            assertThat(share(running)).isEqualTo("5/100");
            change(running, Map.of("mirror.routes.orders.percent", "500"));
            assertThat(share(running)).isEqualTo("5/100");
            assertThat(output).contains("the old routes stay in force: mirror.routes.orders.percent");
            change(running, Map.of("mirror.limits.cpu-share", "plenty"));
            assertThat(share(running)).isEqualTo("5/100");
            change(
                    running,
                    Map.of(
                            "mirror.routes.users.to", shadow.uri().toString(),
                            "mirror.routes.users.path-prefix", "/users",
                            "mirror.paused", "true"));
            assertThat(names(running)).containsExactlyInAnyOrder("orders", "users");
            assertThat(running.mirror().isPaused()).isTrue();
            change(running, Map.of("mirror.limits.cpu-share", "0.5", "mirror.filter.order", "7"));
            assertThat(names(running)).containsExactly("orders");
            assertThat(running.mirror().isPaused()).isFalse();
            assertThat(output).contains("need a restart: mirror.filter, mirror.limits");
            running.context().publishEvent(new EnvironmentChangeEvent(running.context(), Set.of("other.key")));
            assertThat(output.toString().lines().filter(line -> line.contains("Settings were read anew")))
                    .hasSize(3);
        }
    }

    @Test
    void what_a_placeholder_names_is_followed() {
        try (TestApplication running = TestApplication.run(
                Orders.class,
                "mirror.routes.orders.to=" + shadow.uri(),
                "mirror.routes.orders.percent=${SHADOW_PERCENT:10}")) {
            assertThat(share(running)).isEqualTo("10/100");
            change(running, Map.of("SHADOW_PERCENT", "5"));
            assertThat(share(running)).isEqualTo("5/100");
        }
    }

    @Test
    void a_manifest_that_was_edited_is_read_anew_whatever_has_changed(@TempDir Path directory) throws Exception {
        Path file = directory.resolve("routes.yaml");
        Files.writeString(file, manifest("orders"));
        try (TestApplication running = TestApplication.run(Orders.class, "mirror.manifests=" + file)) {
            Files.writeString(file, manifest("users"));
            running.context().publishEvent(new EnvironmentChangeEvent(running.context(), Set.of()));
            assertThat(names(running)).containsExactly("users");
        }
    }

    private static String manifest(String name) {
        return """
            apiVersion: gateway.networking.k8s.io/v1
            kind: HTTPRoute
            metadata: {name: %s}
            spec:
              rules:
              - filters:
                - type: RequestMirror
                  requestMirror: {backendRef: {name: next, port: 8080}}
            """.formatted(name);
    }

    /** The application may have reloaded routes of its own since. */
    @Test
    void settings_that_say_the_same_change_nothing() {
        try (TestApplication running = TestApplication.run(Orders.class, "mirror.routes.orders.to=" + shadow.uri())) {
            MirrorRoute later =
                    MirrorRoute.to(shadow.uri().toString()).name("later").build();
            running.mirror().reload(List.of(later));
            change(running, Map.of("mirror.routes.orders.to", shadow.uri().toString(), "other.key", "1"));
            assertThat(names(running)).containsExactly("later");
        }
    }

    @Test
    void what_is_not_followed_is_named_until_it_is_as_at_the_start(CapturedOutput output) {
        try (TestApplication running = TestApplication.run(Orders.class, "mirror.routes.orders.to=" + shadow.uri())) {
            change(running, Map.of("mirror.candidate", "orders 3", "mirror.evidence", "/tmp/evidence.json"));
            assertThat(output).containsOnlyOnce("need a restart: mirror.candidate, mirror.evidence");
            change(running, Map.of("mirror.paused", "true"));
            assertThat(output).containsOnlyOnce("need a restart");
        }
    }

    @Test
    void a_share_that_was_given_at_run_time_outlives_it() {
        try (TestApplication running = TestApplication.run(Orders.class, "mirror.routes.orders.to=" + shadow.uri())) {
            running.mirror().overrideShare("orders", Fraction.percent(3));
            change(running, Map.of("mirror.routes.orders.percent", "5"));
            assertThat(share(running)).isEqualTo("3/100");
            running.mirror().restoreShare("orders");
            assertThat(share(running)).isEqualTo("5/100");
        }
    }

    @Test
    void an_error_in_code_of_the_application_keeps_the_old_routes(CapturedOutput output) {
        try (TestApplication running = TestApplication.run(Failing.class, "mirror.routes.orders.to=" + shadow.uri())) {
            change(running, Map.of("mirror.routes.orders.percent", "5"));
            assertThat(share(running)).isEqualTo("1/1");
            assertThat(output).contains("the old routes stay in force: not five");
        }
    }

    @Test
    void what_fails_after_the_routes_were_put_in_force_does_not_say_that_the_old_ones_are(CapturedOutput output) {
        Map<String, Object> changed = Map.of("mirror.routes.orders.percent", "5", "mirror.paused", "true");
        try (TestApplication running =
                TestApplication.run(FailingDrive.class, "mirror.routes.orders.to=" + shadow.uri())) {
            change(running, changed);
            assertThat(share(running)).isEqualTo("5/100");
            assertThat(output)
                    .contains("The new routes are in force, but not all that was changed with them: not now")
                    .doesNotContain("stay in force");
            change(running, changed);
            assertThat(running.mirror().isPaused()).as("tried again").isTrue();
        }
    }

    @Test
    void settings_that_are_taken_back_after_such_a_failure_are_put_in_force() {
        try (TestApplication running =
                TestApplication.run(FailingDrive.class, "mirror.routes.orders.to=" + shadow.uri())) {
            change(running, Map.of("mirror.routes.orders.percent", "5"));
            assertThat(share(running)).isEqualTo("5/100");
            change(running, Map.of());
            assertThat(share(running)).isEqualTo("1/1");
        }
    }

    @Test
    void a_share_that_is_named_for_the_control_ends_that_it_follows_the_verdict() {
        try (TestApplication running = TestApplication.run(
                Orders.class,
                "mirror.routes.orders.to=" + shadow.uri(),
                "mirror.routes.orders.control.to=http://127.0.0.1:9")) {
            assertThat(share(running, 1)).isEqualTo("100/100");
            change(running, Map.of("mirror.routes.orders.control.percent", "7"));
            assertThat(share(running, 1)).isEqualTo("7/100");
            change(running, Map.of());
            assertThat(share(running, 1)).isEqualTo("100/100");
        }
    }

    /** The control whose share follows the verdict may be gone. */
    @Test
    void a_control_that_is_taken_away_is_no_fault() throws Exception {
        try (RecordingShadow control = RecordingShadow.start();
                TestApplication running = TestApplication.run(
                        Orders.class,
                        "mirror.routes.orders.to=" + shadow.uri(),
                        "mirror.routes.orders.control.to=" + control.uri())) {
            assertThat(running.get("/orders/1").status()).isEqualTo(200);
            control.awaitRequests(1, Duration.ofSeconds(20));
            running.mirror()
                    .reload(List.of(MirrorRoute.to(shadow.uri().toString())
                            .name("orders")
                            .build()));
            assertThat(running.get("/orders/2").status()).isEqualTo(200);
            Awaitility.await()
                    .atMost(Duration.ofSeconds(20))
                    .until(() -> running.mirror().stats().isClosed());
            assertThat(running.mirror().stats().internalErrors()).isZero();
        }
    }

    @Configuration(proxyBeanMethods = false)
    static class Failing extends Orders {
        @Bean
        MirrorBuilderCustomizer failing() {
            return builder -> builder.mirrors(spec -> {
                if (spec.sampling().fraction().equals(Fraction.percent(5))) {
                    throw new AssertionError("not five");
                }
                return spec;
            });
        }
    }

    @Configuration(proxyBeanMethods = false)
    static class FailingDrive extends Orders {
        @Bean
        @Primary
        ControlDrive failingDrive() {
            AtomicBoolean failed = new AtomicBoolean();
            return plan -> {
                if (failed.compareAndSet(false, true)) {
                    throw new IllegalStateException("not now");
                }
            };
        }
    }
}
