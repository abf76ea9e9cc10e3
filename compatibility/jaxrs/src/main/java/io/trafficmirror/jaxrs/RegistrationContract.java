// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.jaxrs;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import io.trafficmirror.TrafficMirror;
import io.trafficmirror.testkit.http.RawHttp;
import io.trafficmirror.testkit.jaxrs.ChangingFilter;
import io.trafficmirror.testkit.scenario.MirroredSide;
import io.trafficmirror.testkit.scenario.Raw;
import io.trafficmirror.testkit.scenario.RunningServer;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Application;
import java.io.IOException;
import java.io.InputStream;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** How the feature comes into an application, and which requests it takes: scenarios b28 and b32. */
public abstract class RegistrationContract {
    private final MirroredSide side = new MirroredSide("/app", false);

    /** For a runtime's own class. */
    protected RegistrationContract() {}

    /** Starts a server on a free port of the loopback address with this application below {@code /app}. */
    protected abstract RunningServer start(Application application) throws Exception;

    /** Whether the runtime looks for services, and gives them the properties of the application. */
    protected boolean discovers() {
        return true;
    }

    @BeforeEach
    final void begin() {
        side.begin();
    }

    @AfterEach
    final void close() {
        side.close();
    }

    /** A runtime that refuses two objects of one class overrides this. */
    @Test
    protected void of_two_features_of_one_mirror_the_first_counts() throws Exception {
        assertThat(selectedByTwo()).isEqualTo(2);
    }

    /** How many of two requests were selected where there are two features. */
    protected final long selectedByTwo() throws Exception {
        Set<Object> features = new LinkedHashSet<>(List.of(new MirrorFeature(mirror()), new MirrorFeature(mirror())));
        return selected(new Site(features, Map.of()), "/orders/1", "/orders/2");
    }

    @Test
    final void a_feature_beside_the_discovered_one_counts_once() throws Exception {
        Site site = new Site(Set.of(new MirrorFeature(mirror())), Map.of(MirrorFeature.MIRROR, mirror()));
        assertThat(selected(site, "/orders/1", "/orders/2")).isEqualTo(2);
    }

    @Test
    final void a_discovered_feature_does_nothing_by_itself() throws Exception {
        assertThat(selected(new Site(Set.of(), Map.of()), "/orders/1")).isZero();
    }

    @Test
    final void a_discovered_feature_takes_the_mirror_of_the_application() throws Exception {
        assertThat(selected(new Site(Set.of(), Map.of(MirrorFeature.MIRROR, mirror())), "/orders/1", "/orders/2"))
                .isEqualTo(discovers() ? 2 : 0);
    }

    @Test
    final void marked_methods_and_classes_only() throws Exception {
        Site site = new Site(Set.of(MirrorFeature.onMirrored(mirror())), Map.of());
        assertThat(selected(site, "/orders/1", "/orders/1/parcels", "/marked", "/marked/more"))
                .isEqualTo(3);
    }

    @Test
    final void chosen_methods_only() throws Exception {
        Site site = new Site(
                Set.of(MirrorFeature.on(
                        mirror(),
                        resource -> resource.getResourceMethod().getName().equals("order"))),
                Map.of());
        assertThat(selected(site, "/orders/1", "/orders/1/parcels", "/marked")).isOne();
    }

    /** What a filter of the application has put in the place of a body, before the resource was found, stays there. */
    @Test
    final void a_chosen_resource_reads_what_a_filter_has_made_of_a_body() throws Exception {
        for (MirrorFeature feature :
                List.of(MirrorFeature.onMirrored(mirror()), MirrorFeature.on(mirror(), resource -> true))) {
            assertThat(given(feature, changed("buffer"))).isEqualTo("one two three");
            assertThat(given(feature, changed("shout"))).isEqualTo("ONE TWO THREE");
        }
    }

