// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.transport.wire;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import io.trafficmirror.transport.FailureReason;
import io.trafficmirror.transport.Outcome;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Names with many addresses. */
@Timeout(60)
class AttemptTest {
    private static final String HOST = "shadow.example";
    private static final long SECOND = 1_000_000_000;

    @Test
    void time_is_shared_evenly_but_a_shadow_far_away_gets_enough_of_it() {
        assertThat(Attempt.share(SECOND, 1)).isEqualTo(SECOND);
        assertThat(Attempt.share(SECOND, 2)).isEqualTo(SECOND / 2);
        assertThat(Attempt.share(SECOND, 16)).isEqualTo(SECOND / 4);
        assertThat(Attempt.share(SECOND / 10, 16)).isEqualTo(SECOND / 10);
        assertThat(Attempt.share(0, 16)).isZero();
    }

    @Test
    void addresses_for_which_no_time_was_left_have_their_turn() throws IOException {
        InetAddress[] addresses = new InetAddress[7];
        List<AutoCloseable> open = new ArrayList<>();
        try (ByteServer server = new ByteServer()) {
            server.answer("HTTP/1.1 204 N\r\nConnection: close\r\n\r\n".getBytes(ISO_8859_1));
            for (int i = 0; i < 6; i++) {
                addresses[i] = InetAddress.getByName("127.0.0." + (i + 2));
                swallow(new InetSocketAddress(addresses[i], server.port()), open);
            }
            addresses[6] = InetAddress.getLoopbackAddress();
            WireTransport transport =
                    new WireTransport(server.settings(HOST, Duration.ofSeconds(1)), host -> addresses.clone());
            assertThat(send(server, transport).failure()).isEqualTo(FailureReason.CONNECT);
            assertThat(send(server, transport).outcome()).isEqualTo(new Outcome.Answered(204, 0, false));
            transport.close(Duration.ZERO);
        } finally {
            for (AutoCloseable each : open) {
                close(each);
            }
        }
    }

    private static Told send(ByteServer server, WireTransport transport) {
        Told told = new Told();
        transport.start(() -> server.request(HOST, "GET"), told);
        return told;
    }

    /** From now on nobody who connects there is answered: the queue of those who wait is full. */
    private static void swallow(InetSocketAddress address, List<AutoCloseable> open) throws IOException {
        open.add(new ServerSocket(address.getPort(), 1, address.getAddress()));
        for (int i = 0; i < 3; i++) {
            SocketChannel waiting = SocketChannel.open();
            open.add(waiting);
            waiting.configureBlocking(false);
            waiting.connect(address);
        }
    }

    private static void close(AutoCloseable open) throws IOException {
        try {
            open.close();
        } catch (Exception e) {
            throw new IOException(e);
        }
    }
}
