// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.transport.wire;

import static org.assertj.core.api.Assertions.assertThat;

import io.trafficmirror.copy.ShadowRequest;
import io.trafficmirror.http.Body;
import io.trafficmirror.transport.FailureReason;
import io.trafficmirror.transport.Outcome;
import java.io.IOException;
import java.net.InetAddress;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Faults inside the loop cost what is under way, and nothing that comes later. */
@Timeout(60)
class EventLoopTest {
    private static final Outcome ANSWERED = new Outcome.Answered(200, 2, false);

    private final TalkingServer server = new TalkingServer("HTTP/1.1 200 O\r\nContent-Length: 2\r\n\r\nok", false);
    private final Offload offload = new Offload(server.settings().threads());
    private final EventLoop loop =
            new EventLoop(server.settings(), Optional.empty(), InetAddress::getAllByName, offload, offload);

    EventLoopTest() throws IOException {}

    @BeforeEach
    void start() {
        loop.start();
    }

    @AfterEach
    void close() throws Exception {
        loop.close(Duration.ZERO);
        offload.close(Duration.ofSeconds(1));
        server.close();
    }

    private Told send(ShadowRequest request) {
        Told told = new Told();
        loop.offer(new WireCall(loop, () -> request, told));
        return told;
    }

    private Told get() {
        return send(server.request("GET", "/"));
    }

    private void breakLoop() {
        loop.execute(() -> {
            throw new IllegalStateException("on purpose");
        });
    }

    @Test
    void connections_are_kept_again_after_a_fault_of_the_loop() {
        assertThat(get().outcome()).isEqualTo(ANSWERED);
        breakLoop();
        // The first copy may still meet the fault.
        get().outcome();
        int before = server.connections();
        for (int i = 0; i < 10; i++) {
            assertThat(get().outcome()).isEqualTo(ANSWERED);
        }
        assertThat(server.connections()).isLessThanOrEqualTo(before + 1);
    }

    @Test
    void a_body_that_can_not_be_cancelled_does_not_keep_its_copy_from_ending() {
        ShadowRequest get = server.request("GET", "/");
        Body body = new Body.Streamed(new OneSource(new byte[0]));
        ShadowRequest streamed =
                new ShadowRequest(get.target(), "GET", "/", get.target().authority(), get.headers(), body);
        assertThat(send(streamed).failure()).isEqualTo(FailureReason.INTERNAL_ERROR);
        assertThat(loop.pool().openConnections()).isZero();
        assertThat(get().outcome()).isEqualTo(ANSWERED);
    }
}
