// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.transport.wire;

import static org.assertj.core.api.Assertions.assertThat;

import io.trafficmirror.targets.Target;
import java.util.Optional;
import java.util.stream.Stream;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Which name is told to the server, and which one is verified. */
class LinksTest {
    private record Names(String host, String verified, Optional<String> told) {}

    @TestFactory
    Stream<DynamicTest> names_are_told_and_verified() {
        return Stream.of(
                        new Names("shadow", "shadow", Optional.of("shadow")),
                        new Names("shadow.example", "shadow.example", Optional.of("shadow.example")),
                        new Names("svc.cluster.local.", "svc.cluster.local.", Optional.of("svc.cluster.local")),
                        new Names(
                                "xn--bcher-kva.example", "xn--bcher-kva.example", Optional.of("xn--bcher-kva.example")),
                        new Names("my_shadow", "my_shadow", Optional.empty()),
                        new Names("127.0.0.1", "127.0.0.1", Optional.empty()),
                        new Names("[::1]", "::1", Optional.empty()))
                .map(names -> DynamicTest.dynamicTest(names.host(), () -> {
                    SSLContext context = SSLContext.getDefault();
                    Links links = new Links(
                            new Target("https", names.host(), 443), Optional.of(context), Runnable::run, null);
                    SSLEngine engine = links.engine(context);
                    assertThat(engine.getPeerHost()).isEqualTo(names.verified());
                    assertThat(engine.getSSLParameters().getEndpointIdentificationAlgorithm())
                            .isEqualTo("HTTPS");
                    assertThat(engine.getSSLParameters().getServerNames().stream()
                                    .map(name -> ((SNIHostName) name).getAsciiName())
                                    .findFirst())
                            .isEqualTo(names.told());
                }));
    }
}
