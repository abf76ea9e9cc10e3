// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.jaxrs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.trafficmirror.MirrorLimits;
import io.trafficmirror.MirrorRoute;
import io.trafficmirror.TrafficMirror;
import io.trafficmirror.TrafficMirrorBuilder;
import io.trafficmirror.capture.BodySink;
import io.trafficmirror.capture.Exchange;
import io.trafficmirror.http.HeadReader;
import io.trafficmirror.report.MirroredPair;
import io.trafficmirror.report.PairObserver;
import io.trafficmirror.testkit.HeaderLine;
import io.trafficmirror.testkit.RawHttp;
import io.trafficmirror.testkit.RawResponse;
import io.trafficmirror.testkit.RecordingShadow;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.glassfish.grizzly.http.server.HttpServer;
import org.glassfish.jersey.grizzly2.httpserver.GrizzlyHttpServerFactory;
import org.glassfish.jersey.server.ResourceConfig;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Faults of ours at every seam: the client gets the same raw responses, the fault is counted, the account closes. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class FaultsTest {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    /** So large that more than one piece of it is read and written. */
    private static final String LARGE = "0123456789".repeat(5_000);

    private final RecordingShadow shadow = RecordingShadow.start();
    private final TrafficMirror mirror = mirror(builder -> builder.observer(new Observer()));
    private final List<HttpServer> servers = new ArrayList<>();
    private volatile Seam seam = Seam.of(Void.class, "none", IllegalStateException::new);
    private final AtomicBoolean started = new AtomicBoolean();
    private List<String> expected = List.of();
    private int port;

    @BeforeAll
    void start() throws IOException {
        expected = play(serve(FaultyPlace.application()));
        port = serve(FaultyPlace.application()
                .register(new MirrorFeature(mirror, new TornGate(mirror, () -> seam), Scope.EVERYTHING)));
    }

    @AfterAll
    void stop() {
        servers.forEach(HttpServer::shutdownNow);
        mirror.close();
        shadow.close();
    }

    static Stream<Seam> seams() {
        return Stream.of(
                        Stream.of("method", "path", "header", "snapshot").map(name -> seam(HeadReader.class, name)),
                        Stream.of(
                                        "isNone",
                                        "wantsRequestBody",
                                        "requestBody",
                                        "wantsResponse",
                                        "wantsResponseBody",
                                        "responseBody",
                                        "template",
                                        "end")
                                .map(name -> seam(Exchange.class, name)),
                        Stream.of("isOpen", "write", "end").map(name -> seam(BodySink.class, name)),
                        Stream.of(
                                Seam.of(HeadReader.class, "snapshot", () -> new OutOfMemoryError("injected")),
                                Seam.of(BodySink.class, "write", () -> new OutOfMemoryError("injected")),
                                Seam.of(Exchange.class, "wantsRequestBody", () -> new StackOverflowError("injected"))))
                .flatMap(some -> some);
    }

    private static Seam seam(Class<?> type, String method) {
        return Seam.of(type, method, () -> new IllegalStateException("injected"));
    }

    @ParameterizedTest
    @MethodSource("seams")
    void a_fault_at_a_seam_is_counted_and_the_client_gets_the_same(Seam torn) throws Exception {
        long before = mirror.stats().internalErrors();
        seam = torn;
        assertThat(play(port)).isEqualTo(expected);
        assertThat(torn.hits().get()).as("the fault took place").isPositive();
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(mirror.stats().isClosed())
                        .as(mirror.stats().toString())
                        .isTrue());
        assertThat(mirror.stats().internalErrors()).as("faults counted").isGreaterThan(before);
    }

    @Test
    void a_sampler_that_fails_is_counted_and_the_client_gets_the_same() throws Exception {
        isHarmless(
                builder -> builder.random(() -> {
                    if (started.get()) {
                        throw new IllegalStateException("injected");
                    }
                    return 1;
                }),
                50);
    }

    @Test
    void a_listener_that_fails_is_counted_and_the_client_gets_the_same() throws Exception {
        isHarmless(
                builder -> builder.listener(event -> {
                    throw new AssertionError("injected");
                }),
                100);
    }

    @Test
    void an_observer_that_fails_is_counted_and_the_client_gets_the_same() throws Exception {
        isHarmless(
                builder -> builder.observer(new Observer() {
                    @Override
                    public void onPair(MirroredPair pair) {
                        throw new OutOfMemoryError("injected");
                    }
                }),
                100);
    }

    private void isHarmless(Consumer<TrafficMirrorBuilder> change, int percent) throws Exception {
        started.set(false);
        try (TrafficMirror faulty = mirror(change, percent)) {
            started.set(true);
            int own = serve(FaultyPlace.application().register(new MirrorFeature(faulty)));
            assertThat(play(own)).isEqualTo(expected);
            await().atMost(PATIENCE).until(() -> faulty.stats().internalErrors() > 0);
            await().atMost(PATIENCE).until(() -> faulty.stats().isClosed());
        }
    }

    private TrafficMirror mirror(Consumer<TrafficMirrorBuilder> change) {
        return mirror(change, 100);
    }

    private TrafficMirror mirror(Consumer<TrafficMirrorBuilder> change, int percent) {
        TrafficMirrorBuilder builder = TrafficMirror.builder()
                .limits(MirrorLimits.defaults().withCpuShare(1))
                .route(MirrorRoute.to(shadow.uri().toString()).percent(percent));
        change.accept(builder);
        return builder.build();
    }

    private int serve(ResourceConfig application) {
        HttpServer server = GrizzlyHttpServerFactory.createHttpServer(URI.create("http://127.0.0.1:0/"), application);
        servers.add(server);
        return server.getListener("grizzly").getPort();
    }

    /** What a client gets for one request of each kind, each on a connection of its own. */
    private static List<String> play(int port) throws IOException {
        List<String> answers = new ArrayList<>();
        for (String request : List.of(
                "GET /place HTTP/1.1\r\n",
                "HEAD /place HTTP/1.1\r\n",
                "GET /nowhere HTTP/1.1\r\n",
                "GET /place/broken HTTP/1.1\r\n",
                post("/place", "text/plain", "abc"),
                post("/place", "text/plain", LARGE),
                post("/place/form", "application/x-www-form-urlencoded", "a=1&b=2"),
                post("/place/through", "text/plain", LARGE),
                post("/place/later", "text/plain", "abc"),
                post("/place/mapped", "text/plain", "abc"))) {
            try (RawHttp connection = RawHttp.connect(port)) {
                connection.send(request.replaceFirst("\r\n", "\r\nHost: shop.example\r\n")
                        + (request.startsWith("POST") ? "" : "\r\n"));
                answers.add(text(request.startsWith("HEAD") ? connection.readAnswerToHead() : connection.read()));
            }
        }
        return answers;
    }

    private static String post(String path, String type, String body) {
        return "POST " + path + " HTTP/1.1\r\nContent-Type: " + type + "\r\nContent-Length: " + body.length()
                + "\r\n\r\n" + body;
    }

    private static String text(RawResponse response) {
        StringBuilder text = new StringBuilder(response.statusLine());
        for (HeaderLine line : response.headers()) {
            if (!line.name().toLowerCase(Locale.ROOT).equals("date")) {
                text.append('\n').append(line.name()).append(": ").append(line.value());
            }
        }
        return text.append('\n')
                .append(response.body().sha256())
                .append(response.reusable())
                .toString();
    }

    private static class Observer implements PairObserver {
        @Override
        public int maxBodyBytes() {
            return 1 << 20;
        }

        @Override
        public void onPair(MirroredPair pair) {}
    }
}
