// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.spring;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.trafficmirror.MirrorRoute;
import io.trafficmirror.TrafficMirror;
import io.trafficmirror.sample.Fraction;
import io.trafficmirror.testkit.Unhurried;
import io.trafficmirror.testkit.http.RawResponse;
import io.trafficmirror.testkit.shadow.RecordingShadow;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.actuate.health.HealthContributor;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The management endpoints: what they show, and what they change. */
class EndpointTest {
    private static final String EXPOSED =
            "management.endpoints.web.exposure.include=mirror,mirrorgate,health,prometheus";
    private static final String WRITABLE = "management.endpoint.mirror.access=unrestricted";

    private final RecordingShadow shadow = RecordingShadow.start();

    @AfterEach
    void close() {
        shadow.close();
    }

    private TestApplication run(String... properties) {
        String[] all = new String[properties.length + 2];
        all[0] = "mirror.routes.orders.to=" + shadow.uri();
        all[1] = EXPOSED;
        System.arraycopy(properties, 0, all, 2, properties.length);
        return TestApplication.run(Orders.class, all);
    }

    private static JsonNode json(RawResponse response) throws Exception {
        assertThat(response.status()).as(response.body().text()).isEqualTo(200);
        return new ObjectMapper().readTree(response.body().text());
    }

    private static JsonNode state(TestApplication running) throws Exception {
        return json(running.get("/actuator/mirror"));
    }

    private static RawResponse send(TestApplication running, String method, String path, String body) throws Exception {
        return running.send(
                running.port(),
                method + " /actuator/" + path + " HTTP/1.1\r\nHost: shop.example\r\nConnection: close\r\n"
                        + "Content-Type: application/json\r\nContent-Length: " + body.length() + "\r\n\r\n" + body);
    }

    private static String share(JsonNode state, String route) {
        for (JsonNode one : state.get("routes")) {
            if (one.get("name").asText().equals(route)) {
                return one.at("/rules/0/mirrors/0/share").asText();
            }
        }
        throw new AssertionError("no route " + route + " in " + state);
    }

    private void copied(TestApplication running) throws Exception {
        assertThat(running.get("/orders/1").status()).isEqualTo(200);
        Awaitility.await()
                .atMost(Duration.ofSeconds(20))
                .until(() -> running.mirror().stats().isClosed());
    }

    @Test
    void the_state_is_shown() throws Exception {
        try (TestApplication running = run()) {
            copied(running);
            JsonNode state = state(running);
            assertThat(state.get("state").asText()).startsWith("Mirroring 1/1 of orders");
            assertThat(state.get("paused").asBoolean()).isFalse();
            assertThat(state.at("/routes/0/name").asText()).isEqualTo("orders");
            assertThat(state.at("/routes/0/rules/0/mirrors/0/share").asText()).isEqualTo("1/1");
            assertThat(state.at("/mirrors/0/sent").asInt()).isOne();
            assertThat(state.at("/mirrors/0/answered/2xx").asInt()).isOne();
            assertThat(state.at("/targets/0/breaker").asText()).isEqualTo("closed");
            assertThat(state.at("/budgets/byteLimit").asLong()).isPositive();
            assertThat(state.has("experiment")).isFalse();
        }
    }

    @Test
    void verdict_and_causes_are_shown_where_responses_are_compared() throws Exception {
        try (TestApplication running = run("mirror.routes.orders.judgement.epsilon=0.05")) {
            copied(running);
            JsonNode experiment = state(running).get("experiment");
            assertThat(experiment.at("/verdict/outcome").asText()).isEqualTo("INSUFFICIENT");
            assertThat(experiment.get("causes").isArray()).isTrue();
            RawResponse gate = running.get("/actuator/mirrorgate/gate");
            assertThat(gate.status()).isEqualTo(412);
            assertThat(gate.body().text()).startsWith("INSUFFICIENT: ");
            assertThat(running.get("/actuator/mirrorgate/gate?ok=PASS,INSUFFICIENT")
                            .status())
                    .isEqualTo(200);
            assertThat(json(running.get("/actuator/mirrorgate/verdict"))
                            .get("verdict")
                            .asText())
                    .isEqualTo("INSUFFICIENT");
            assertThat(json(running.get("/actuator/mirrorgate/report")).isObject())
                    .isTrue();
            assertThat(running.get("/actuator/mirrorgate/else").status()).isEqualTo(404);
        }
    }

