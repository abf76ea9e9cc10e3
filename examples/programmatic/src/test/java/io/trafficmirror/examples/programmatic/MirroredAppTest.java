// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.examples.programmatic;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.trafficmirror.MirrorRoute;
import io.trafficmirror.TrafficMirror;
import io.trafficmirror.testkit.Unhurried;
import io.trafficmirror.testkit.http.RawHttp;
import io.trafficmirror.testkit.shadow.RecordedRequest;
import io.trafficmirror.testkit.shadow.RecordingShadow;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class MirroredAppTest {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final RecordingShadow shadow = RecordingShadow.start();
    private final TrafficMirror mirror = TrafficMirror.builder()
            .route(MirrorRoute.to(shadow.uri().toString()))
            .limits(Unhurried.bounds())
            .build();
    private HttpServer server;

    @BeforeEach
    void start() throws IOException {
        server = MirroredApp.app(0, mirror);
        server.start();
    }

    @AfterEach
    void the_account_closes() {
        server.stop(0);
        mirror.close();
        shadow.close();
        assertThat(mirror.stats().isClosed()).as(mirror.stats().toString()).isTrue();
    }

    private String answerTo(String request) throws IOException {
        try (RawHttp client = RawHttp.connect(server.getAddress().getPort())) {
            return client.send(request).read().body().text();
        }
    }

    @Test
    void a_get_arrives_at_the_shadow_too() throws IOException {
        assertThat(answerTo("GET /a%2Fb;x=1?q=%20z&q= HTTP/1.1\r\nHost: shop.example\r\nAccept: text/plain\r\n\r\n"))
                .isEmpty();

        RecordedRequest copy = shadow.awaitRequests(1, PATIENCE).get(0);
        assertThat(copy.method()).isEqualTo("GET");
        assertThat(copy.target()).isEqualTo("/a%2Fb;x=1?q=%20z&q=");
        assertThat(copy.header("Accept")).contains("text/plain");
        assertThat(copy.header("X-Forwarded-Host")).contains("shop.example");
    }

    @Test
    void a_body_arrives_as_the_application_read_it() throws IOException {
        String body = "{\"n\":1}".repeat(10_000);

        assertThat(answerTo("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: " + body.length() + "\r\n\r\n" + body))
                .isEqualTo(body);

        assertThat(shadow.awaitRequests(1, PATIENCE).get(0).body().text()).isEqualTo(body);
    }

    @Test
    void a_chunked_body_arrives_too() throws IOException {
        String chunks = "5\r\nhello\r\n6\r\n there\r\n0\r\n\r\n";

        assertThat(answerTo("PUT / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n" + chunks))
                .isEqualTo("hello there");

        assertThat(shadow.awaitRequests(1, PATIENCE).get(0).body().text()).isEqualTo("hello there");
    }

    @Test
    void it_takes_less_than_eighty_lines() throws IOException {
        assertThat(Files.readAllLines(Path.of("src/main/java/io/trafficmirror/examples/programmatic/MirroredApp.java")))
                .hasSizeLessThan(80);
    }
}
