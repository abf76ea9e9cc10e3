// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.compatibility.shadows;

import static org.assertj.core.api.Assertions.assertThat;

import io.trafficmirror.MirrorRoute;
import io.trafficmirror.TrafficMirror;
import io.trafficmirror.report.MirrorCounts;
import io.trafficmirror.targets.TargetLimits;
import io.trafficmirror.testkit.Unhurried;
import io.trafficmirror.testkit.chaos.BusyPrimary;
import io.trafficmirror.testkit.http.TestTls;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;
import org.eclipse.jetty.alpn.server.ALPNServerConnectionFactory;
import org.eclipse.jetty.http2.server.HTTP2ServerConnectionFactory;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.SslConnectionFactory;
import org.eclipse.jetty.util.Callback;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** More copies in flight than the server allows streams: they wait, none fails. */
@Timeout(120)
class Http2StreamLimitTest {
    private static final int STREAMS = 4;
    private static final int COPIES = 400;
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @Test
    void no_copy_fails_because_the_server_allows_few_streams() throws Exception {
        Set<String> protocols = ConcurrentHashMap.newKeySet();
        Server server = new Server();
        HTTP2ServerConnectionFactory http2 = new HTTP2ServerConnectionFactory(new HttpConfiguration());
        http2.setMaxConcurrentStreams(STREAMS);
        ALPNServerConnectionFactory alpn = new ALPNServerConnectionFactory(http2.getProtocol());
        ServerConnector connector = new ServerConnector(
                server, new SslConnectionFactory(JettyShadowTest.ssl(), alpn.getProtocol()), alpn, http2);
        connector.setHost("127.0.0.1");
        server.addConnector(connector);
        server.setHandler(new Handler.Abstract() {
            @Override
            public boolean handle(Request request, Response response, Callback callback) throws IOException {
                // Jetty takes content that comes after its answer for an attack.
                Content.Source.consumeAll(request);
                protocols.add(request.getConnectionMetaData().getProtocol());
                response.write(true, ByteBuffer.wrap(new byte[1000]), callback);
                return true;
            }
        });
        server.start();
        String url = "https://localhost:" + connector.getLocalPort();
        try (TrafficMirror mirror = TrafficMirror.builder()
                .limits(Unhurried.bounds())
                .ssl(url, TestTls.client())
                .route(MirrorRoute.to(url)
                        .mirror(spec -> spec.withHttp2(true)
                                .withLimits(TargetLimits.DEFAULT
                                        .withMaxQueued(COPIES)
                                        .withMaxQueueAge(PATIENCE)
                                        .withDeadline(PATIENCE)
                                        .withConnectTimeout(PATIENCE)
                                        .withMaxInFlight(8 * STREAMS))))
                .build()) {
            new BusyPrimary(mirror, 4).serve(COPIES);
            long by = System.nanoTime() + PATIENCE.toNanos();
            while (!mirror.stats().isClosed() && System.nanoTime() - by < 0) {
                LockSupport.parkNanos(1_000_000);
            }
            MirrorCounts counts = mirror.stats().mirrors().get(0);
            assertThat(counts.failed()).isEmpty();
            assertThat(counts.answeredInAll()).isEqualTo(COPIES);
            assertThat(mirror.stats().isClosed()).isTrue();
            assertThat(protocols).containsExactly("HTTP/2.0");
        } finally {
            server.stop();
        }
    }
}