    @Test
    void nothing_can_be_changed_unless_it_is_unrestricted() throws Exception {
        try (TestApplication running = run()) {
            assertThat(send(running, "POST", "mirror", "{\"paused\":true}").status())
                    .isEqualTo(405);
            assertThat(send(running, "POST", "mirror/orders", "{\"percent\":5}").status())
                    .isIn(404, 405);
            assertThat(send(running, "DELETE", "mirror", "").status()).isEqualTo(405);
            assertThat(running.mirror().isPaused()).isFalse();
        }
    }

    @Test
    void it_pauses_and_resumes() throws Exception {
        try (TestApplication running = run(WRITABLE)) {
            assertThat(json(send(running, "POST", "mirror", "{\"paused\":true}"))
                            .get("state")
                            .asText())
                    .startsWith("Mirroring nothing: it is paused");
            assertThat(running.mirror().isPaused()).isTrue();
            assertThat(json(send(running, "POST", "mirror", "{\"paused\":false}"))
                            .get("paused")
                            .asBoolean())
                    .isFalse();
        }
    }

    @Test
    void it_gives_all_routes_another_share_and_their_own_one_back() throws Exception {
        try (TestApplication running = run(WRITABLE)) {
            JsonNode state = json(send(running, "POST", "mirror", "{\"percent\":7}"));
            assertThat(state.get("shareOfAll").asText()).isEqualTo("7/100");
            assertThat(state.at("/routes/0/rules/0/mirrors/0/share").asText()).isEqualTo("7/100");
            assertThat(send(running, "DELETE", "mirror", "").status()).isEqualTo(204);
            assertThat(state(running).at("/routes/0/rules/0/mirrors/0/share").asText())
                    .isEqualTo("1/1");
        }
    }

    @Test
    void it_gives_one_route_another_share_and_leaves_the_others() throws Exception {
        try (TestApplication running =
                run(WRITABLE, "mirror.routes.users.to=" + shadow.uri(), "mirror.routes.users.path-prefix=/users")) {
            JsonNode state = json(send(running, "POST", "mirror/users", "{\"percent\":0}"));
            assertThat(share(state, "orders")).isEqualTo("1/1");
            assertThat(share(state, "users")).isEqualTo("0/100");
            assertThat(send(running, "DELETE", "mirror/users", "").status()).isEqualTo(204);
            assertThat(share(state(running), "users")).isEqualTo("1/1");
        }
    }

    @Test
    void it_gives_a_route_of_a_namespace_another_share(@TempDir Path directory) throws Exception {
        Path file = Files.writeString(directory.resolve("routes.yaml"), """
            apiVersion: gateway.networking.k8s.io/v1
            kind: HTTPRoute
            metadata: {name: orders, namespace: shop}
            spec:
              rules:
              - filters:
                - type: RequestMirror
                  requestMirror: {backendRef: {name: next, port: 8080}}
            """);
        try (TestApplication running =
                TestApplication.run(Orders.class, EXPOSED, WRITABLE, "mirror.manifests=" + file)) {
            JsonNode state = json(send(running, "POST", "mirror/shop/orders", "{\"percent\":5}"));
            assertThat(share(state, "shop/orders")).isEqualTo("5/100");
            assertThat(send(running, "DELETE", "mirror/shop/orders", "").status())
                    .isEqualTo(204);
            assertThat(share(state(running), "shop/orders")).isEqualTo("1/1");
        }
    }

    @Test
    void a_share_given_to_one_route_holds_though_all_were_given_one_before() throws Exception {
        try (TestApplication running =
                run(WRITABLE, "mirror.routes.users.to=" + shadow.uri(), "mirror.routes.users.path-prefix=/users")) {
            json(send(running, "POST", "mirror", "{\"percent\":7}"));
            JsonNode state = json(send(running, "POST", "mirror/users", "{\"percent\":3}"));
            assertThat(share(state, "orders")).isEqualTo("7/100");
            assertThat(share(state, "users")).isEqualTo("3/100");
        }
    }

