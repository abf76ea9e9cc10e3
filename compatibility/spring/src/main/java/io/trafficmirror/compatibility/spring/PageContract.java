// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.compatibility.spring;

import static org.assertj.core.api.Assertions.assertThat;

import io.trafficmirror.TrafficMirror;
import io.trafficmirror.testkit.http.RawHttp;
import io.trafficmirror.testkit.shadow.RecordingShadow;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.springframework.boot.Banner;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** What {@code docs/spring-boot.md} tells a new user to do, done: an application as the Initializr lays it out, the starter, and the lines of the page. */
public abstract class PageContract {
    /** For one line of Spring Boot. */
    protected PageContract() {}

    /** What the Initializr makes, without a scan of this package, where other applications are, and with one thing to ask for. */
    @Configuration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    @RestController
    public static class DemoApplication {
        /** For Spring. */
        public DemoApplication() {}

        @GetMapping("/orders/1")
        String order() {
            return "tea";
        }
    }

    private static String firstYamlOfPage() throws Exception {
        Path directory = Path.of("").toAbsolutePath();
        while (!Files.exists(directory.resolve("docs/spring-boot.md"))) {
            Path parent = directory.getParent();
            if (parent == null) {
                throw new AssertionError("no directory above this one has docs/spring-boot.md");
            }
            directory = parent;
        }
        String page = Files.readString(directory.resolve("docs/spring-boot.md"));
        int from = page.indexOf("```yaml\n") + "```yaml\n".length();
        return page.substring(from, page.indexOf("```", from));
    }

    /** As Spring Boot makes properties of YAML. */
    private static void flatten(String prefix, Object node, Map<String, Object> into) {
        if (node instanceof Map<?, ?> map) {
            map.forEach((key, value) -> flatten(prefix.isEmpty() ? "" + key : prefix + "." + key, value, into));
        } else {
            into.put(prefix, String.valueOf(node));
        }
    }

    private static ConfigurableApplicationContext run(Map<String, Object> properties) {
        Map<String, Object> all = new HashMap<>(properties);
        all.putAll(Map.of(
                "server.port", "0",
                "server.address", "127.0.0.1",
                "logging.level.root", "off",
                "spring.autoconfigure.exclude", Bridge.BRAVE.excludesOther(),
                "spring.security.user.name", "owner",
                "spring.security.user.password", "tea"));
        SpringApplication application = new SpringApplication(DemoApplication.class);
        application.setBannerMode(Banner.Mode.OFF);
        application.setRegisterShutdownHook(false);
        application.setDefaultProperties(all);
        return application.run();
    }

    private static void ask(ConfigurableApplicationContext running) throws Exception {
        int port = running.getEnvironment().getRequiredProperty("local.server.port", Integer.class);
        try (RawHttp client = RawHttp.connect(port)) {
            client.send("GET /orders/1 HTTP/1.1\r\nHost: shop.example\r\nConnection: close\r\n"
                    + SecurityScenarios.OWNER
                    + "\r\n\r\n");
            assertThat(client.read().body().text()).isEqualTo("tea");
        }
    }

    @Test
    void the_lines_of_the_page_bring_the_first_copy() throws Exception {
        try (RecordingShadow shadow = RecordingShadow.start()) {
            Map<String, Object> properties = new HashMap<>();
            flatten("", new Load(LoadSettings.builder().build()).loadFromString(firstYamlOfPage()), properties);
            assertThat(properties)
                    .containsEntry("mirror.routes.orders.to", "http://orders-v2:8080")
                    .hasSize(3);
            properties.put("mirror.routes.orders.to", shadow.uri().toString());
            try (ConfigurableApplicationContext running = run(properties)) {
                Awaitility.await().atMost(Duration.ofSeconds(100)).until(() -> {
                    ask(running);
                    return shadow.requestCount() > 0;
                });
                assertThat(shadow.requests().get(0).target()).isEqualTo("/orders/1");
            }
        }
    }

    /** How often the application is started anew. */
    protected int restarts() {
        return 5;
    }

    /** As devtools do it: one context after the other in one process. */
    @Test
    @Timeout(900)
    void restarts_leave_no_thread_and_no_connection() throws Exception {
        try (RecordingShadow shadow = RecordingShadow.start()) {
            Map<String, Object> properties = Map.of(
                    "mirror.routes.orders.to", shadow.uri().toString(),
                    "mirror.limits.ramp-up", "0s",
                    "mirror.limits.cpu-share", "1");
            for (int i = 1; i <= restarts(); i++) {
                try (ConfigurableApplicationContext running = run(properties)) {
                    ask(running);
                    TrafficMirror mirror = running.getBean(TrafficMirror.class);
                    Awaitility.await()
                            .atMost(Duration.ofSeconds(20))
                            .until(() -> mirror.stats().isClosed());
                }
                assertThat(shadow.requestCount()).isEqualTo(i);
            }
            List<String> threads = Thread.getAllStackTraces().keySet().stream()
                    .map(Thread::getName)
                    .filter(name -> name.startsWith("traffic-mirror"))
                    .toList();
            assertThat(threads).isEmpty();
        }
    }
}
