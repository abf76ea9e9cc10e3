// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.examples.demo;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import io.trafficmirror.testkit.Unhurried;
import io.trafficmirror.testkit.http.RawHttp;
import io.trafficmirror.testkit.http.RawResponse;
import io.trafficmirror.testkit.shadow.RecordedRequest;
import io.trafficmirror.testkit.shadow.RecordingShadow;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class FaithfulCopyTest {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final RecordingShadow shadow = RecordingShadow.start();
    private DemoServers servers;

    @BeforeEach
    void open() throws IOException {
        Options options = Options.parse("--shadow", shadow.uri().toString());
        servers = DemoServers.open(options, Unhurried.bounds(), Optional.empty(), System.err);
    }

    @AfterEach
    void the_account_closes() {
        servers.close();
        shadow.close();
        assertThat(servers.stats().orElseThrow().isClosed()).isTrue();
    }

    private RawResponse answerTo(String request) throws IOException {
        try (RawHttp client = RawHttp.connect(servers.primary().getPort())) {
            return client.send(request).read();
        }
    }

    @Test
    void a_large_json_post_arrives_byte_for_byte() throws IOException {
        String json = "{\"item\":\"" + "\u00e4\u00f6x".repeat(100_000) + "\"}";
        RawResponse answer = answerTo("POST /anything/a%2Fb;x=1?q=%20z&q= HTTP/1.1\r\nHost: mirror.example:8080\r\n"
                + "Content-Type: application/json\r\nX-Order: 1\r\nX-Order: 2\r\nCookie: a=b; c=d\r\n"
                + "Content-Length: " + json.length() + "\r\n\r\n" + json);
        assertThat(answer.status()).isEqualTo(200);

        RecordedRequest copy = shadow.awaitRequests(1, PATIENCE).get(0);
        assertThat(copy.method()).isEqualTo("POST");
        assertThat(copy.target()).isEqualTo("/anything/a%2Fb;x=1?q=%20z&q=");
        assertThat(copy.body().bytes()).isEqualTo(json.getBytes(ISO_8859_1));
        assertThat(copy.header("Content-Type")).contains("application/json");
        assertThat(copy.headers("X-Order")).containsExactly("1", "2");
        assertThat(copy.header("Cookie")).contains("a=b; c=d");
        assertThat(copy.header("X-Shadow-Request")).contains("true");
        assertThat(copy.header("X-Forwarded-Host")).contains("mirror.example:8080");
        assertThat(copy.violations()).isEmpty();
    }

    @Test
    void a_request_for_another_host_is_not_mirrored() throws IOException {
        assertThat(answerTo("GET /get HTTP/1.1\r\nHost: other.example\r\n\r\n").status())
                .isEqualTo(200);
        assertThat(answerTo("GET /uuid HTTP/1.1\r\nHost: mirror.example\r\n\r\n")
                        .status())
                .isEqualTo(200);

        assertThat(shadow.awaitRequests(1, PATIENCE))
                .extracting(RecordedRequest::target)
                .containsExactly("/uuid");
        assertThat(servers.stats().orElseThrow().mirrors().get(0).selected()).isEqualTo(1);
    }
}
