// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.testkit.shadow;

import static org.assertj.core.api.Assertions.assertThat;

import io.trafficmirror.testkit.http.Framing;
import io.trafficmirror.testkit.http.HeaderLine;
import io.trafficmirror.testkit.http.RawHttp;
import io.trafficmirror.testkit.http.RawResponse;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class AnswerTest {
    private static final Duration SOON = Duration.ofSeconds(60);
    private static final String GET = "GET /x HTTP/1.1\r\nHost: a\r\n\r\n";

    private final RecordingShadow shadow = RecordingShadow.start();

    @AfterEach
    void close() {
        shadow.close();
    }

    @Test
    void goes_out_as_it_was_put_together() throws Exception {
        shadow.behave(Answer.status(201).header("X-b", "1").header("x-a", "2").body("body"));
        try (RawHttp client = RawHttp.connect(shadow.port())) {
            RawResponse response = client.send(GET).read();
            assertThat(response.head().text())
                    .isEqualTo("HTTP/1.1 201 Created\r\nX-b: 1\r\nx-a: 2\r\nContent-Length: 4\r\n\r\n");
            assertThat(response.body().text()).isEqualTo("body");
            assertThat(response.reusable()).isTrue();
            assertThat(client.send(GET).read().status()).isEqualTo(201);
        }
    }

    @Test
    void chunks_and_trailers() throws Exception {
        shadow.behave(Answer.status(200).body("abcdefg").chunked(3).trailer("X-T", "end"));
        try (RawHttp client = RawHttp.connect(shadow.port())) {
            RawResponse response = client.send(GET).read();
            assertThat(response.body().text()).isEqualTo("abcdefg");
            assertThat(response.body().chunkSizes()).containsExactly(3L, 3L, 1L);
            assertThat(response.body().trailers()).containsExactly(new HeaderLine("X-T", "end"));
            assertThat(response.reusable()).isTrue();
        }
    }

    @Test
    void sends_no_body_to_head() throws Exception {
        try (RawHttp client = RawHttp.connect(shadow.port())) {
            RawResponse response =
                    client.send("HEAD / HTTP/1.1\r\nHost: a\r\n\r\n").readAnswerToHead();
            assertThat(response.header("content-length")).contains("7");
            assertThat(client.send(GET).read().body().text()).isEqualTo("shadow\n");
        }
    }

    @Test
    void closes_with_and_without_saying_so() throws Exception {
        shadow.behave(Behaviour.inTurn(
                Answer.ok().closing(),
                Answer.ok().closingUnannounced(),
                Answer.ok().http10()));
        for (int i = 0; i < 3; i++) {
            try (RawHttp client = RawHttp.connect(shadow.port())) {
                RawResponse response = client.send(GET).read();
                assertThat(response.reusable()).isEqualTo(i == 1);
                assertThat(response.body().text()).isEqualTo("shadow\n");
                assertThat(response.body().framing()).isEqualTo(i == 2 ? Framing.UNTIL_CLOSE : Framing.LENGTH);
                assertThat(client.awaitClose(SOON)).isTrue();
            }
        }
    }

    @Test
    void answers_early_before_the_body_was_sent() throws Exception {
        shadow.behave(Answer.status(413).early());
        try (RawHttp client = RawHttp.connect(shadow.port())) {
            RawResponse response = client.send("POST / HTTP/1.1\r\nContent-Length: 1000000\r\n\r\nabc")
                    .read();
            assertThat(response.status()).isEqualTo(413);
            assertThat(client.readToEnd()).isEmpty();
            assertThat(shadow.awaitRequests(1, SOON).get(0).complete()).isFalse();
        }
    }

    @Test
    void redirects_to_where_it_was_asked() throws Exception {
        shadow.behave(Answer.redirectToItself());
        try (RawHttp client = RawHttp.connect(shadow.port())) {
            RawResponse response = client.send(GET).read();
            assertThat(response.statusLine()).isEqualTo("HTTP/1.1 302 Found");
            assertThat(response.header("Location")).contains("/x");
        }
    }

    @Test
    void closes_after_a_request_that_wants_it() throws Exception {
        try (RawHttp client = RawHttp.connect(shadow.port())) {
            client.send("GET / HTTP/1.1\r\nConnection: close\r\n\r\n").read();
            assertThat(client.awaitClose(SOON)).isTrue();
        }
        shadow.awaitNoOpenConnections(SOON);
    }

    @Test
    void sends_100_when_it_is_expected_and_only_then() throws Exception {
        try (RawHttp client = RawHttp.connect(shadow.port())) {
            client.send("POST / HTTP/1.1\r\nExpect: 100-continue\r\nContent-Length: 3\r\n\r\n");
            assertThat(client.readHead().startLine()).isEqualTo("HTTP/1.1 100 Continue");
            assertThat(client.send("abc").read().interims()).isEmpty();
        }
    }
}
