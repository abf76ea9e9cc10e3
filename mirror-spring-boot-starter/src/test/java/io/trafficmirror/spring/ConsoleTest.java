// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.spring;

import static org.assertj.core.api.Assertions.assertThat;

import io.trafficmirror.console.ConsoleAuthoriser;
import io.trafficmirror.testkit.http.RawResponse;
import io.trafficmirror.testkit.shadow.RecordedRequest;
import io.trafficmirror.testkit.shadow.RecordingShadow;
import java.time.Duration;
import java.util.Optional;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.WebApplicationType;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The console by a property: there if it is asked for, never mirrored, and read-only without an authoriser. */
class ConsoleTest {
    private final RecordingShadow shadow = RecordingShadow.start();

    @AfterEach
    void close() {
        shadow.close();
    }

    private String to() {
        return "mirror.routes.orders.to=" + shadow.uri();
    }

    private static RawResponse pause(TestApplication running, String path) throws Exception {
        String body = "{}";
        return running.send(
                running.port(),
                "POST " + path + "api/v1/actions/pause HTTP/1.1\r\nHost: shop.example\r\nConnection: close\r\n"
                        + "Content-Type: application/json\r\nContent-Length: " + body.length() + "\r\n\r\n" + body);
    }

    @Test
    void it_is_off_unless_it_is_asked_for() throws Exception {
        try (TestApplication running = TestApplication.run(Orders.class, to())) {
            assertThat(running.get("/mirror-console/").status()).isEqualTo(404);
        }
    }

    @Test
    void it_shows_what_is_mirrored_and_is_not_mirrored_itself() throws Exception {
        try (TestApplication running = TestApplication.run(
                Orders.class,
                to(),
                "mirror.console.enabled=true",
                "mirror.routes.orders.judgement.epsilon=0.05",
                "server.servlet.context-path=/shop")) {
            RawResponse page = running.get("/shop/mirror-console/");
            assertThat(page.status()).isEqualTo(200);
            assertThat(page.body().text()).contains("<!doctype html>");
            assertThat(page.header("Content-Security-Policy")).isPresent();
            String state =
                    running.get("/shop/mirror-console/api/v1/state").body().text();
            assertThat(state).contains("\"verdict\"").contains("\"route\":\"orders\"");
            assertThat(running.get("/shop/mirror-console").status()).isBetween(301, 308);
            assertThat(pause(running, "/shop/mirror-console/").status()).isBetween(403, 405);
            assertThat(running.mirror().isPaused()).isFalse();
            assertThat(running.get("/shop/orders/1").status()).isEqualTo(200);
            Awaitility.await()
                    .atMost(Duration.ofSeconds(20))
                    .until(() -> running.mirror().stats().isClosed());
            assertThat(shadow.requests().stream().map(RecordedRequest::target)).containsExactly("/shop/orders/1");
        }
    }

    @Test
    void it_stands_elsewhere_if_the_application_says_so_and_offers_what_its_authoriser_allows() throws Exception {
        try (TestApplication running = TestApplication.run(
                WebApplicationType.SERVLET,
                new Class<?>[] {Orders.class, Authorised.class},
                to(),
                "mirror.console.enabled=true",
                "mirror.console.path=/ops/mirror")) {
            assertThat(running.get("/mirror-console/").status()).isEqualTo(404);
            assertThat(running.get("/ops/mirror/api/v1/state").body().text())
                    .contains("\"pause\"")
                    .contains("\"token\"");
        }
    }

    @Configuration(proxyBeanMethods = false)
    static class Authorised {
        @Bean
        ConsoleAuthoriser everybody() {
            return (action, request) -> Optional.of("somebody");
        }
    }
}
