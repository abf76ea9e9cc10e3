// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.trafficmirror.MirrorLimits;
import io.trafficmirror.MirrorRoute;
import io.trafficmirror.TrafficMirror;
import io.trafficmirror.compare.report.Findings;
import io.trafficmirror.servlet.MirrorFilter;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.eclipse.jetty.ee10.servlet.ServletContextHandler;
import org.eclipse.jetty.ee10.servlet.ServletHolder;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ConsoleServletTest {
    /** The bytes of an event of the state: two lines and an empty one. */
    private static final int FRAME = 13 + 6 + 20 + 2;

    private final HttpClient client = HttpClient.newHttpClient();
    private final TrafficMirror mirror = TrafficMirror.builder()
            .limits(MirrorLimits.defaults().withRampUp(Duration.ZERO))
            .route(MirrorRoute.to("http://127.0.0.1:1"))
            .build();
    private final MirrorConsole console = MirrorConsole.builder()
            .mirror(mirror)
            .findings(this::look, Scenes.JUDGEMENT)
            .build();
    private final AtomicBoolean broken = new AtomicBoolean();
    private Server server;

    private Findings look() {
        if (broken.get()) {
            throw new Unreadable();
        }
        return Scenes.nothing();
    }

    /** A log asks it for its message. */
    private static final class Unreadable extends Error {
        private static final long serialVersionUID = 1L;

        @Override
        public String getMessage() {
            throw new IllegalStateException("no message");
        }
    }

    @BeforeEach
    void start() throws Exception {
        server = new Server();
        ServerConnector connector = new ServerConnector(server);
        connector.setHost("127.0.0.1");
        server.addConnector(connector);
        ServletContextHandler context = new ServletContextHandler("/shop");
        context.addServletContainerInitializer(
                (classes, starting) -> MirrorFilter.register(starting, "mirror", mirror));
        context.addServlet(
                new ServletHolder("other", new jakarta.servlet.http.HttpServlet() {
                    private static final long serialVersionUID = 1L;
                }),
                "/*");
        context.addServletContainerInitializer(
                (classes, starting) -> ConsoleServlet.register(starting, "/ops/mirror", console));
        ServletHolder synchronous = new ServletHolder("sync", new ConsoleServlet(console));
        synchronous.setAsyncSupported(false);
        context.addServlet(synchronous, "/sync/*");
        server.setHandler(context);
        server.start();
    }

    @AfterEach
    void stop() throws Exception {
        server.stop();
        mirror.close(Duration.ZERO);
    }

    private URI uri(String path) {
        return URI.create("http://127.0.0.1:" + ((ServerConnector) server.getConnectors()[0]).getLocalPort() + path);
    }

    private HttpResponse<String> get(String path) throws Exception {
        return client.send(HttpRequest.newBuilder(uri(path)).build(), HttpResponse.BodyHandlers.ofString());
    }

    private long selected() {
        return mirror.stats().mirrors().get(0).selected();
    }

    @Test
    void its_own_requests_are_never_mirrored_however_they_are_written() throws Exception {
        for (String path : List.of(
                "/shop/ops/mirror/",
                "/shop/ops/mirror",
                "/shop/ops/mirror/console.js",
                "/shop/ops/mirror/api/v1/state",
                "/shop/ops/%6Dirror/",
                "/shop/ops/mirror;a=b/index.html",
                "/shop/sync/")) {
            get(path);
        }
        assertThat(selected()).isZero();
        get("/shop/ops/mirrors");
        get("/shop/orders/1");
        assertThat(selected()).isEqualTo(2);
    }

    @Test
    void the_page_is_there_and_its_addresses_are_relative() throws Exception {
        HttpResponse<String> page = get("/shop/ops/mirror/");
        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.headers().firstValue("Content-Type")).hasValue("text/html;charset=utf-8");
        assertThat(page.body())
                .contains("src=\"console.js\"")
                .doesNotContain("=\"/")
                .doesNotContain("http");
        HttpResponse<String> bare = get("/shop/ops/mirror");
        assertThat(bare.statusCode()).isEqualTo(302);
        assertThat(bare.headers().firstValue("Location")).hasValue("mirror/");
    }

    @Test
    void tells_open_pages_of_the_state_and_ends_with_the_server() throws Exception {
        HttpResponse<InputStream> events = client.send(
                HttpRequest.newBuilder(uri("/shop/ops/mirror/api/v1/events")).build(),
                HttpResponse.BodyHandlers.ofInputStream());
        assertThat(events.headers().firstValue("Content-Type").orElseThrow()).startsWith("text/event-stream");
        try (InputStream in = events.body()) {
            String frame = new String(in.readNBytes(13), StandardCharsets.UTF_8);
            assertThat(frame).isEqualTo("event: state\n");
            String tag = new String(in.readNBytes(6 + 20 + 2), StandardCharsets.UTF_8);
            assertThat(tag).isEqualTo("data: " + console.stateTag() + "\n\n");
            String next = new String(in.readNBytes(13), StandardCharsets.UTF_8);
            assertThat(next).isEqualTo(frame);
            server.stop();
        }
        await().until(() -> Thread.getAllStackTraces().keySet().stream()
                .noneMatch(thread -> thread.getName().equals("traffic-mirror-console") && thread.isAlive()));
    }

    @Test
    void after_an_error_of_a_look_pages_are_told_again_even_if_it_can_not_be_logged() throws Exception {
        try (InputStream before = events()) {
            assertThat(before.readNBytes(FRAME)).hasSize(FRAME);
            broken.set(true);
            assertThat(before.readAllBytes().length % FRAME)
                    .as("whole frames, and the end")
                    .isZero();
        }
        broken.set(false);
        try (InputStream after = events()) {
            assertThat(after.readNBytes(3 * FRAME)).hasSize(3 * FRAME);
        }
    }

    private InputStream events() throws Exception {
        return client.send(
                        HttpRequest.newBuilder(uri("/shop/ops/mirror/api/v1/events"))
                                .build(),
                        HttpResponse.BodyHandlers.ofInputStream())
                .body();
    }

    @Test
    void where_nothing_asynchronous_is_allowed_the_page_asks_by_itself() throws Exception {
        assertThat(get("/shop/sync/api/v1/events").statusCode()).isEqualTo(204);
        assertThat(get("/shop/sync/api/v1/state").statusCode()).isEqualTo(200);
    }

    @Test
    void more_pages_than_it_tells_ask_by_themselves() throws Exception {
        List<InputStream> open = new ArrayList<>();
        for (int i = 0; i < 32; i++) {
            HttpResponse<InputStream> events = client.send(
                    HttpRequest.newBuilder(uri("/shop/ops/mirror/api/v1/events"))
                            .build(),
                    HttpResponse.BodyHandlers.ofInputStream());
            assertThat(events.statusCode()).isEqualTo(200);
            open.add(events.body());
        }
        assertThat(get("/shop/ops/mirror/api/v1/events").statusCode()).isEqualTo(204);
        for (InputStream one : open) {
            one.close();
        }
        await().untilAsserted(() ->
                assertThat(get("/shop/ops/mirror/api/v1/state").statusCode()).isEqualTo(200));
    }

    @Test
    void an_application_is_served_while_a_look_at_the_console_hangs() throws Exception {
        synchronized (hold()) {
            // Whatever the console holds while it makes a document is held here, for as long as a request of the
            // application takes.
            assertThat(get("/shop/orders/1").statusCode()).isEqualTo(405);
        }
        assertThat(selected()).isEqualTo(1);
    }

    private Object hold() throws Exception {
        java.lang.reflect.Field state = MirrorConsole.class.getDeclaredField("state");
        state.setAccessible(true);
        return state.get(console);
    }
}
