// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.compatibility.spring;

import static org.assertj.core.api.Assertions.assertThat;

import io.trafficmirror.TrafficMirror;
import io.trafficmirror.testkit.http.RawHttp;
import io.trafficmirror.testkit.http.RawResponse;
import io.trafficmirror.testkit.shadow.RecordedRequest;
import io.trafficmirror.testkit.shadow.RecordingShadow;
import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.springframework.boot.Banner;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.web.servlet.function.RouterFunction;
import org.springframework.web.servlet.function.RouterFunctions;
import org.springframework.web.servlet.function.ServerResponse;

/** The starter on a server other than Tomcat: the same responses with and without it, and copies with their bodies. */
public final class ServerContract {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private ServerContract() {}

    /** Besides what the page's application has: something that reads a body, and no tokens. Without an annotation, so that no scan finds it. */
    public static class Taking {
        /** For Spring. */
        public Taking() {}

        @Bean
        RouterFunction<ServerResponse> orders() {
            return RouterFunctions.route()
                    .POST("/orders", request -> ServerResponse.ok().body("taken " + request.body(String.class)))
                    .build();
        }

        @Bean
        SecurityFilterChain chain(HttpSecurity http) throws Exception {
            return http.authorizeHttpRequests(requests -> requests.anyRequest().authenticated())
                    .httpBasic(Customizer.withDefaults())
                    .csrf(csrf -> csrf.disable())
                    .build();
        }
    }

    /**
     * Runs the application twice.
     *
     * @param server has the bean of the server's factory
     * @param name what the server's threads run
     */
    public static void check(Class<?> server, String name) throws Exception {
        List<String> bare;
        try (ConfigurableApplicationContext running = run(server, Map.of("mirror.enabled", "false"))) {
            bare = asked(running);
        }
        try (RecordingShadow shadow = RecordingShadow.start();
                ConfigurableApplicationContext running = run(
                        server,
                        Map.of(
                                "mirror.routes.orders.to", shadow.uri().toString(),
                                "mirror.limits.ramp-up", "0s",
                                "mirror.limits.cpu-share", "1"))) {
            assertThat(asked(running)).isEqualTo(bare);
            TrafficMirror mirror = running.getBean(TrafficMirror.class);
            Awaitility.await().atMost(PATIENCE).until(() -> mirror.stats().isClosed());
            assertThat(mirror.stats().internalErrors()).isZero();
            List<RecordedRequest> copies = shadow.requests();
            assertThat(copies.stream().map(RecordedRequest::target)).contains("/orders/1", "/nowhere");
            assertThat(copies).anyMatch(copy -> copy.body().text().equals("tea"));
            assertThat(Thread.getAllStackTraces().values().stream()
                            .flatMap(Arrays::stream)
                            .map(StackTraceElement::getClassName))
                    .as("threads of the server")
                    .anyMatch(of -> of.startsWith(name))
                    .noneMatch(of -> of.startsWith("org.apache.tomcat"));
        }
    }

    private static ConfigurableApplicationContext run(Class<?> server, Map<String, String> properties) {
        SpringApplication application = new SpringApplication(PageContract.DemoApplication.class, Taking.class, server);
        application.setBannerMode(Banner.Mode.OFF);
        application.setRegisterShutdownHook(false);
        Map<String, Object> all = new HashMap<>(Map.of(
                "server.port", "0",
                "server.address", "127.0.0.1",
                "logging.level.root", "off",
                "spring.autoconfigure.exclude", Bridge.BRAVE.excludesOther(),
                "spring.security.user.name", "owner",
                "spring.security.user.password", "tea"));
        all.putAll(properties);
        application.setDefaultProperties(all);
        return application.run();
    }

    private static List<String> asked(ConfigurableApplicationContext running) throws IOException {
        int port = running.getEnvironment().getRequiredProperty("local.server.port", Integer.class);
        try (RawHttp client = RawHttp.connect(port)) {
            String field = " HTTP/1.1\r\nHost: shop.example\r\n" + SecurityScenarios.OWNER + "\r\n";
            String found = shown(client.send("GET /orders/1" + field + "\r\n").read());
            String missed = shown(client.send("GET /nowhere" + field + "\r\n").read());
            String taken = shown(client.send("POST /orders" + field
                            + "Content-Type: text/plain\r\nContent-Length: 3\r\nConnection: close\r\n\r\ntea")
                    .read());
            assertThat(found).contains(" 200 ").endsWith("\ntea");
            return List.of(found, missed, taken);
        }
    }

    private static String shown(RawResponse response) {
        StringBuilder shown = new StringBuilder(response.statusLine());
        response.headers().stream()
                .filter(line -> !line.name().equalsIgnoreCase("Date"))
                .forEach(line -> shown.append('\n').append(line));
        return shown.append('\n')
                .append(response.body().text().replaceAll("\"timestamp\":\"[^\"]*\"", ""))
                .toString();
    }
}
