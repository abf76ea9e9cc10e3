// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.testkit.chaos;

import static io.trafficmirror.transport.FailureReason.CONNECT;
import static io.trafficmirror.transport.FailureReason.DNS;
import static io.trafficmirror.transport.FailureReason.PROTOCOL;
import static io.trafficmirror.transport.FailureReason.RESET;
import static io.trafficmirror.transport.FailureReason.TIMEOUT;
import static io.trafficmirror.transport.FailureReason.TLS;
import static org.assertj.core.api.Assertions.assertThat;

import io.trafficmirror.testkit.http.TestTls;
import io.trafficmirror.testkit.shadow.Answer;
import io.trafficmirror.testkit.shadow.Fault;
import io.trafficmirror.testkit.shadow.Malformed;
import io.trafficmirror.testkit.shadow.Phase;
import io.trafficmirror.testkit.shadow.RecordingShadow;
import io.trafficmirror.testkit.shadow.ShadowSettings;
import io.trafficmirror.testkit.transport.TransportUnderTest;
import java.time.Duration;
import java.util.function.UnaryOperator;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.Test;

/**
 * Shadows that can't be reached, or not for long. Part of {@link ChaosContract}.
 *
 * @since 0.1.0
 */
public interface ChaosConnectContract extends TransportUnderTest {
    /** Nobody listens. */
    @Test
    default void survives_a_shadow_that_refuses() {
        try (ChaosRig rig = ChaosRig.patient(factory())) {
            rig.shadow().refuse();
            rig.busy().failsAs(CONNECT).recovers();
        }
    }

    /** Packets vanish. */
    @Test
    default void survives_a_shadow_that_is_black_holed() {
        try (ChaosRig rig = ChaosRig.hasty(factory())) {
            rig.busy();
            rig.shadow().blackhole();
            rig.busy().failsAs(CONNECT, TIMEOUT, RESET).recovers();
        }
    }

    /** The name means nothing. */
    @Test
    default void survives_a_shadow_without_an_address() {
        RecordingShadow unused = RecordingShadow.start();
        try (ChaosRig rig = ChaosRig.of(
                factory(), unused, "http://no-such-host.invalid:1", ChaosRig.DEADLINE, UnaryOperator.identity())) {
            rig.busy().failsAs(DNS, TIMEOUT);
        }
    }

    /** It comes and goes under load. */
    @Test
    default void survives_a_shadow_that_flaps() {
        try (ChaosRig rig = ChaosRig.hasty(factory())) {
            for (int i = 0; i < 8; i++) {
                rig.shadow().refuse();
                rig.primary().serve(100);
                rig.shadow().accept();
                rig.primary().serve(100);
            }
            rig.recovers();
        }
    }

    /** Keep-alive is a lie, told or not. */
    @Test
    default void survives_a_shadow_that_closes_each_connection() {
        try (ChaosRig rig = ChaosRig.hasty(factory())) {
            rig.under(Answer.ok().closing());
            assertThat(rig.counts().answered()).containsOnlyKeys("2xx");
            rig.under(Answer.ok().closingUnannounced()).recovers();
        }
    }

    /** All is well behind TLS. */
    @Test
    default void mirrors_to_a_shadow_that_it_trusts() {
        try (ChaosRig rig = secure(TestTls.server(), TestTls.client(), ChaosRig.PATIENCE)) {
            rig.busy().failsNever().recovers();
        }
    }

    /** A certificate of somebody else. */
    @Test
    default void gives_nothing_to_a_shadow_with_a_certificate_for_another_host() {
        try (ChaosRig rig = secure(TestTls.serverOfOtherHost(), TestTls.client(), ChaosRig.PATIENCE)) {
            rig.busy().failsAs(TLS);
            assertThat(rig.shadow().requestCount()).isZero();
        }
    }

    /** A certificate of another time. */
    @Test
    default void gives_nothing_to_a_shadow_with_an_expired_certificate() {
        try (ChaosRig rig = secure(TestTls.expiredServer(), TestTls.client(), ChaosRig.PATIENCE)) {
            rig.busy().failsAs(TLS);
            assertThat(rig.shadow().requestCount()).isZero();
        }
    }

    /** A certificate of an authority that nobody trusts. */
    @Test
    default void gives_nothing_to_a_shadow_whose_authority_is_unknown() {
        try (ChaosRig rig = secure(TestTls.server(), TestTls.distrustingClient(), ChaosRig.PATIENCE)) {
            rig.busy().failsAs(TLS);
            assertThat(rig.shadow().requestCount()).isZero();
        }
    }

    /** The handshake goes silent, or is reset. */
    @Test
    default void survives_a_handshake_that_breaks_off() {
        try (ChaosRig rig = secure(TestTls.server(), TestTls.client(), ChaosRig.DEADLINE)) {
            rig.under(Fault.silence(Phase.ON_ACCEPT));
            rig.under(Fault.reset(Phase.ON_ACCEPT));
            rig.under(Fault.close(Phase.ON_ACCEPT))
                    .failsAs(TLS, CONNECT, TIMEOUT, RESET)
                    .recovers();
        }
    }

    /** The shadow speaks no TLS at all. */
    @Test
    default void survives_plain_http_where_tls_is_meant() {
        RecordingShadow plain = RecordingShadow.start();
        plain.behave(Malformed.GARBAGE);
        String url = "https://127.0.0.1:" + plain.port();
        try (ChaosRig rig =
                ChaosRig.of(factory(), plain, url, ChaosRig.DEADLINE, more -> more.ssl(url, TestTls.client()))) {
            rig.busy().failsAs(TLS, CONNECT, TIMEOUT, RESET, PROTOCOL);
        }
    }

    private ChaosRig secure(SSLContext server, SSLContext client, Duration deadline) {
        RecordingShadow shadow = ShadowSettings.defaults().tls(server).start();
        String url = shadow.uri().toString();
        return ChaosRig.of(factory(), shadow, url, deadline, more -> more.ssl(url, client));
    }
}
