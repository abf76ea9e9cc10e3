// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.testkit.transport;

import static org.assertj.core.api.Assertions.assertThat;

import io.trafficmirror.testkit.http.TestTls;
import io.trafficmirror.testkit.shadow.Answer;
import io.trafficmirror.testkit.shadow.Fault;
import io.trafficmirror.testkit.shadow.Phase;
import io.trafficmirror.testkit.shadow.ShadowSettings;
import io.trafficmirror.transport.FailureReason;
import io.trafficmirror.transport.Outcome;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.Test;

/**
 * The same through TLS, and only to who proves to be the shadow.
 *
 * @since 0.1.0
 */
public interface TransportTlsContract extends TransportUnderTest {
    /** Calls that come at once. */
    int BURST = 32;

    private TransportRig tls(SSLContext server, SSLContext client) {
        return TransportRig.Setup.tls(server, client).open(factory());
    }

    @Test
    default void exchanges_through_tls_keep_the_connection() {
        try (TransportRig rig = tls(TestTls.server(), TestTls.client())) {
            for (int i = 0; i < 20; i++) {
                rig.sendOrdinary();
            }
            assertThat(rig.shadow().connections()).isEqualTo(1);
        }
    }

    @Test
    default void large_content_passes_through_tls_both_ways() {
        try (TransportRig rig = tls(TestTls.server(), TestTls.client())) {
            byte[] content = new byte[900_000];
            new Random(7).nextBytes(content);
            rig.shadow().behave(Answer.status(200).body(content).chunked(10_000));
            HeardCall heard = rig.start(rig.post("/", content));
            assertThat(heard.outcome()).isEqualTo(new Outcome.Answered(200, content.length, false));
            assertThat(heard.body()).isEqualTo(content);
            assertThat(rig.shadow().requests().get(0).body().bytes()).isEqualTo(content);
        }
    }

    @Test
    default void a_server_that_is_not_trusted_gets_nothing() {
        try (TransportRig rig = tls(TestTls.server(), TestTls.distrustingClient())) {
            assertThat(rig.start(rig.get("/")).failed().reason()).isEqualTo(FailureReason.TLS);
            assertThat(rig.shadow().requestCount()).isZero();
        }
    }

    @Test
    default void a_server_of_another_name_gets_nothing() {
        try (TransportRig rig = tls(TestTls.serverOfOtherHost(), TestTls.client())) {
            assertThat(rig.start(rig.get("/")).failed().reason()).isEqualTo(FailureReason.TLS);
            assertThat(rig.shadow().requestCount()).isZero();
        }
    }

    @Test
    default void a_server_that_has_expired_gets_nothing() {
        try (TransportRig rig = tls(TestTls.expiredServer(), TestTls.client())) {
            assertThat(rig.start(rig.get("/")).failed().reason()).isEqualTo(FailureReason.TLS);
            assertThat(rig.shadow().requestCount()).isZero();
        }
    }

    @Test
    default void a_server_without_tls_gets_nothing() {
        TransportRig.Setup setup = TransportRig.Setup.tls(TestTls.server(), TestTls.client())
                .shadow(ShadowSettings.defaults())
                .connectTimeout(Duration.ofSeconds(2));
        try (TransportRig rig = setup.open(factory())) {
            HeardCall heard = rig.start(rig.get("/"));
            heard.awaitSending();
            rig.shadow().awaitConnections(1, Duration.ofSeconds(60));
            rig.shadow().hangUp();
            assertThat(heard.failed().reason()).isIn(FailureReason.TLS, FailureReason.CONNECT, FailureReason.RESET);
        }
    }

    /** All at once, as behind a pause or a reload. */
    @Test
    default void a_burst_of_calls_through_tls_is_answered() {
        TransportRig.Setup setup = TransportRig.Setup.tls(TestTls.server(), TestTls.client())
                .maxConnections(BURST)
                .connectTimeout(Duration.ofSeconds(30));
        try (TransportRig rig = setup.open(factory())) {
            rig.sendOrdinary();
            List<HeardCall> burst =
                    Stream.generate(() -> rig.start(rig.get("/"))).limit(BURST).toList();
            assertThat(burst).allMatch(heard -> heard.outcome() instanceof Outcome.Answered);
        }
    }

    @Test
    default void a_client_certificate_is_shown() {
        ShadowSettings demanding =
                ShadowSettings.defaults().tls(TestTls.server()).demandClientCertificate();
        TransportRig.Setup setup = TransportRig.Setup.tls(TestTls.server(), TestTls.clientWithCertificate());
        try (TransportRig rig = setup.shadow(demanding).open(factory())) {
            rig.sendOrdinary();
        }
    }

    @Test
    default void a_missing_client_certificate_fails() {
        ShadowSettings demanding =
                ShadowSettings.defaults().tls(TestTls.server()).demandClientCertificate();
        TransportRig.Setup setup = TransportRig.Setup.tls(TestTls.server(), TestTls.client());
        try (TransportRig rig = setup.shadow(demanding).open(factory())) {
            assertThat(rig.start(rig.get("/")).failed().reason()).isIn(FailureReason.TLS, FailureReason.RESET);
            assertThat(rig.shadow().requestCount()).isZero();
        }
    }

    @Test
    default void a_handshake_without_answer_is_bounded_by_the_connect_timeout() {
        TransportRig.Setup setup =
                TransportRig.Setup.tls(TestTls.server(), TestTls.client()).connectTimeout(Duration.ofMillis(500));
        try (TransportRig rig = setup.open(factory())) {
            rig.shadow().behave(Fault.silence(Phase.ON_ACCEPT));
            HeardCall heard = rig.start(rig.get("/"));
            assertThat(heard.failed().reason()).isIn(FailureReason.CONNECT, FailureReason.TLS);
        }
    }

    @Test
    default void an_abort_inside_the_handshake_ends_the_call() {
        try (TransportRig rig = tls(TestTls.server(), TestTls.client())) {
            rig.shadow().behave(Fault.silence(Phase.ON_ACCEPT));
            HeardCall heard = rig.start(rig.get("/")).awaitSending();
            rig.shadow().awaitConnections(1, Duration.ofSeconds(60));
            heard.call().abort(FailureReason.TIMEOUT, "deadline");
            assertThat(heard.outcome()).isEqualTo(new Outcome.Failed(FailureReason.TIMEOUT, "deadline"));
        }
    }
}
