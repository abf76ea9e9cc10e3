// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.examples.tomcat;

import static org.assertj.core.api.Assertions.assertThat;

import io.trafficmirror.testkit.http.RawHttp;
import io.trafficmirror.testkit.shadow.RecordedRequest;
import io.trafficmirror.testkit.shadow.RecordingShadow;
import java.nio.file.Path;
import java.time.Duration;
import org.apache.catalina.startup.Tomcat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MirroredTomcatTest {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @Test
    void an_order_is_answered_by_the_application_and_copied_to_the_shadow(@TempDir Path directory) throws Exception {
        try (RecordingShadow shadow = RecordingShadow.start()) {
            Tomcat tomcat = MirroredTomcat.server(0, shadow.uri().toString(), directory);
            tomcat.start();
            try (RawHttp client = RawHttp.connect(tomcat.getConnector().getLocalPort())) {
                client.send("POST /orders?gift=yes HTTP/1.1\r\nHost: shop.example\r\nContent-Type: text/plain\r\n"
                        + "Content-Length: 3\r\n\r\ntea");

                assertThat(client.read().body().text()).isEqualTo("ordered: tea\n");
                RecordedRequest copy = shadow.awaitRequests(1, PATIENCE).get(0);
                assertThat(copy.target()).isEqualTo("/orders?gift=yes");
                assertThat(copy.body().text()).isEqualTo("tea");
            } finally {
                tomcat.stop();
                tomcat.destroy();
            }
            shadow.awaitNoOpenConnections(PATIENCE);
        }
    }
}
