// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.testkit.transport;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import io.trafficmirror.http.Body;
import io.trafficmirror.http.Headers;
import io.trafficmirror.testkit.shadow.Answer;
import io.trafficmirror.testkit.shadow.Floods;
import io.trafficmirror.testkit.shadow.Interim;
import io.trafficmirror.testkit.shadow.Malformed;
import io.trafficmirror.transport.Outcome;
import java.util.EnumSet;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * What the shadow answers is read as far as it is wanted, and never taken for another answer.
 *
 * @since 0.1.0
 */
public interface TransportAnswerContract extends TransportUnderTest {
    /** Answers that no reader may take for whole. */
    Set<Malformed> NEVER_ANSWERS = EnumSet.of(
            Malformed.BAD_STATUS_LINE,
            Malformed.UNEXPECTED_101,
            Malformed.SPACE_IN_HEADER_NAME,
            Malformed.NUL_IN_HEADER,
            Malformed.NEGATIVE_LENGTH,
            Malformed.LENGTH_NOT_A_NUMBER,
            Malformed.LENGTH_TOO_LARGE,
            Malformed.SHORT_BODY,
            Malformed.BAD_CHUNK_SIZE,
            Malformed.CHUNK_SIZE_TOO_LARGE,
            Malformed.TRUNCATED_CHUNK,
            Malformed.NO_LAST_CHUNK,
            Malformed.GARBAGE);

    @Test
    default void hears_head_and_content_in_order() {
        try (TransportRig rig = TransportRig.plain(factory())) {
            rig.shadow()
                    .behave(Answer.status(503)
                            .header("X-A", "1")
                            .header("x-a", "2")
                            .body("sorry"));
            HeardCall heard = rig.start(rig.get("/"));
            assertThat(heard.outcome()).isEqualTo(new Outcome.Answered(503, 5, false));
            assertThat(heard.events()).containsExactly("sending", "headers 503", "body", "done");
            assertThat(heard.headers().all("X-A")).containsExactly("1", "2");
            assertThat(heard.body()).asString().isEqualTo("sorry");
        }
    }

    @TestFactory
    default Stream<DynamicTest> reads_every_framing() {
        byte[] content = new byte[200_000];
        new Random(6).nextBytes(content);
        Answer answer = Answer.status(200).body(content);
        return Stream.of(
                        answer,
                        answer.chunked(1000),
                        answer.chunked(1_000_000).trailer("X-Sum", "1"),
                        answer.closing(),
                        answer.closingUnannounced(),
                        answer.http10(),
                        Answer.status(200).body(content).chunked(7).closing())
                .map(framed -> DynamicTest.dynamicTest(new String(framed.headBytes(), ISO_8859_1), () -> {
                    try (TransportRig rig = TransportRig.plain(factory())) {
                        rig.shadow().behave(framed);
                        HeardCall heard = rig.start(rig.get("/"));
                        assertThat(heard.outcome()).isEqualTo(new Outcome.Answered(200, content.length, false));
                        assertThat(heard.body()).isEqualTo(content);
                        rig.sendOrdinary();
                    }
                }));
    }

    @TestFactory
    default Stream<DynamicTest> answers_without_content_have_none() {
        return Stream.of(204, 304)
                .map(status -> DynamicTest.dynamicTest("" + status, () -> {
                    try (TransportRig rig = TransportRig.plain(factory())) {
                        rig.shadow().behave(Answer.status(status));
                        assertThat(rig.send(rig.get("/"))).isEqualTo(new Outcome.Answered(status, 0, false));
                        rig.sendOrdinary();
                    }
                }));
    }

    @Test
    default void an_answer_to_head_has_no_content() {
        try (TransportRig rig = TransportRig.plain(factory())) {
            rig.shadow().behave(Answer.ok());
            assertThat(rig.send(rig.request("HEAD", "/", Headers.empty(), Body.NONE)))
                    .isEqualTo(new Outcome.Answered(200, 0, false));
            rig.sendOrdinary();
        }
    }

    @TestFactory
    default Stream<DynamicTest> statuses_are_told_and_not_acted_on() {
        return Stream.of(301, 302, 307, 401, 407, 413, 421, 429, 500, 599)
                .map(status -> DynamicTest.dynamicTest("" + status, () -> {
                    try (TransportRig rig = TransportRig.plain(factory())) {
                        rig.shadow()
                                .behave(Answer.status(status)
                                        .header("Location", "/elsewhere")
                                        .header("WWW-Authenticate", "Basic realm=\"x\"")
                                        .header("Proxy-Authenticate", "Basic realm=\"x\"")
                                        .header("Retry-After", "0"));
                        assertThat(rig.send(rig.get("/"))).isEqualTo(new Outcome.Answered(status, 0, false));
                        assertThat(rig.shadow().requestCount()).isEqualTo(1);
                    }
                }));
    }

    @Test
    default void cookies_are_not_kept() {
        try (TransportRig rig = TransportRig.plain(factory())) {
            rig.shadow().behave(Answer.ok().header("Set-Cookie", "a=b"));
            rig.send(rig.get("/"));
            rig.send(rig.get("/"));
            assertThat(rig.shadow().requests())
                    .allMatch(request -> request.headers("Cookie").isEmpty());
        }
    }

