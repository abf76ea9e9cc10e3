// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.testkit;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.trafficmirror.testkit.http.RawHttp;
import io.trafficmirror.testkit.http.RawResponse;
import io.trafficmirror.testkit.shadow.Answer;
import io.trafficmirror.testkit.shadow.Behaviour;
import io.trafficmirror.testkit.shadow.Drips;
import io.trafficmirror.testkit.shadow.Fault;
import io.trafficmirror.testkit.shadow.Floods;
import io.trafficmirror.testkit.shadow.Interim;
import io.trafficmirror.testkit.shadow.Malformed;
import io.trafficmirror.testkit.shadow.Phase;
import io.trafficmirror.testkit.shadow.RecordedRequest;
import io.trafficmirror.testkit.shadow.RecordingShadow;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What {@link Malformed}, {@link Drips}, {@link Floods} and {@link Interim} put on the wire. */
class MisbehaviourTest {
    private static final Duration SOON = Duration.ofSeconds(60);
    private static final String GET = "GET / HTTP/1.1\r\nHost: a\r\n\r\n";

    private final RecordingShadow shadow = RecordingShadow.start();

    @AfterEach
    void close() {
        shadow.close();
    }

    @ParameterizedTest
    @EnumSource
    void malformed_answers_reach_the_client_and_leave_the_shadow_well(Malformed malformed) throws Exception {
        shadow.behave(malformed);
        try (RawHttp client = RawHttp.connect(shadow.port())) {
            client.send(GET);
            client.shutdownOutput();
            assertThat(client.readToEnd()).isNotEmpty();
        }
        shadow.awaitNoOpenConnections(SOON);
        assertThat(shadow.awaitRequests(1, SOON)).hasSize(1).allMatch(RecordedRequest::complete);
    }

    @ParameterizedTest
    @EnumSource(
            names = {
                "BAD_STATUS_LINE",
                "SPACE_IN_HEADER_NAME",
                "BAD_CHUNK_SIZE",
                "TRUNCATED_CHUNK",
                "SHORT_BODY",
                "GARBAGE"
            })
    void malformed_answers_fail_a_real_client(Malformed malformed) {
        shadow.behave(malformed);
        HttpClient client =
                HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
        HttpRequest request = HttpRequest.newBuilder(shadow.uri()).build();
        assertThatThrownBy(() -> client.send(request, BodyHandlers.ofString())).isInstanceOf(IOException.class);
    }

    @Test
    void extra_bytes_stay_behind_the_response() throws Exception {
        shadow.behave(Malformed.EXTRA_BYTES);
        try (RawHttp client = RawHttp.connect(shadow.port())) {
            assertThat(client.send(GET).read().body().text()).isEqualTo("ok");
            assertThat(client.read().statusLine()).isEqualTo("HTTP/1.1 500 Smuggled");
        }
    }

    @Test
    void what_is_wrong_with_a_response_is_said() throws Exception {
        shadow.behave(Behaviour.sequence(Malformed.FOLDED_HEADER, Malformed.BAD_CHUNK_SIZE));
        try (RawHttp client = RawHttp.connect(shadow.port())) {
            RawResponse folded = client.send(GET).read();
            assertThat(folded.header("X-Folded")).contains("one two");
            assertThat(folded.head().violations()).containsExactly("folded line after X-Folded");
            RawResponse chunk = client.send(GET).read();
            assertThat(chunk.body().violations()).containsExactly("not a chunk size: zz");
            assertThat(chunk.reusable()).isFalse();
        }
    }

    @Test
    void drips_the_whole_answer_or_its_body() throws Exception {
        Duration interval = Duration.ofMillis(1);
        shadow.behave(Behaviour.inTurn(Drips.answer(Answer.ok(), interval), Drips.body(Answer.ok(), interval)));
        try (RawHttp client = RawHttp.connect(shadow.port())) {
            assertThat(client.send(GET).read().body().text()).isEqualTo("shadow\n");
            assertThat(client.send(GET).read().body().text()).isEqualTo("shadow\n");
        }
    }

    @Test
    void a_drip_ends_when_the_client_leaves() throws Exception {
        shadow.behave(Drips.body(Answer.ok(), Duration.ofHours(1)));
        try (RawHttp client = RawHttp.connect(shadow.port())) {
            assertThat(client.send(GET).readHead().startLine()).isEqualTo("HTTP/1.1 200 OK");
        }
        shadow.awaitNoOpenConnections(SOON);
    }

    @Test
    void reads_slowly_to_the_end() throws Exception {
        shadow.behave(Drips.reading(10, Duration.ofMillis(1), Answer.ok()));
        try (RawHttp client = RawHttp.connect(shadow.port())) {
            client.send("POST / HTTP/1.1\r\nContent-Length: 35\r\n\r\n" + "y".repeat(35));
            assertThat(client.read().status()).isEqualTo(200);
        }
        assertThat(shadow.awaitRequests(1, SOON).get(0).body().length()).isEqualTo(35);
    }

    @Test
    void floods_until_the_client_leaves() throws Exception {
        for (Behaviour flood : new Behaviour[] {
            Floods.endlessHeader(), Floods.endlessHeaders(), Floods.endlessBody(), Interim.endless()
        }) {
            shadow.behave(flood);
            try (RawHttp client = RawHttp.connect(shadow.port())) {
                assertThat(client.send(GET).readBytes(1_000_000)).startsWith("HTTP/1.1 ".getBytes(ISO_8859_1));
            }
            shadow.awaitNoOpenConnections(SOON);
        }
    }

    @Test
    void sends_a_huge_body_of_the_length_it_said() throws Exception {
        shadow.behave(Floods.body(10_000_000));
        try (RawHttp client = RawHttp.connect(shadow.port())) {
            RawResponse response = client.send(GET).read();
            assertThat(response.body().length()).isEqualTo(10_000_000);
            assertThat(response.reusable()).isTrue();
        }
    }

    @Test
    void a_storm_of_interim_answers_comes_before_the_final_one() throws Exception {
        shadow.behave(Interim.storm(50, Answer.status(204)));
        try (RawHttp client = RawHttp.connect(shadow.port())) {
            RawResponse response = client.send(GET).read();
            assertThat(response.interims()).hasSize(50);
            assertThat(response.status()).isEqualTo(204);
        }
    }

    @Test
    void says_continue_always_or_never() throws Exception {
        shadow.behave(Interim.continueAlways(Answer.ok()));
        try (RawHttp client = RawHttp.connect(shadow.port())) {
            assertThat(client.send(GET).read().interims()).hasSize(1);
        }
        shadow.behave(Interim.continueNever(Answer.ok()));
        try (RawHttp client = RawHttp.connect(shadow.port())) {
            client.send("POST / HTTP/1.1\r\nExpect: 100-continue\r\nContent-Length: 3\r\n\r\n");
            shadow.awaitHeads(2, SOON);
            assertThat(client.awaitClose(Duration.ofMillis(20))).isFalse();
            assertThat(client.send("abc").read().interims()).isEmpty();
        }
    }

    @Test
    void a_silent_shadow_sees_the_client_leave_behind_much_unread_data_once_drained() throws Exception {
        shadow.behave(Fault.silence(Phase.AFTER_REQUEST_HEAD));
        try (RawHttp client = RawHttp.connect(shadow.port())) {
            client.send("POST / HTTP/1.1\r\nContent-Length: 100000\r\n\r\n" + "y".repeat(100_000));
            shadow.awaitRequests(1, SOON);
        }
        assertThat(shadow.openConnections()).isEqualTo(1);
        shadow.drain();
        shadow.awaitNoOpenConnections(SOON);
    }
}