    /** The console, or code of the application, may change shares past the endpoint. */
    @Test
    void what_others_have_changed_is_shown() throws Exception {
        try (TestApplication running = run()) {
            running.mirror().overrideShare(Fraction.percent(7));
            assertThat(state(running).get("shareOfAll").asText()).isEqualTo("7/100");
            running.mirror().restoreShares();
            assertThat(state(running).has("shareOfAll")).isFalse();
        }
    }

    @Test
    void another_share_leaves_routes_in_force_that_others_have_reloaded() throws Exception {
        try (TestApplication running = TestApplication.run(OwnMirror.class, EXPOSED, WRITABLE)) {
            MirrorRoute later =
                    MirrorRoute.to(shadow.uri().toString()).name("later").build();
            running.mirror().reload(List.of(later));
            assertThat(send(running, "POST", "mirror/later", "{\"percent\":5}").status())
                    .isEqualTo(200);
            assertThat(running.mirror().routes()).extracting(MirrorRoute::name).containsExactly("later");
            assertThat(send(running, "DELETE", "mirror/later", "").status()).isEqualTo(204);
            assertThat(send(running, "POST", "mirror", "{\"percent\":7}").status())
                    .isEqualTo(200);
            assertThat(send(running, "DELETE", "mirror", "").status()).isEqualTo(204);
            assertThat(running.mirror().routes()).containsExactly(later);
        }
    }

    @Test
    void what_makes_no_sense_is_refused_and_changes_nothing() throws Exception {
        try (TestApplication running = run(WRITABLE)) {
            assertThat(send(running, "POST", "mirror", "{}").status()).isEqualTo(400);
            assertThat(send(running, "POST", "mirror", "{\"paused\":true,\"percent\":101}")
                            .status())
                    .isEqualTo(400);
            assertThat(send(running, "POST", "mirror", "{\"paused\":true,\"reset\":true}")
                            .status())
                    .isEqualTo(400);
            assertThat(send(running, "POST", "mirror/nobody", "{\"percent\":5}").status())
                    .isEqualTo(400);
            assertThat(running.mirror().isPaused()).isFalse();
        }
    }

    @Test
    void it_begins_a_comparison_anew() throws Exception {
        try (TestApplication running = run(WRITABLE, "mirror.routes.orders.judgement.epsilon=0.05")) {
            copied(running);
            assertThat(state(running).at("/experiment/evidence").isEmpty()).isFalse();
            JsonNode state = json(send(running, "POST", "mirror", "{\"reset\":true}"));
            assertThat(state.at("/experiment/evidence").isEmpty()).isTrue();
        }
    }

    @Test
    void it_says_why_nothing_is_mirrored() throws Exception {
        try (TestApplication running = run("mirror.enabled=false")) {
            JsonNode state = state(running);
            assertThat(state.get("state").asText()).isEqualTo("Mirroring nothing: mirror.enabled is false");
            assertThat(state.has("routes")).isFalse();
        }
    }

    /** A shadow in trouble must not take the primary out of its load balancer. */
    @Test
    void health_knows_nothing_of_the_mirror() throws Exception {
        try (TestApplication running = run("management.endpoint.health.show-details=always")) {
            shadow.close();
            assertThat(running.get("/orders/1").status()).isEqualTo(200);
            assertThat(running.context().getBeansOfType(HealthContributor.class).keySet())
                    .noneMatch(name -> name.toLowerCase(Locale.ROOT).contains("mirror"));
            JsonNode health = json(running.get("/actuator/health"));
            assertThat(health.get("status").asText()).isEqualTo("UP");
            assertThat(health.get("components").fieldNames()).toIterable().noneMatch(name -> name.contains("mirror"));
        }
    }

    @Test
    void the_meters_are_there_by_themselves() throws Exception {
        try (TestApplication running = run("mirror.routes.orders.judgement.epsilon=0.05")) {
            copied(running);
            RawResponse scrape = running.get("/actuator/prometheus");
            assertThat(scrape.status()).isEqualTo(200);
            assertThat(scrape.body().text()).contains("http_mirror_").contains("http_mirror_verdict 2.0");
        }
    }

    @Configuration(proxyBeanMethods = false)
    static class OwnMirror extends Orders {
        @Bean
        TrafficMirror own() {
            return TrafficMirror.builder()
                    .route(MirrorRoute.to("http://127.0.0.1:9").name("earlier"))
                    .limits(Unhurried.bounds())
                    .startLine(line -> {})
                    .build();
        }
    }
}