    @Test
    default void interim_answers_are_not_told() {
        try (TransportRig rig = TransportRig.plain(factory())) {
            rig.shadow().behave(Interim.storm(3, Answer.ok()));
            HeardCall heard = rig.start(rig.get("/"));
            assertThat(heard.outcome()).isEqualTo(new Outcome.Answered(200, 7, false));
            assertThat(heard.events()).containsExactly("sending", "headers 200", "body", "done");
            rig.sendOrdinary();
        }
    }

    @Test
    default void interim_answers_without_end_fail() {
        try (TransportRig rig = TransportRig.plain(factory())) {
            rig.shadow().behave(Interim.endless());
            rig.start(rig.get("/")).failed();
            rig.sendOrdinary();
        }
    }

    @TestFactory
    default Stream<DynamicTest> floods_are_cut_at_the_cap() {
        return Stream.of(Floods.endlessBody(), Floods.body(1L << 30))
                .map(flood -> DynamicTest.dynamicTest("flood", () -> {
                    try (TransportRig rig =
                            TransportRig.Setup.PLAIN.maxResponseBytes(100_000).open(factory())) {
                        rig.shadow().behave(flood);
                        HeardCall heard = rig.start(rig.get("/"));
                        assertThat(heard.outcome()).isEqualTo(new Outcome.Answered(200, 100_000, true));
                        assertThat(heard.body()).hasSize(100_000);
                        rig.sendOrdinary();
                    }
                }));
    }

    @TestFactory
    default Stream<DynamicTest> endless_heads_fail() {
        return Stream.of(Floods.endlessHeader(), Floods.endlessHeaders())
                .map(flood -> DynamicTest.dynamicTest("flood", () -> {
                    try (TransportRig rig = TransportRig.plain(factory())) {
                        rig.shadow().behave(flood);
                        rig.start(rig.get("/")).failed();
                        rig.sendOrdinary();
                    }
                }));
    }

    @TestFactory
    default Stream<DynamicTest> the_cap_is_exact() {
        return Stream.of(
                        Answer.status(200).body("12345"),
                        Answer.status(200).body("12345").chunked(2))
                .flatMap(answer -> Stream.of(0, 4, 5, 6)
                        .map(cap -> DynamicTest.dynamicTest("cap " + cap, () -> {
                            try (TransportRig rig = TransportRig.Setup.PLAIN
                                    .maxResponseBytes(cap)
                                    .open(factory())) {
                                rig.shadow().behave(answer);
                                HeardCall heard = rig.start(rig.get("/"));
                                assertThat(heard.outcome())
                                        .isEqualTo(new Outcome.Answered(200, Math.min(cap, 5), cap < 5));
                                assertThat(heard.body()).hasSize(Math.min(cap, 5));
                            }
                        })));
    }

    @Test
    default void who_wants_no_more_content_gets_none() {
        try (TransportRig rig = TransportRig.plain(factory())) {
            rig.shadow().behave(Answer.status(200).body(new byte[500_000]).chunked(1000));
            HeardCall heard = rig.start(() -> rig.get("/"), new HeardCall(1));
            assertThat(heard.answered().status()).isEqualTo(200);
            assertThat(heard.body().length).isBetween(1, 70_000);
            rig.sendOrdinary();
        }
    }

    @TestFactory
    default Stream<DynamicTest> a_malformed_answer_harms_no_other() {
        return Stream.of(Malformed.values())
                .filter(malformed -> malformed != Malformed.HTTP_2_FRAMES)
                .map(malformed -> DynamicTest.dynamicTest(malformed.name(), () -> {
                    try (TransportRig rig = TransportRig.plain(factory())) {
                        rig.shadow().behave(malformed);
                        Outcome outcome = rig.send(rig.get("/"));
                        if (NEVER_ANSWERS.contains(malformed)) {
                            assertThat(outcome).isInstanceOf(Outcome.Failed.class);
                        }
                        for (int i = 0; i < 5; i++) {
                            rig.sendOrdinary();
                        }
                    }
                }));
    }

    /** File descriptors are the application's too: 256 that can't be closed, and 4 in use or about to be closed. */
    @Test
    default void answers_that_cannot_be_read_cost_a_bounded_number_of_connections() {
        try (TransportRig rig = TransportRig.plain(factory())) {
            for (Malformed malformed : NEVER_ANSWERS) {
                rig.shadow().behave(malformed);
                for (int i = 0; i < 80; i++) {
                    assertThat(rig.send(rig.get("/"))).isInstanceOf(Outcome.Failed.class);
                    assertThat(rig.shadow().openConnections())
                            .as(malformed.name())
                            .isLessThanOrEqualTo(256 + 4);
                }
            }
        }
    }

    @Test
    default void connections_are_kept_alive() {
        try (TransportRig rig = TransportRig.plain(factory())) {
            for (int i = 0; i < 20; i++) {
                rig.sendOrdinary();
                rig.send(rig.post("/", new byte[10]));
            }
            assertThat(rig.shadow().connections()).isEqualTo(1);
        }
    }

    @Test
    default void a_connection_that_was_said_to_close_is_not_used_again() {
        try (TransportRig rig = TransportRig.plain(factory())) {
            rig.shadow().behave(Answer.ok().closing());
            for (int i = 0; i < 20; i++) {
                assertThat(rig.send(rig.post("/", new byte[10]))).isEqualTo(new Outcome.Answered(200, 7, false));
            }
            assertThat(rig.shadow().connections()).isEqualTo(20);
        }
    }
}
