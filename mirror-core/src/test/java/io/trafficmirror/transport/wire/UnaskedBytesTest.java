// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.transport.wire;

import static org.assertj.core.api.Assertions.assertThat;

import io.trafficmirror.transport.FailureReason;
import io.trafficmirror.transport.Outcome;
import java.net.InetAddress;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.Timeout;

/** Whatever a shadow says beyond its answer, the next copy gets its own. */
@Timeout(60)
class UnaskedBytesTest {
    private static final int COPIES = 50;
    private static final String OWN = "HTTP/1.1 200 O\r\nX-Id: %s\r\nContent-Length: 2\r\n\r\nok";
    private static final String OTHER = "HTTP/1.1 200 O\r\nX-Id: another\r\nContent-Length: 0\r\n\r\n";

    @TestFactory
    Stream<DynamicTest> what_follows_an_answer_is_nobodys() {
        return Stream.of(
                story("another answer at once", "GET", OWN + OTHER, false),
                story("another answer, and the end of the connection announced", "GET", closing(OWN) + OTHER, false),
                story("another answer, and half of the connection closed", "GET", OWN + OTHER, true),
                story("half of the connection closed, unannounced", "GET", OWN, true),
                story("half of the connection closed, announced", "GET", closing(OWN), true),
                story("content that an answer to HEAD must not have", "HEAD", OWN, false),
                story(
                        "an answer as the content that one to HEAD must not have",
                        "HEAD",
                        OWN.replace("ok", OTHER),
                        false),
                story("content after 205", "GET", OWN.replace("200", "205"), false),
                story("content after 204", "GET", OWN.replace("200", "204"), false),
                story(
                        "an answer as the content of 204",
                        "GET",
                        OWN.replace("200", "204").replace("ok", OTHER),
                        false),
                story("content after 304", "GET", OWN.replace("200", "304"), false));
    }

    @Test
    void a_switch_of_protocols_nobody_asked_for_fails_and_the_connection_is_closed() throws Exception {
        try (TalkingServer server = new TalkingServer("HTTP/1.1 101 S\r\nUpgrade: h2c\r\n\r\n", false)) {
            WireTransport transport = new WireTransport(server.settings(), InetAddress::getAllByName);
            for (int i = 1; i <= COPIES; i++) {
                Told told = new Told();
                transport.start(() -> server.request("GET", "/"), told);
                assertThat(told.failure()).isEqualTo(FailureReason.PROTOCOL);
                assertThat(server.connections()).isEqualTo(i);
            }
            transport.close(Duration.ZERO);
        }
    }

    private static String closing(String answer) {
        return answer.replace("X-Id", "Connection: close\r\nX-Id");
    }

    /** Copies one after the other on one connection at a time: each gets what it asked for. */
    private DynamicTest story(String name, String method, String answer, boolean ending) {
        return DynamicTest.dynamicTest(name, () -> {
            try (TalkingServer server = new TalkingServer(answer, ending)) {
                WireTransport transport = new WireTransport(server.settings(), InetAddress::getAllByName);
                for (int i = 0; i < COPIES; i++) {
                    String id = "/" + i;
                    Told told = new Told();
                    transport.start(() -> server.request(method, id), told);
                    assertThat(told.outcome()).isInstanceOf(Outcome.Answered.class);
                    assertThat(told.headers().all("X-Id")).containsExactly(id);
                }
                transport.close(Duration.ZERO);
                assertThat(transport.openConnections()).isZero();
            }
        });
    }
}
