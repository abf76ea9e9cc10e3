// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.testkit.shadow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.trafficmirror.testkit.http.RawHttp;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class FaultTest {
    private static final Duration SOON = Duration.ofSeconds(60);
    private static final String POST = "POST /fault HTTP/1.1\r\nHost: a\r\nContent-Length: 10\r\n\r\n0123456789";

    private final RecordingShadow shadow = RecordingShadow.start();

    @AfterEach
    void close() {
        shadow.close();
    }

    @ParameterizedTest
    @EnumSource
    void closes_cleanly_at_every_phase(Phase phase) throws Exception {
        shadow.behave(Fault.close(phase));
        try (RawHttp client = RawHttp.connect(shadow.port())) {
            client.send(POST);
            assertThat(new String(client.readToEnd(), StandardCharsets.ISO_8859_1))
                    .isEqualTo(sentBefore(phase));
        }
        shadow.awaitNoOpenConnections(SOON);
        assertRecorded(phase);
    }

    @ParameterizedTest
    @EnumSource
    void resets_at_every_phase(Phase phase) throws Exception {
        shadow.behave(Fault.reset(phase));
        try (RawHttp client = RawHttp.connect(shadow.port())) {
            assertThatThrownBy(() -> client.send(POST).readToEnd()).isInstanceOf(SocketException.class);
        }
        shadow.awaitNoOpenConnections(SOON);
        assertRecorded(phase);
    }

    @ParameterizedTest
    @EnumSource
    void goes_silent_at_every_phase_and_notices_that_the_client_leaves(Phase phase) throws Exception {
        shadow.behave(Fault.silence(phase));
        try (RawHttp client = RawHttp.connect(shadow.port())) {
            client.send(POST);
            String expected = sentBefore(phase);
            shadow.awaitConnections(1, SOON);
            assertRecorded(phase);
            assertThat(new String(client.readBytes(expected.length()), StandardCharsets.ISO_8859_1))
                    .isEqualTo(expected);
            assertThat(client.awaitClose(Duration.ofMillis(20))).isFalse();
            assertThat(client.leftover()).isEmpty();
            assertThat(shadow.openConnections()).isEqualTo(1);
        }
        shadow.awaitNoOpenConnections(SOON);
    }

    private void assertRecorded(Phase phase) {
        if (phase == Phase.ON_ACCEPT) {
            assertThat(shadow.requestCount()).isZero();
            return;
        }
        RecordedRequest request = shadow.awaitRequests(1, SOON).get(0);
        String read = switch (phase) {
            case ON_ACCEPT, AFTER_REQUEST_HEAD -> "";
            case INSIDE_REQUEST_BODY -> "01234";
            default -> "0123456789";
        };
        assertThat(request.body().text()).isEqualTo(read);
        assertThat(request.complete()).isEqualTo(read.length() == 10);
    }

    private static String sentBefore(Phase phase) {
        return switch (phase) {
            case ON_ACCEPT, AFTER_REQUEST_HEAD, INSIDE_REQUEST_BODY, AFTER_REQUEST -> "";
            case INSIDE_STATUS_LINE -> "HTTP/1.1 2";
            case INSIDE_RESPONSE_HEADERS -> "HTTP/1.1 200 OK\r\nContent-T";
            case INSIDE_RESPONSE_BODY -> "HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\nContent-Length: 7\r\n\r\nshad";
            case AFTER_RESPONSE -> "HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\nContent-Length: 7\r\n\r\nshadow\n";
        };
    }
}
