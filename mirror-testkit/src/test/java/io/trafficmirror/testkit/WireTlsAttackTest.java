// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.testkit;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import io.trafficmirror.copy.ShadowRequest;
import io.trafficmirror.http.Body;
import io.trafficmirror.http.Headers;
import io.trafficmirror.targets.Target;
import io.trafficmirror.testkit.http.TestTls;
import io.trafficmirror.testkit.transport.ContractThreads;
import io.trafficmirror.testkit.transport.HeardCall;
import io.trafficmirror.transport.FailureReason;
import io.trafficmirror.transport.Outcome;
import io.trafficmirror.transport.ShadowTransport;
import io.trafficmirror.transport.TransportSettings;
import io.trafficmirror.transport.wire.WireTransport;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Shadows that misuse TLS itself: each call ends, nothing grows, and the loop goes on. */
@Timeout(120)
class WireTlsAttackTest {
    private final ContractThreads threads = new ContractThreads();
    private final ServerSocket server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    private final Target target = new Target("https", "localhost", server.getLocalPort());
    private final ShadowTransport transport = WireTransport.factory()
            .open(new TransportSettings(
                    target,
                    2,
                    Duration.ofSeconds(50),
                    1 << 20,
                    Optional.of(TestTls.client()),
                    false,
                    Optional.empty(),
                    threads));

    WireTlsAttackTest() throws IOException {}

    @AfterEach
    void the_loop_still_listens() throws Exception {
        transport.close(Duration.ZERO);
        assertThat(threads.alive(Duration.ofSeconds(60))).isEmpty();
        server.close();
    }

    /** What the shadow does with a connection. */
    @FunctionalInterface
    private interface Attack {
        void on(Socket connection) throws IOException;
    }

    /** The same after a handshake. */
    @FunctionalInterface
    private interface InsideTls {
        void on(SSLSocket connection) throws IOException;
    }

    private void attack(Attack attack) {
        Thread thread = new Thread(() -> {
            try (Socket connection = server.accept()) {
                attack.on(connection);
            } catch (IOException e) {
                // The other side has had enough.
            }
        });
        thread.setDaemon(true);
        thread.start();
    }

    private void attackInside(String protocol, InsideTls attack) {
        attack(connection -> {
            SSLSocket tls = (SSLSocket) TestTls.server().getSocketFactory().createSocket(connection, null, false);
            tls.setUseClientMode(false);
            tls.setEnabledProtocols(new String[] {protocol});
            tls.startHandshake();
            attack.on(tls);
        });
    }

    private Outcome send(String method) {
        HeardCall heard = new HeardCall(Long.MAX_VALUE);
        transport.start(
                () -> new ShadowRequest(target, method, "/", target.authority(), Headers.empty(), Body.NONE), heard);
        return heard.outcome();
    }

    private static byte[] many(int times, int... octets) {
        byte[] all = new byte[times * octets.length];
        for (int i = 0; i < all.length; i++) {
            all[i] = (byte) octets[i % octets.length];
        }
        return all;
    }

    private static void endless(Socket connection, byte[] piece) throws IOException {
        while (true) {
            connection.getOutputStream().write(piece);
        }
    }

    @Test
    void a_handshake_of_alerts_without_end_is_cut() {
        attack(connection -> endless(connection, many(10_000, 0x15, 3, 3, 0, 2, 1, 90)));
        assertThat(send("GET"))
                .isInstanceOfSatisfying(
                        Outcome.Failed.class,
                        failed -> assertThat(failed.reason()).isEqualTo(FailureReason.TLS));
    }

    @Test
    void a_handshake_of_hello_requests_without_end_is_cut() {
        attack(connection -> endless(connection, many(10_000, 0x16, 3, 3, 0, 4, 0, 0, 0, 0)));
        assertThat(send("GET"))
                .isInstanceOfSatisfying(
                        Outcome.Failed.class,
                        failed -> assertThat(failed.reason()).isEqualTo(FailureReason.TLS));
    }

