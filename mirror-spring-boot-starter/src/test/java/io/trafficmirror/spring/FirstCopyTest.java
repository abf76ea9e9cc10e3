// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.spring;

import static org.assertj.core.api.Assertions.assertThat;

import io.trafficmirror.testkit.shadow.RecordedRequest;
import io.trafficmirror.testkit.shadow.RecordingShadow;
import java.time.Duration;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The dependency and some properties: what is copied then, and what is not. */
class FirstCopyTest {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final RecordingShadow shadow = RecordingShadow.start();

    @AfterEach
    void close() {
        shadow.close();
    }

    private TestApplication run(String... properties) {
        String[] all = new String[properties.length + 1];
        all[0] = "mirror.routes.orders.to=" + shadow.uri();
        System.arraycopy(properties, 0, all, 1, properties.length);
        return TestApplication.run(Orders.class, all);
    }

    /** A request that is copied in any case, so that all before it have had their chance. */
    private List<String> targetsAfter(TestApplication running, String last) throws Exception {
        assertThat(running.get(last).status()).isEqualTo(200);
        Awaitility.await()
                .atMost(PATIENCE)
                .until(() -> shadow.requests().stream()
                        .anyMatch(copy -> copy.target().equals(last)));
        Awaitility.await().atMost(PATIENCE).until(() -> running.mirror().stats().isClosed());
        return shadow.requests().stream().map(RecordedRequest::target).sorted().toList();
    }

    @Test
    void a_request_is_answered_by_the_application_and_copied() throws Exception {
        try (TestApplication running = run("mirror.routes.orders.path-prefix=/orders")) {
            String body = "tea";
            assertThat(running.send(
                                    running.port(),
                                    "POST /orders HTTP/1.1\r\n"
                                            + "Host: shop.example\r\n"
                                            + "Content-Type: text/plain\r\n"
                                            + "Content-Length: 3\r\n\r\n"
                                            + body)
                            .body()
                            .text())
                    .isEqualTo("taken tea");
            RecordedRequest copy = shadow.awaitRequests(1, PATIENCE).get(0);
            assertThat(copy.method()).isEqualTo("POST");
            assertThat(copy.body().text()).isEqualTo("tea");
            assertThat(copy.header("X-Shadow-Request")).contains("true");
            assertThat(running.get("/internal/state").body().text()).isEqualTo("well");
            assertThat(targetsAfter(running, "/orders/1")).containsExactly("/orders", "/orders/1");
        }
    }

    @Test
    void what_the_application_excludes_is_not_copied_whatever_way_it_is_spelled() throws Exception {
        try (TestApplication running = run("mirror.exclude=/internal/")) {
            assertThat(running.get("/internal/state").status()).isEqualTo(200);
            assertThat(running.get("/%69nternal/state").status()).isEqualTo(200);
            assertThat(targetsAfter(running, "/orders/1")).containsExactly("/orders/1");
        }
    }

    @Test
    void the_management_endpoints_are_not_copied() throws Exception {
        try (TestApplication running = run()) {
            assertThat(running.get("/actuator/health").status()).isEqualTo(200);
            assertThat(targetsAfter(running, "/orders/1")).containsExactly("/orders/1");
        }
    }

    @Test
    void the_management_endpoints_are_copied_if_the_user_says_so() throws Exception {
        try (TestApplication running = run("mirror.include-management=true")) {
            assertThat(running.get("/actuator/health").status()).isEqualTo(200);
            assertThat(targetsAfter(running, "/orders/1")).containsExactly("/actuator/health", "/orders/1");
        }
    }

    @Test
    void another_base_path_below_a_context_path_is_not_copied_either() throws Exception {
        try (TestApplication running = run(
                "server.servlet.context-path=/shop",
                "spring.mvc.servlet.path=/api",
                "management.endpoints.web.base-path=/manage")) {
            assertThat(running.get("/shop/api/manage/health").status()).isEqualTo(200);
            assertThat(targetsAfter(running, "/shop/api/orders/1")).containsExactly("/shop/api/orders/1");
        }
    }

    @Test
    void the_management_port_is_not_copied() throws Exception {
        try (TestApplication running = run("management.server.port=0")) {
            assertThat(running.get(running.port("local.management.port"), "/actuator/health")
                            .status())
                    .isEqualTo(200);
            assertThat(targetsAfter(running, "/orders/1")).containsExactly("/orders/1");
        }
    }

    @Test
    void a_paused_mirror_copies_nothing_and_counts() throws Exception {
        try (TestApplication running = run("mirror.paused=true")) {
            assertThat(running.get("/orders/1").status()).isEqualTo(200);
            assertThat(running.mirror().stats().mirrors().get(0).droppedInAll()).isOne();
            assertThat(shadow.requests()).isEmpty();
        }
    }

    @Test
    void a_closed_application_leaves_no_thread_of_the_mirror() throws Exception {
        try (TestApplication running = run()) {
            targetsAfter(running, "/orders/1");
        }
        assertThat(Thread.getAllStackTraces().keySet().stream().map(Thread::getName))
                .noneMatch(name -> name.startsWith("traffic-mirror"));
    }
}