    /** Where a filter has read all of a body, the server has come to its end before the resource has. */
    @Test
    final void a_part_of_what_a_filter_has_put_in_the_place_of_a_body_is_never_a_whole_copy() throws Exception {
        isCopiedWholeOrNot("buffer");
    }

    /** Behind such filters of the runtime's own as well. */
    protected final void isCopiedWholeOrNot(String wish, Class<?>... filters) throws Exception {
        assertThat(given(changed(wish), filters)).isEqualTo("one two three");
        side.copiesWholeOrNot("one two three".getBytes(US_ASCII));
    }

    /** A body without a length, of which the application's filter does this. */
    private static Raw changed(String wish) {
        return Raw.chunked(
                "/app/marked/text",
                new String[] {"one two ", "three"},
                "Content-Type: text/plain",
                "X-Meddle: " + wish);
    }

    /** What the marked resource was given to read, behind such filters as well. */
    protected final String given(Raw request, Class<?>... filters) throws Exception {
        return given(MirrorFeature.onMirrored(mirror()), request, filters);
    }

    private String given(MirrorFeature feature, Raw request, Class<?>... filters) throws Exception {
        RunningServer server = start(new Site(Set.of(feature), Map.of(), filters));
        try (RawHttp connection = RawHttp.connect(server.port())) {
            return connection.send(request.bytes()).read().body().text();
        } finally {
            server.stop().close();
        }
    }

    private TrafficMirror mirror() {
        return side.mirror();
    }

    /** How many of these requests were selected. */
    private long selected(Site site, String... paths) throws Exception {
        RunningServer server = start(site);
        try {
            for (String path : paths) {
                try (RawHttp connection = RawHttp.connect(server.port())) {
                    assertThat(connection
                                    .send(Raw.get("/app" + path).bytes())
                                    .read()
                                    .status())
                            .isEqualTo(200);
                }
            }
        } finally {
            server.stop().close();
        }
        side.settle();
        return side.selected();
    }

    /** The application, with features and properties. Immutable. */
    private static final class Site extends Application {
        private final Set<Object> features;
        private final Map<String, Object> properties;
        private final Set<Class<?>> filters;

        Site(Set<Object> features, Map<String, Object> properties, Class<?>... filters) {
            this.features = features;
            this.properties = properties;
            this.filters = Set.of(filters);
        }

        @Override
        public Set<Class<?>> getClasses() {
            Set<Class<?>> classes = new LinkedHashSet<>(Set.of(Orders.class, Marked.class, ChangingFilter.class));
            classes.addAll(filters);
            return classes;
        }

        /** The way for what has been made already, which any runtime of 3.1 and 4.0 knows. */
        @Override
        @SuppressWarnings("deprecation")
        public Set<Object> getSingletons() {
            return features;
        }

        @Override
        public Map<String, Object> getProperties() {
            return properties;
        }
    }

    /** Orders, of which one method is marked. */
    @Path("/orders")
    public static class Orders {
        /** For the runtime. */
        public Orders() {}

        /** Not marked. */
        @GET
        @Path("/{id}")
        public String order(@PathParam("id") String id) {
            return "order " + id;
        }

        /** Marked. */
        @GET
        @Path("/{id}/parcels")
        @Mirrored
        public String parcels() {
            return "parcels";
        }
    }

    /** A resource that is marked as a whole. */
    @Path("/marked")
    @Mirrored
    public static class Marked {
        /** For the runtime. */
        public Marked() {}

        /** One of two. */
        @GET
        public String all() {
            return "all";
        }

        /** The other. */
        @GET
        @Path("/more")
        public String more() {
            return "more";
        }

        /** What it reads, three bytes at a time. */
        @POST
        @Path("/text")
        public String text(InputStream body) throws IOException {
            StringBuilder text = new StringBuilder();
            byte[] piece = new byte[3];
            for (int n = body.read(piece); n >= 0; n = body.read(piece)) {
                text.append(new String(piece, 0, n, US_ASCII));
            }
            return text.toString();
        }
    }
}
