// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.examples.jersey;

import static org.assertj.core.api.Assertions.assertThat;

import io.trafficmirror.TrafficMirror;
import io.trafficmirror.testkit.http.RawHttp;
import io.trafficmirror.testkit.shadow.RecordedRequest;
import io.trafficmirror.testkit.shadow.RecordingShadow;
import java.time.Duration;
import org.glassfish.grizzly.http.server.HttpServer;
import org.junit.jupiter.api.Test;

class MirroredJerseyTest {
    @Test
    void an_order_is_answered_by_the_service_and_copied_to_the_shadow() throws Exception {
        try (RecordingShadow shadow = RecordingShadow.start();
                TrafficMirror mirror = MirroredJersey.mirror(shadow.uri().toString())) {
            HttpServer server = MirroredJersey.serve(0, mirror);
            try (RawHttp client = RawHttp.connect(server.getListener("grizzly").getPort())) {
                client.send("POST /orders?gift=yes HTTP/1.1\r\nHost: shop.example\r\nContent-Type: text/plain\r\n"
                        + "Content-Length: 3\r\n\r\ntea");

                assertThat(client.read().body().text()).isEqualTo("ordered: tea\n");
                RecordedRequest copy =
                        shadow.awaitRequests(1, Duration.ofSeconds(60)).get(0);
                assertThat(copy.target()).isEqualTo("/orders?gift=yes");
                assertThat(copy.body().text()).isEqualTo("tea");
            } finally {
                server.shutdownNow();
            }
        }
    }
}
