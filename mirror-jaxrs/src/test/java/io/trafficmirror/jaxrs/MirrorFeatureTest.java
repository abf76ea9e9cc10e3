// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.jaxrs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.trafficmirror.MirrorRoute;
import io.trafficmirror.TrafficMirror;
import io.trafficmirror.adapter.Decisions;
import io.trafficmirror.adapter.MirrorEntry;
import io.trafficmirror.capture.Exchange;
import io.trafficmirror.http.HeadReader;
import io.trafficmirror.testkit.Unhurried;
import io.trafficmirror.testkit.http.RawHttp;
import io.trafficmirror.testkit.shadow.RecordedRequest;
import io.trafficmirror.testkit.shadow.RecordingShadow;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.client.Client;
import jakarta.ws.rs.client.ClientBuilder;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import org.glassfish.grizzly.http.server.HttpServer;
import org.glassfish.jersey.grizzly2.httpserver.GrizzlyHttpServerFactory;
import org.glassfish.jersey.server.ResourceConfig;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** How the feature comes into an application, and which requests it takes. */
class MirrorFeatureTest {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private final RecordingShadow shadow = RecordingShadow.start();
    private final TrafficMirror mirror = TrafficMirror.builder()
            .limits(Unhurried.bounds())
            .route(MirrorRoute.to(shadow.uri().toString()).mirror(Unhurried::mirror))
            .build();
    private HttpServer server;

    @AfterEach
    void stop() {
        server.shutdownNow();
        mirror.close();
        assertThat(mirror.stats().isClosed()).as(mirror.stats().toString()).isTrue();
        shadow.close();
    }

    @Test
    void a_registered_feature_mirrors_everything() throws Exception {
        serve(config -> config.register(new MirrorFeature(mirror)));
        get("/orders/1");
        get("/nowhere");
        copies("/orders/1", "/nowhere");
    }

    @Test
    void of_two_features_the_first_counts() throws Exception {
        serve(config -> config.register(new MirrorFeature(mirror))
                .register(new MirrorFeature(mirror))
                .property(MirrorFeature.MIRROR, mirror));
        get("/orders/1");
        get("/orders/2");
        copies("/orders/1", "/orders/2");
    }

    @Test
    void a_discovered_feature_does_nothing_by_itself() throws Exception {
        serve(config -> config);
        get("/orders/1");
        assertThat(selected()).isZero();
    }

    @Test
    void a_discovered_feature_takes_the_mirror_of_the_application() throws Exception {
        serve(config -> config.property(MirrorFeature.MIRROR, mirror));
        get("/orders/1");
        copies("/orders/1");
    }

    @Test
    void marked_resources_only() throws Exception {
        serve(config -> config.register(MirrorFeature.onMirrored(mirror)));
        get("/orders/1");
        get("/orders/1/parcels");
        get("/marked");
        get("/marked/more");
        get("/nowhere");
        copies("/orders/1/parcels", "/marked", "/marked/more");
    }

    @Test
    void chosen_resources_only() throws Exception {
        serve(config -> config.register(MirrorFeature.on(
                mirror, resource -> resource.getResourceMethod().getName().equals("order"))));
        get("/orders/1");
        get("/orders/1/parcels");
        get("/marked");
        copies("/orders/1");
    }

    @Test
    void a_client_is_no_server() throws Exception {
        serve(config -> config);
        try (Client client = ClientBuilder.newClient()) {
            client.register(new MirrorFeature(mirror)).property(MirrorFeature.MIRROR, mirror);
            assertThat(client.target(uri("/orders/1")).request().get(String.class))
                    .isEqualTo("order 1");
        }
        assertThat(selected()).isZero();
    }

    @Test
    void a_fault_at_the_entrance_is_counted_and_not_seen() throws Exception {
        serve(config -> config.register(new MirrorFeature(mirror, new Failing(), Scope.EVERYTHING)));
        assertThat(get("/orders/1")).isEqualTo("order 1");
        assertThat(mirror.stats().internalErrors()).isOne();
    }

    @Test
    void a_fault_at_the_end_is_counted_and_not_seen() throws Exception {
        AtomicInteger faults = new AtomicInteger();
        Exchange broken = new BrokenExchange();
        MirrorEntry entry = new MirrorEntry() {
            @Override
            public Decisions decisions() {
                return mirror.decisions();
            }

            @Override
            public <R> Exchange observe(R request, HeadReader<R> reader) {
                return broken;
            }

            @Override
            public void fault(Throwable fault) {
                faults.incrementAndGet();
            }
        };
        serve(config -> config.register(new MirrorFeature(mirror, entry, Scope.EVERYTHING)));
        assertThat(send("POST /orders HTTP/1.1\r\nHost: a\r\nContent-Length: 3\r\n\r\nabc"))
                .isEqualTo("ordered abc");
        await().atMost(PATIENCE).until(() -> faults.get() >= 3);
    }

    private void serve(UnaryOperator<ResourceConfig> change) {
        server = GrizzlyHttpServerFactory.createHttpServer(
                URI.create("http://127.0.0.1:0/"), change.apply(new ResourceConfig(Orders.class, Marked.class)));
    }

    private String uri(String path) {
        return "http://127.0.0.1:" + server.getListener("grizzly").getPort() + path;
    }

    private String get(String path) throws IOException {
        return send("GET " + path + " HTTP/1.1\r\nHost: shop.example\r\n\r\n");
    }

    private String send(String request) throws IOException {
        try (RawHttp http = RawHttp.connect(server.getListener("grizzly").getPort())) {
            return http.send(request).read().body().text();
        }
    }

    /** Waits until exactly these are with the shadow. */
    private void copies(String... targets) {
        assertThat(shadow.awaitRequests(targets.length, PATIENCE))
                .extracting(RecordedRequest::target)
                .containsExactlyInAnyOrder(targets);
        await().atMost(PATIENCE).until(() -> mirror.stats().isClosed());
        assertThat(selected()).isEqualTo(targets.length);
    }

    private long selected() {
        return mirror.stats().mirrors().get(0).selected();
    }

    /** An entry that can't decide. */
    private final class Failing implements MirrorEntry {
        @Override
        public Decisions decisions() {
            return mirror.decisions();
        }

        @Override
        public <R> Exchange observe(R request, HeadReader<R> reader) {
            throw new IllegalStateException("injected");
        }

        @Override
        public void fault(Throwable fault) {
            mirror.fault(fault);
        }
    }

    /** Orders, of which one method is marked. */
    @Path("/orders")
    public static class Orders {
        @GET
        @Path("/{id}")
        public String order(@jakarta.ws.rs.PathParam("id") String id) {
            return "order " + id;
        }

        @GET
        @Path("/{id}/parcels")
        @Mirrored
        public String parcels() {
            return "parcels";
        }

        @POST
        public String add(String order) {
            return "ordered " + order;
        }
    }

    /** A resource that is marked as a whole. */
    @Path("/marked")
    @Mirrored
    public static class Marked {
        @GET
        public String all() {
            return "all";
        }

        @GET
        @Path("/more")
        public String more() {
            return "more";
        }
    }
}
