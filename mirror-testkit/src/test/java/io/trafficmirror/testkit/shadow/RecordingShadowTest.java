// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.testkit.shadow;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.trafficmirror.testkit.http.Framing;
import io.trafficmirror.testkit.http.HeaderLine;
import io.trafficmirror.testkit.http.RawHttp;
import io.trafficmirror.testkit.http.RecordedBody;
import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RecordingShadowTest {
    private static final Duration SOON = Duration.ofSeconds(60);
    private static final String GET =
            "GET /a%2Fb;x=1?q=%20z&q= HTTP/1.1\r\nhost: shadow\r\nX-B:  two \r\nX-a: \u00e9\r\n\r\n";

    @Test
    void records_a_head_byte_for_byte_and_in_order() throws Exception {
        try (RecordingShadow shadow = RecordingShadow.start();
                RawHttp client = RawHttp.connect(shadow.port())) {
            assertThat(client.send(GET).read().status()).isEqualTo(200);
            RecordedRequest request = shadow.awaitRequests(1, SOON).get(0);
            assertThat(request.head().raw()).isEqualTo(GET.getBytes(ISO_8859_1));
            assertThat(request.method()).isEqualTo("GET");
            assertThat(request.target()).isEqualTo("/a%2Fb;x=1?q=%20z&q=");
            assertThat(request.headers())
                    .containsExactly(
                            new HeaderLine("host", "shadow"),
                            new HeaderLine("X-B", "two"),
                            new HeaderLine("X-a", "\u00e9"));
            assertThat(request.complete()).isTrue();
            assertThat(request.violations()).isEmpty();
            assertThat(request.body().framing()).isEqualTo(Framing.NONE);
        }
    }

    @Test
    void decodes_a_chunked_body_and_keeps_its_chunk_sizes_and_trailers() throws Exception {
        try (RecordingShadow shadow = RecordingShadow.start();
                RawHttp client = RawHttp.connect(shadow.port())) {
            client.send("POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n");
            client.send("5;x=y\r\ndefgh\r\n0\r\nX-Sum: 1\r\n\r\n").read();
            RecordedBody body = shadow.awaitRequests(1, SOON).get(0).body();
            assertThat(body.text()).isEqualTo("abcdefgh");
            assertThat(body.chunkSizes()).containsExactly(3L, 5L);
            assertThat(body.trailers()).containsExactly(new HeaderLine("X-Sum", "1"));
            assertThat(body.complete()).isTrue();
        }
    }

    @Test
    void records_a_body_cut_short_as_cut() throws Exception {
        try (RecordingShadow shadow = RecordingShadow.start()) {
            for (String cut : List.of(
                    "POST /length HTTP/1.1\r\nContent-Length: 10\r\n\r\nabc",
                    "POST /chunk HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nabc",
                    "POST /last HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n")) {
                try (RawHttp client = RawHttp.connect(shadow.port())) {
                    client.send(cut);
                }
            }
            assertThat(shadow.awaitRequests(3, SOON)).allSatisfy(request -> {
                assertThat(request.complete()).isFalse();
                assertThat(request.body().text()).isEqualTo("abc");
            });
            shadow.awaitNoOpenConnections(SOON);
        }
    }

    @Test
    void records_a_head_cut_short_as_cut() throws Exception {
        try (RecordingShadow shadow = RecordingShadow.start()) {
            try (RawHttp client = RawHttp.connect(shadow.port())) {
                client.send("GET /cut HTTP/1.1\r\nHo");
            }
            RecordedRequest request = shadow.awaitRequests(1, SOON).get(0);
            assertThat(request.target()).isEqualTo("/cut");
            assertThat(request.complete()).isFalse();
        }
    }

    @Test
    void lists_what_a_sender_must_not_write() throws Exception {
        try (RecordingShadow shadow = RecordingShadow.start();
                RawHttp client = RawHttp.connect(shadow.port())) {
            client.send("POST / HTTP/1.1\nA : b\r\nContent-Length: 3\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n")
                    .read();
            assertThat(shadow.awaitRequests(1, SOON).get(0).violations())
                    .containsExactly(
                            "line 1 ends in a bare LF",
                            "header name is not a token: A ",
                            "both Content-Length and Transfer-Encoding");
        }
    }

    @Test
    void keeps_length_and_digest_only_above_the_cap() throws Exception {
        try (RecordingShadow shadow = ShadowSettings.defaults().keepBody(4).start();
                RawHttp client = RawHttp.connect(shadow.port())) {
            client.send("POST / HTTP/1.1\r\nContent-Length: 5\r\n\r\nhello").read();
            RecordedBody body = shadow.awaitRequests(1, SOON).get(0).body();
            assertThat(body.kept()).isEmpty();
            assertThat(body.length()).isEqualTo(5);
            assertThat(body.complete()).isTrue();
            assertThat(body.sha256()).isEqualTo("2cf24dba5fb0a30e26e83b2ac5b9e29e1b161e5c1fa7425e73043362938b9824");
            assertThatThrownBy(body::bytes).isInstanceOf(AssertionError.class);
        }
    }

    @Test
    void keeps_the_last_requests_and_counts_all() throws Exception {
        try (RecordingShadow shadow = ShadowSettings.defaults().keepRequests(3).start()) {
            for (int connection = 0; connection < 2; connection++) {
                try (RawHttp client = RawHttp.connect(shadow.port())) {
                    for (int i = 0; i < 5; i++) {
                        client.send("GET /" + i + " HTTP/1.1\r\n\r\n").read();
                    }
                }
            }
            assertThat(shadow.awaitRequests(10, SOON))
                    .extracting(RecordedRequest::order)
                    .containsExactly(8L, 9L, 10L);
            assertThat(shadow.countsByMethod()).isEqualTo(Map.of("GET", 10L));
            assertThat(shadow.countsByTarget()).hasSize(5).containsEntry("/4", 2L);
            assertThat(shadow.countsByConnection()).isEqualTo(Map.of(1, 5L, 2, 5L));
            shadow.forget();
            assertThat(shadow.requestCount()).isZero();
        }
    }

    @Test
    void says_what_did_arrive_when_it_waited_in_vain() throws Exception {
        try (RecordingShadow shadow = RecordingShadow.start();
                RawHttp client = RawHttp.connect(shadow.port())) {
            client.send("GET /one HTTP/1.1\r\n\r\n").read();
            assertThatThrownBy(() -> shadow.awaitRequests(2, Duration.ofMillis(1)))
                    .isInstanceOf(AssertionError.class)
                    .hasMessageContaining("expected 2 requests")
                    .hasMessageContaining("1 requests")
                    .hasMessageContaining("GET /one HTTP/1.1");
        }
    }

    @Test
    void a_new_behaviour_holds_from_the_next_request_on_also_on_a_kept_connection() throws Exception {
        try (RecordingShadow shadow = RecordingShadow.start();
                RawHttp client = RawHttp.connect(shadow.port())) {
            assertThat(client.send(GET).read().status()).isEqualTo(200);
            shadow.behave(Answer.status(503));
            assertThat(client.send(GET).read().status()).isEqualTo(503);
            assertThat(shadow.connections()).isEqualTo(1);
        }
    }

    @Test
    void behaviours_are_chosen_in_turn_in_sequence_and_by_request() throws Exception {
        try (RecordingShadow shadow = RecordingShadow.start();
                RawHttp client = RawHttp.connect(shadow.port())) {
            shadow.behave(Behaviour.inTurn(Answer.status(200), Answer.status(201)));
            assertThat(statuses(client, 4)).containsExactly(200, 201, 200, 201);
            shadow.behave(Behaviour.sequence(Answer.status(500), Answer.status(200)));
            assertThat(statuses(client, 3)).containsExactly(500, 200, 200);
            shadow.behave(Behaviour.when(
                    head -> head.header("X-B").isPresent(),
                    Answer.status(404).after(Duration.ofMillis(5)),
                    Answer.ok()));
            assertThat(statuses(client, 1)).containsExactly(404);
        }
    }

    @Test
    void goes_down_and_comes_back_on_the_same_port() throws Exception {
        try (RecordingShadow shadow = RecordingShadow.start()) {
            for (int i = 0; i < 5; i++) {
                try (RawHttp client = RawHttp.connect(shadow.port())) {
                    client.send(GET).read();
                    shadow.refuse();
                    assertThat(client.awaitClose(SOON)).isTrue();
                }
                assertThatThrownBy(() -> RawHttp.connect(shadow.port())).isInstanceOf(ConnectException.class);
                shadow.accept();
            }
            shadow.awaitRequests(5, SOON);
            shadow.awaitNoOpenConnections(SOON);
        }
    }

    @Test
    void leaves_connects_hanging_when_black_holed() throws Exception {
        try (RecordingShadow shadow = RecordingShadow.start()) {
            shadow.blackhole();
            for (int i = 0; i < 3; i++) {
                try (Socket socket = new Socket()) {
                    InetSocketAddress address = shadow.address();
                    assertThatThrownBy(() -> socket.connect(address, 100)).isInstanceOf(SocketTimeoutException.class);
                }
            }
            shadow.accept();
            try (RawHttp client = RawHttp.connect(shadow.port())) {
                assertThat(client.send(GET).read().status()).isEqualTo(200);
            }
        }
    }

    @Test
    void close_leaves_no_thread_and_no_listener_whatever_the_connections_are_in() throws Exception {
        RecordingShadow shadow = RecordingShadow.start();
        int port = shadow.port();
        List<RawHttp> clients = new ArrayList<>();
        for (Behaviour behaviour : List.of(
                Answer.ok(),
                Fault.silence(Phase.AFTER_REQUEST),
                Floods.endlessBody(),
                Answer.ok().after(Duration.ofHours(1)))) {
            shadow.behave(behaviour);
            clients.add(RawHttp.connect(port).send(GET));
            shadow.awaitRequests(clients.size(), SOON);
        }
        assertThat(shadow.openConnections()).isEqualTo(4);
        shadow.close();
        shadow.close();
        assertThat(shadow.openConnections()).isZero();
        assertThat(Thread.getAllStackTraces().keySet())
                .extracting(Thread::getName)
                .noneMatch(name -> name.startsWith("recording-shadow-" + port + "-"));
        assertThatThrownBy(() -> RawHttp.connect(port)).isInstanceOf(ConnectException.class);
        for (RawHttp client : clients) {
            client.close();
        }
    }

    @Test
    void a_defect_of_a_behaviour_fails_the_test_at_close() throws Exception {
        RecordingShadow shadow = RecordingShadow.start();
        shadow.behave(exchange -> {
            throw new IllegalStateException("test defect");
        });
        try (RawHttp client = RawHttp.connect(shadow.port())) {
            assertThat(client.send(GET).awaitClose(SOON)).isTrue();
        }
        assertThatThrownBy(shadow::close).isInstanceOf(AssertionError.class).hasRootCauseMessage("test defect");
    }

    @Test
    void tens_of_thousands_of_requests_are_counted_exactly() throws Exception {
        try (RecordingShadow shadow = RecordingShadow.start();
                RawHttp client = RawHttp.connect(shadow.port())) {
            for (int i = 0; i < 200; i++) {
                client.send(GET.repeat(100));
                for (int answer = 0; answer < 100; answer++) {
                    client.read();
                }
            }
            assertThat(shadow.awaitRequests(20_000, SOON)).hasSize(2000);
            assertThat(shadow.requestCount()).isEqualTo(20_000);
        }
    }

    @Test
    void digests_a_large_upload_without_holding_it() throws Exception {
        try (RecordingShadow shadow = RecordingShadow.start();
                RawHttp client = RawHttp.connect(shadow.port())) {
            byte[] block = new byte[1 << 20];
            client.send("PUT /large HTTP/1.1\r\nContent-Length: " + 64L * block.length + "\r\n\r\n");
            for (int i = 0; i < 64; i++) {
                client.send(block);
            }
            assertThat(client.read().status()).isEqualTo(200);
            RecordedBody body = shadow.awaitRequests(1, SOON).get(0).body();
            assertThat(body.length()).isEqualTo(64L * block.length);
            assertThat(body.complete()).isTrue();
            assertThat(body.kept()).isEmpty();
            assertThat(body.sha256()).isEqualTo("3b6a07d0d404fab4e23b6d34bc6696a6a312dd92821332385e5af7c01c421351");
        }
    }

    private static List<Integer> statuses(RawHttp client, int count) throws Exception {
        List<Integer> statuses = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            statuses.add(client.send(GET).read().status());
        }
        return statuses;
    }
}
