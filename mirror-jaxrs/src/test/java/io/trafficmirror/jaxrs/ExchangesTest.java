// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.jaxrs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.trafficmirror.TrafficMirror;
import io.trafficmirror.adapter.MirrorEntry;
import io.trafficmirror.capture.Exchange;
import jakarta.ws.rs.container.ContainerRequestContext;
import java.lang.ref.WeakReference;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.glassfish.jersey.internal.MapPropertiesDelegate;
import org.glassfish.jersey.server.ContainerRequest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Which exchange belongs to which request, and how long. */
class ExchangesTest {
    private final TrafficMirror mirror = TrafficMirror.builder().build();
    private final MirrorEntry entry = mirror;
    private final JerseyRequests jersey = new JerseyRequests();
    private final Exchanges exchanges = new Exchanges(mirror.decisions(), jersey);

    @AfterEach
    void close() {
        mirror.close();
    }

    @Test
    void an_exchange_is_found_until_it_ends() {
        ContainerRequest request = request();
        RestExchange live = live(request);
        exchanges.put(request, live);
        assertThat(exchanges.of(request)).isSameAs(live);
        assertThat(exchanges.of(request())).isNull();
        live.end();
        assertThat(exchanges.of(request)).isNull();
        assertThat(request.getPropertyNames()).isEmpty();
    }

    /** CXF's exchanges are maps, and as such equal to one another. */
    @Test
    void requests_are_told_apart_by_identity() {
        List<Object> own = new ArrayList<>(List.of(new ArrayList<>(), new ArrayList<>()));
        Requests requests = new Requests() {
            @Override
            public Object own(ContainerRequestContext request) {
                return own.get(request.getMethod().length() - "GET".length());
            }

            @Override
            public Object responding() {
                return own.get(0);
            }
        };
        Exchanges equal = new Exchanges(mirror.decisions(), requests);
        ContainerRequest get = request();
        ContainerRequest post =
                new ContainerRequest(URI.create("/"), URI.create("/"), "POST", null, new MapPropertiesDelegate(), null);
        RestExchange live = live(get);
        equal.put(get, live);
        assertThat(equal.of(get)).isSameAs(live);
        assertThat(equal.of(post)).isNull();
    }

    /** Such as one that a runtime forgets: no end is told of it. */
    @Test
    void an_exchange_that_never_ends_goes_with_its_request() {
        WeakReference<RestExchange> forgotten = new WeakReference<>(tied());
        await().atMost(Duration.ofSeconds(60)).until(() -> {
            System.gc();
            exchanges.put(request(), live(request()));
            return forgotten.get() == null;
        });
    }

    private RestExchange tied() {
        ContainerRequest request = request();
        RestExchange live = live(request);
        exchanges.put(request, live);
        new JerseyPlatform(asked -> null, jersey).tee(request, live.requestBody(), false);
        return live;
    }

    @Test
    void a_response_that_is_made_within_another_is_told_apart() {
        ContainerRequest outer = request();
        ContainerRequest inner = request();
        assertThat(jersey.enter(outer)).isNull();
        ContainerRequest before = jersey.enter(inner);
        assertThat(jersey.responding()).isSameAs(inner);
        jersey.leave(before);
        assertThat(jersey.responding()).isSameAs(outer);
        jersey.leave(null);
        assertThat(jersey.responding()).isNull();
    }

    private RestExchange live(ContainerRequest request) {
        return new RestExchange(entry, Exchange.NONE, request);
    }

    private static ContainerRequest request() {
        return new ContainerRequest(URI.create("/"), URI.create("/"), "GET", null, new MapPropertiesDelegate(), null);
    }
}
