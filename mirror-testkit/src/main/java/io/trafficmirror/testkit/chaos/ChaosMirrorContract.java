// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.testkit.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import io.trafficmirror.TrafficMirror;
import io.trafficmirror.capture.DropReason;
import io.trafficmirror.capture.Exchange;
import io.trafficmirror.http.Headers;
import io.trafficmirror.http.ResponseHead;
import io.trafficmirror.testkit.Threads;
import io.trafficmirror.testkit.http.MessageHead;
import io.trafficmirror.testkit.shadow.Answer;
import io.trafficmirror.testkit.shadow.Fault;
import io.trafficmirror.testkit.shadow.Phase;
import io.trafficmirror.testkit.shadow.RecordingShadow;
import io.trafficmirror.testkit.transport.TransportUnderTest;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * Mirrors that are set up badly, and transports that hang. Part of {@link ChaosContract}.
 *
 * @since 0.1.0
 */
public interface ChaosMirrorContract extends TransportUnderTest {
    /** The shadow stands behind the same mirror, or is the primary itself: the mark ends the loop at its first turn. */
    @Test
    default void a_copy_of_a_copy_is_never_made() {
        AtomicReference<@Nullable TrafficMirror> itself = new AtomicReference<>();
        try (ChaosRig rig = ChaosRig.patient(factory())) {
            itself.set(rig.mirror());
            rig.shadow().behave(exchange -> {
                mirrorAgain(itself.get(), exchange.head());
                Answer.ok().answer(exchange);
            });
            rig.busy().failsNever();
            assertThat(rig.shadow().requestCount()).isEqualTo(rig.counts().sent());
            assertThat(rig.counts().dropped())
                    .containsEntry(DropReason.ALREADY_MIRRORED, rig.counts().sent());
            rig.recovers();
        }
    }

    /** A client may fill its head with names: the transport's thread must not compare each of them with each field. */
    @Test
    default void a_client_that_lists_thousands_of_fields_of_its_connection_costs_its_copy() {
        Headers.Builder headers = Headers.builder(101).add("Connection", "a,".repeat(4000));
        for (int i = 0; i < 100; i++) {
            headers.add("b" + i, "");
        }
        try (ChaosRig rig = ChaosRig.patient(factory())) {
            Exchange exchange = rig.mirror().observe(BusyPrimary.head("GET", "/", headers.build()));
            exchange.end(new ResponseHead(200, Headers.empty()));
            rig.recovers();
            assertThat(rig.counts().dropped()).containsEntry(DropReason.UNSENDABLE, 1L);
        }
    }

    private static void mirrorAgain(@Nullable TrafficMirror mirror, MessageHead copy) {
        if (mirror != null) {
            Headers.Builder headers = Headers.builder(copy.headers().size());
            copy.headers().forEach(line -> headers.add(line.name(), line.value()));
            Exchange exchange = mirror.observe(BusyPrimary.head("GET", "/loop", headers.build()));
            exchange.end(new ResponseHead(200, Headers.empty()));
        }
    }

    /** As in a slow name lookup, the transport's thread hangs and hears no interrupt: the copies end without it. */
    @Test
    default void survives_a_transport_whose_threads_hang() {
        CountDownLatch hanging = new CountDownLatch(1);
        RecordingShadow shadow = RecordingShadow.start();
        try (ChaosRig rig = ChaosRig.of(
                settings -> settings.target().port() == shadow.port()
                        ? new HangingTransport(factory().open(settings), hanging)
                        : factory().open(settings),
                shadow,
                shadow.uri().toString(),
                ChaosRig.DEADLINE,
                UnaryOperator.identity())) {
            rig.busy();
            assertThat(rig.counts().answeredInAll()).isZero();
            hanging.countDown();
            rig.recovers();
        }
    }

    /** Closing under load, with a shadow that says nothing, is over soon after the grace. */
    @Test
    default void closes_in_the_middle_of_it_all() {
        try (ChaosRig rig = ChaosRig.patient(factory())) {
            rig.shadow().behave(Fault.silence(Phase.AFTER_REQUEST));
            Thread busy = new Thread(() -> rig.primary().serve(2000));
            busy.start();
            rig.shadow().awaitRequests(1, ChaosRig.PATIENCE);
            rig.mirror().close(ChaosRig.DEADLINE.dividedBy(10));
            Threads.join(busy);
            assertThat(rig.counts().dropped()).containsKey(DropReason.CLOSED);
        }
    }
}
