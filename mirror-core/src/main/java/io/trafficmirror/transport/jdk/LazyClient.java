// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.transport.jdk;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import io.trafficmirror.transport.TransportSettings;
import java.net.ProxySelector;
import java.net.http.HttpClient;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/**
 * Builds the client at the first call, on a thread of the mirror, so that the client's own selector thread belongs to the mirror's
 * group too. Safe for concurrent use.
 */
final class LazyClient {
    private final TransportSettings settings;
    private final Executor executor;

    @GuardedBy("this")
    private @Nullable HttpClient client;

    LazyClient(TransportSettings settings, Executor executor) {
        this.settings = settings;
        this.executor = executor;
    }

    synchronized HttpClient client() {
        HttpClient built = client;
        if (built == null) {
            built = build();
            client = built;
        }
        return built;
    }

    private HttpClient build() {
        HttpClient.Builder builder = HttpClient.newBuilder()
                .version(settings.http2() ? HttpClient.Version.HTTP_2 : HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NEVER)
                .proxy(settings.proxy().map(ProxySelector::of).orElse(HttpClient.Builder.NO_PROXY))
                .connectTimeout(settings.connectTimeout())
                .executor(executor);
        settings.ssl().ifPresent(builder::sslContext);
        return builder.build();
    }

    /** Lets the client go. It stops by itself once it is garbage; from JDK 21 on it is told to. */
    synchronized void close() {
        if (client instanceof AutoCloseable closeable) {
            ClientShutdown.now(closeable, settings.threads());
        }
        client = null;
    }

    /** The same, without waiting for it. */
    void retire() {
        try {
            settings.threads().newThread(this::close).start();
        } catch (Throwable t) {
            // No thread can be had: the client closes when it is garbage.
        }
    }
}