    @Test
    void changes_of_keys_without_end_are_cut() {
        attackInside("TLSv1.3", tls -> {
            tls.getInputStream().read();
            while (true) {
                tls.startHandshake();
            }
        });
        assertThat(send("GET"))
                .isInstanceOfSatisfying(
                        Outcome.Failed.class,
                        failed -> assertThat(failed.reason()).isEqualTo(FailureReason.TLS));
    }

    @Test
    void some_changes_of_keys_are_followed() {
        attackInside("TLSv1.3", tls -> {
            tls.getInputStream().read();
            for (int i = 0; i < 20; i++) {
                tls.startHandshake();
            }
            tls.getOutputStream().write("HTTP/1.1 204 N\r\n\r\n".getBytes(ISO_8859_1));
            while (tls.getInputStream().read() >= 0) {
                // Until the other side ends it.
            }
        });
        assertThat(send("GET")).isEqualTo(new Outcome.Answered(204, 0, false));
    }

    @Test
    void another_handshake_inside_an_exchange_is_refused() {
        attackInside("TLSv1.2", tls -> {
            tls.getInputStream().read();
            tls.startHandshake();
            tls.getInputStream().read();
        });
        Outcome outcome = send("GET");
        assertThat(outcome).isEqualTo(new Outcome.Failed(FailureReason.TLS, "TLS: the peer wants another handshake"));
    }

    @Test
    void who_speaks_before_being_asked_is_not_connected_to_again_and_again() {
        attack(connection -> {
            HeldBack held = new HeldBack(connection);
            SSLSocket tls = (SSLSocket) TestTls.server().getSocketFactory().createSocket(held, null, false);
            tls.setUseClientMode(false);
            tls.setEnabledProtocols(new String[] {"TLSv1.2"});
            tls.startHandshake();
            tls.getOutputStream().write("220 welcome".getBytes(ISO_8859_1));
            held.release();
            tls.getInputStream().read();
        });
        assertThat(send("GET"))
                .isEqualTo(new Outcome.Failed(
                        FailureReason.RESET, "the peer ended the connection, or spoke, before it was asked"));
    }

    @Test
    void content_that_is_cut_without_a_good_bye_is_no_answer() {
        attackInside("TLSv1.3", tls -> {
            tls.getInputStream().read();
            tls.getOutputStream().write("HTTP/1.1 200 OK\r\n\r\nhalf of it".getBytes(ISO_8859_1));
        });
        assertThat(send("POST"))
                .isInstanceOfSatisfying(
                        Outcome.Failed.class,
                        failed -> assertThat(failed.reason()).isEqualTo(FailureReason.RESET));
    }

    @Test
    void content_that_ends_with_a_good_bye_is_an_answer() {
        attackInside("TLSv1.3", tls -> {
            tls.getInputStream().read();
            tls.getOutputStream().write("HTTP/1.1 200 OK\r\n\r\nall of it".getBytes(ISO_8859_1));
            tls.close();
        });
        assertThat(send("POST")).isEqualTo(new Outcome.Answered(200, 9, false));
    }

    @Test
    void a_good_bye_is_the_end_even_if_tcp_stays_open() throws Exception {
        CountDownLatch closed = new CountDownLatch(2);
        for (String protocol : List.of("TLSv1.2", "TLSv1.3")) {
            attackInside(protocol, tls -> {
                tls.getInputStream().read();
                tls.getOutputStream().write("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok".getBytes(ISO_8859_1));
                tls.shutdownOutput();
                tls.getInputStream().transferTo(OutputStream.nullOutputStream());
                closed.countDown();
            });
        }
        assertThat(send("GET")).isEqualTo(new Outcome.Answered(200, 2, false));
        assertThat(send("GET")).isEqualTo(new Outcome.Answered(200, 2, false));
        assertThat(closed.await(20, TimeUnit.SECONDS)).isTrue();
    }
}
