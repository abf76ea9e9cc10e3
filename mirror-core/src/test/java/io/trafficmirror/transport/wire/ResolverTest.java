// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.transport.wire;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import io.trafficmirror.transport.FailureReason;
import io.trafficmirror.transport.Outcome;
import io.trafficmirror.transport.ShadowCall;
import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Lookups that hang, fail, or lead astray. */
@Timeout(120)
class ResolverTest {
    private static final String HOST = "shadow.example";
    private static final Outcome ANSWERED = new Outcome.Answered(204, 0, false);

    private final CountDownLatch hanging = new CountDownLatch(1);
    private final CountDownLatch asked = new CountDownLatch(1);
    private final ByteServer server = new ByteServer();

    ResolverTest() throws IOException {}

    @BeforeEach
    void answer() {
        server.answer("HTTP/1.1 204 N\r\nConnection: close\r\n\r\n".getBytes(ISO_8859_1));
    }

    @AfterEach
    void close() throws IOException {
        hanging.countDown();
        server.close();
    }

    /** As in the resolver of the system: no interrupt ends it. */
    private InetAddress[] hang() {
        asked.countDown();
        boolean over = false;
        while (!over) {
            try {
                hanging.await();
                over = true;
            } catch (InterruptedException e) {
                // Heard, and not listened to.
            }
        }
        return here();
    }

    private static InetAddress[] here() {
        return new InetAddress[] {InetAddress.getLoopbackAddress()};
    }

    private WireTransport transport(Lookup lookup) {
        return new WireTransport(server.settings(HOST), lookup);
    }

    private Told send(WireTransport transport) {
        Told told = new Told();
        transport.start(() -> server.request(HOST, "GET"), told);
        return told;
    }

    @Test
    void a_zone_is_looked_up_and_not_said() {
        List<String> hosts = new CopyOnWriteArrayList<>();
        WireTransport transport = new WireTransport(server.settings("[fe80::1%Eth0]"), host -> {
            hosts.add(host);
            return here();
        });
        Told told = new Told();
        transport.start(() -> server.request("[fe80::1%Eth0]", "GET"), told);
        assertThat(told.outcome()).isEqualTo(ANSWERED);
        assertThat(hosts).containsExactly("[fe80::1%Eth0]");
        assertThat(server.lastHead()).contains("Host: [fe80::1]:" + server.port() + "\r\n");
        transport.close(Duration.ZERO);
    }

    @Test
    void a_lookup_that_hangs_is_waited_for_by_the_calls_that_need_it_alone() throws Exception {
        WireTransport slow = transport(host -> hang());
        WireTransport quick = transport(host -> here());
        Told patient = send(slow);
        Told hasty = new Told();
        ShadowCall call = slow.start(() -> server.request(HOST, "GET"), hasty);
        asked.await();

        assertThat(send(quick).outcome()).isEqualTo(ANSWERED);
        call.abort(FailureReason.TIMEOUT, "the deadline");
        assertThat(hasty.failure()).isEqualTo(FailureReason.TIMEOUT);
        assertThat(patient.ended()).isFalse();

        hanging.countDown();
        assertThat(patient.outcome()).isEqualTo(ANSWERED);
        slow.close(Duration.ZERO);
        quick.close(Duration.ZERO);
    }

    @Test
    void a_lookup_that_hangs_does_not_keep_the_transport_open() throws Exception {
        WireTransport transport = transport(host -> hang());
        Told waiting = send(transport);
        asked.await();
        transport.close(Duration.ZERO);
        assertThat(waiting.failure()).isEqualTo(FailureReason.CLOSED);
        assertThat(send(transport).failure()).isEqualTo(FailureReason.CLOSED);
    }

    @Test
    void old_addresses_serve_while_new_ones_are_looked_up() throws Exception {
        AtomicInteger lookups = new AtomicInteger();
        WireTransport transport = transport(host -> lookups.incrementAndGet() == 1 ? here() : hang());
        assertThat(send(transport).outcome()).isEqualTo(ANSWERED);
        server.refuse();
        assertThat(send(transport).failure()).isEqualTo(FailureReason.CONNECT);
        server.accept();
        assertThat(send(transport).outcome()).isEqualTo(ANSWERED);
        asked.await();
        assertThat(send(transport).outcome()).isEqualTo(ANSWERED);
        assertThat(lookups).hasValue(2);
        hanging.countDown();
        transport.close(Duration.ZERO);
    }

    @Test
    void a_name_that_did_not_resolve_is_looked_up_again() {
        AtomicInteger lookups = new AtomicInteger();
        WireTransport transport = transport(host -> {
            if (lookups.incrementAndGet() <= 3) {
                throw new UnknownHostException(host);
            }
            return here();
        });
        for (int i = 0; i < 3; i++) {
            assertThat(send(transport).failure()).isEqualTo(FailureReason.DNS);
        }
        assertThat(send(transport).outcome()).isEqualTo(ANSWERED);
        transport.close(Duration.ZERO);
    }

    @Test
    void a_lookup_that_breaks_is_made_again() {
        AtomicInteger lookups = new AtomicInteger();
        WireTransport transport = transport(host -> {
            if (lookups.incrementAndGet() == 1) {
                throw new StackOverflowError("on purpose");
            }
            return here();
        });
        assertThat(send(transport).failure()).isEqualTo(FailureReason.DNS);
        assertThat(send(transport).outcome()).isEqualTo(ANSWERED);
        transport.close(Duration.ZERO);
    }

    @Test
    void each_address_is_tried() {
        WireTransport transport = transport(host -> new InetAddress[] {InetAddress.getByName("127.0.0.2"), here()[0]});
        for (int i = 0; i < 3; i++) {
            assertThat(send(transport).outcome()).isEqualTo(ANSWERED);
        }
        transport.close(Duration.ZERO);
    }

    @Test
    void what_looks_like_an_address_is_not_looked_up_by_the_loop_either() {
        AtomicReference<Thread> lookedUpBy = new AtomicReference<>();
        AtomicReference<Thread> composedBy = new AtomicReference<>();
        Told told = new Told();
        WireTransport transport = new WireTransport(server.settings("300.1.1.1"), host -> {
            lookedUpBy.set(Thread.currentThread());
            return here();
        });
        transport.start(
                () -> {
                    composedBy.set(Thread.currentThread());
                    return server.request("300.1.1.1", "GET");
                },
                told);
        assertThat(told.outcome()).isEqualTo(ANSWERED);
        assertThat(lookedUpBy.get()).isNotSameAs(composedBy.get());
        transport.close(Duration.ZERO);
    }
}
