// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.transport.wire;

import static org.assertj.core.api.Assertions.assertThat;

import io.trafficmirror.copy.ShadowRequest;
import io.trafficmirror.http.Body;
import io.trafficmirror.transport.FailureReason;
import io.trafficmirror.transport.Outcome;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
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

    /** Such a key would be ready for ever, and the loop would do nothing else. */
    @Test
    void a_channel_without_an_owner_is_closed_when_it_is_ready() throws Exception {
        try (ServerSocket peer = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                SocketChannel channel = SocketChannel.open(peer.getLocalSocketAddress());
                Socket accepted = peer.accept()) {
            channel.configureBlocking(false);
            Attempt notOwner = new Attempt(loop.pool(), peer.getLocalPort(), List.of(), 0);
            loop.execute(() -> register(channel, notOwner));
            accepted.setSoTimeout(20_000);
            assertThat(accepted.getInputStream().read()).isEqualTo(-1);
        }
    }

    private void register(SocketChannel channel, Attempt notOwner) {
        try {
            loop.register(channel, SelectionKey.OP_READ | SelectionKey.OP_WRITE, notOwner);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void a_fault_of_the_loop_ends_each_call_once_and_leaves_none_under_way() throws Exception {
        List<Told> all = Stream.generate(this::get).limit(20).toList();
        breakLoop();
        all.forEach(Told::outcome);
        assertThat(underWay()).isZero();
    }

    private int underWay() throws Exception {
        CompletableFuture<Integer> calls = new CompletableFuture<>();
        loop.execute(() -> calls.complete(loop.pool().underWay()));
        return calls.get(60, TimeUnit.SECONDS);
    }
}
