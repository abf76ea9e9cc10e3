// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.transport.wire;

import io.trafficmirror.targets.Target;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SNIServerName;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLParameters;

/** Puts TCP connections into the clear or into TLS, as their target asks. Confined to the loop. */
final class Links {
    private final Target target;
    private final Optional<SSLContext> ssl;
    private final Executor offload;
    private final EventLoop loop;

    /** {@code ssl} is empty for a target in the clear. */
    Links(Target target, Optional<SSLContext> ssl, Executor offload, EventLoop loop) {
        this.target = target;
        this.ssl = ssl;
        this.offload = offload;
        this.loop = loop;
    }

    /** What carries the bytes of a connected channel. */
    Link link(SocketChannel channel, SelectionKey key, Buffers buffers) {
        return ssl.<Link>map(context -> new TlsLink(
                        channel,
                        buffers,
                        engine(context),
                        offload,
                        task -> loop.execute(() -> {
                            task.run();
                            loop.revisit(key);
                        })))
                .orElseGet(() -> new PlainLink(channel, buffers));
    }

    /** Verifies the name of the target (RFC 2818), and says it (SNI) where it is not an address. */
    SSLEngine engine(SSLContext context) {
        String host = target.hostWithoutZone();
        SSLEngine engine = context.createSSLEngine(
                host.startsWith("[") ? host.substring(1, host.length() - 1) : host, target.port());
        engine.setUseClientMode(true);
        SSLParameters parameters = engine.getSSLParameters();
        parameters.setEndpointIdentificationAlgorithm("HTTPS");
        parameters.setApplicationProtocols(new String[] {"http/1.1"});
        parameters.setServerNames(serverNames(host));
        engine.setSSLParameters(parameters);
        return engine;
    }

    /** Without the dot that may end a name (RFC 6066 section 3). None where there is no name that TLS could say. */
    private static List<SNIServerName> serverNames(String host) {
        if (Resolver.isLiteral(host)) {
            return List.of();
        }
        try {
            return List.of(new SNIHostName(host.endsWith(".") ? host.substring(0, host.length() - 1) : host));
        } catch (IllegalArgumentException e) {
            return List.of();
        }
    }
}
