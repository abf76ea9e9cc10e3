// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.testkit.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.trafficmirror.testkit.shadow.Fault;
import io.trafficmirror.testkit.shadow.Phase;
import io.trafficmirror.testkit.shadow.RecordingShadow;
import io.trafficmirror.testkit.shadow.ShadowSettings;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class TestTlsTest {
    private static final Duration SOON = Duration.ofSeconds(60);
    private static final String GET = "GET / HTTP/1.1\r\nHost: a\r\n\r\n";

    @Test
    void a_client_that_trusts_the_server_is_served_and_recorded() throws Exception {
        try (RecordingShadow shadow = shadow(TestTls.server())) {
            try (RawHttp client = RawHttp.connect(shadow.port(), TestTls.client())) {
                assertThat(client.send(GET).read().status()).isEqualTo(200);
                assertThat(client.send(GET).read().status()).isEqualTo(200);
            }
            assertThat(shadow.awaitRequests(2, SOON)).allMatch(request -> request.connection() == 1);
            shadow.awaitNoOpenConnections(SOON);
        }
    }

    @Test
    void the_jdk_client_is_served_under_the_address_of_the_shadow() throws Exception {
        try (RecordingShadow shadow = shadow(TestTls.server())) {
            HttpClient client = HttpClient.newBuilder()
                    .version(HttpClient.Version.HTTP_1_1)
                    .sslContext(TestTls.client())
                    .build();
            HttpRequest request = HttpRequest.newBuilder(shadow.uri()).build();
            assertThat(client.send(request, BodyHandlers.ofString()).body()).isEqualTo("shadow\n");
        }
    }

    @Test
    void wrong_host_expiry_and_distrust_fail_the_handshake() throws Exception {
        assertRefused(TestTls.serverOfOtherHost(), TestTls.client());
        assertRefused(TestTls.expiredServer(), TestTls.client());
        assertRefused(TestTls.server(), TestTls.distrustingClient());
    }

    @Test
    void a_client_certificate_is_demanded_where_asked_for() throws Exception {
        try (RecordingShadow shadow = ShadowSettings.defaults()
                .tls(TestTls.server())
                .demandClientCertificate()
                .start()) {
            try (RawHttp client = RawHttp.connect(shadow.port(), TestTls.clientWithCertificate())) {
                assertThat(client.send(GET).read().status()).isEqualTo(200);
            }
            try (RawHttp client = RawHttp.connect(shadow.port(), TestTls.client())) {
                assertThatThrownBy(() -> client.send(GET).read()).isInstanceOf(IOException.class);
            }
            shadow.awaitFailedHandshakes(1, SOON);
            assertThat(shadow.requestCount()).isEqualTo(1);
        }
    }

    @ParameterizedTest
    @EnumSource
    void every_fault_works_over_tls_and_leaves_nothing_open(Phase phase) throws Exception {
        try (RecordingShadow shadow = shadow(TestTls.server())) {
            for (Fault.Kind kind : Fault.Kind.values()) {
                shadow.behave(new Fault(phase, kind));
                try (RawHttp client = RawHttp.connect(shadow.port(), TestTls.client())) {
                    if (kind == Fault.Kind.SILENCE && phase == Phase.ON_ACCEPT) {
                        shadow.awaitConnections(1, SOON);
                    } else if (phase == Phase.ON_ACCEPT) {
                        assertThatThrownBy(() -> client.send(GET).readToEnd()).isInstanceOf(IOException.class);
                    } else {
                        client.send(GET);
                        shadow.awaitRequests(shadow.connections(), SOON);
                    }
                }
                shadow.awaitNoOpenConnections(SOON);
            }
        }
    }

    private static void assertRefused(SSLContext server, SSLContext client) throws Exception {
        try (RecordingShadow shadow = shadow(server);
                RawHttp http = RawHttp.connect(shadow.port(), client)) {
            assertThatThrownBy(() -> http.send(GET)).isInstanceOf(SSLException.class);
            shadow.awaitFailedHandshakes(1, SOON);
            assertThat(shadow.requestCount()).isZero();
        }
    }

    private static RecordingShadow shadow(SSLContext context) {
        return ShadowSettings.defaults().tls(context).start();
    }
}
