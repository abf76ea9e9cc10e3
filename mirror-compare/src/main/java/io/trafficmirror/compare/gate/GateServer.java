// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.compare.gate;

import com.sun.net.httpserver.HttpContext;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Serves a gate on a port of its own, under {@code /mirror/}, by the JDK's server, on few daemon threads. What takes a client longer than a minute is broken
 * off. Safe for concurrent use.
 *
 * @since 0.1.0
 */
public final class GateServer implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(GateServer.class);
    private static final String ROOT = "/mirror/";
    private static final Duration LONGEST = Duration.ofSeconds(60);

    private final HttpServer server;
    private final GateThreads threads;

    private GateServer(HttpServer server, GateThreads threads) {
        this.server = server;
        this.threads = threads;
    }

    /**
     * Starts serving.
     *
     * @param address where; port 0 takes any free one
     * @throws IOException if the address can't be had
     */
    public static GateServer start(InetSocketAddress address, Gate handler) throws IOException {
        return start(address, handler, LONGEST);
    }

    static GateServer start(InetSocketAddress address, Gate handler, Duration longest) throws IOException {
        HttpServer server = HttpServer.create(address, 0);
        GateThreads threads = new GateThreads(longest);
        server.setExecutor(threads);
        server.createContext(ROOT, exchange -> answer(exchange, handler));
        server.start();
        return new GateServer(server, threads);
    }

    private static void answer(HttpExchange exchange, Gate handler) throws IOException {
        try (exchange) {
            String path = exchange.getRequestURI().getPath();
            String query = exchange.getRequestURI().getRawQuery();
            String authorization = exchange.getRequestHeaders().getFirst("Authorization");
            GateResponse response = handler.handle(
                    exchange.getRequestMethod(),
                    path.startsWith(ROOT) ? path.substring(ROOT.length()) : path,
                    query == null ? "" : query,
                    authorization == null ? "" : authorization);
            byte[] body = response.body().getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", response.contentType());
            exchange.getResponseHeaders().set("Cache-Control", "no-store");
            boolean head = exchange.getRequestMethod().equals("HEAD");
            exchange.sendResponseHeaders(response.status(), head ? -1 : body.length);
            if (!head) {
                try (OutputStream out = exchange.getResponseBody()) {
                    out.write(body);
                }
            }
        } catch (RuntimeException e) {
            LOG.warn("A gate could not be answered.", e);
            throw e;
        }
    }

    /**
     * Serves something else on the same port, such as the console, under {@code /mirror/NAME/}. It shares few threads with the gate, so it may not wait; a
     * request that is not over within a minute is broken off.
     *
     * @return its context, which takes an {@link com.sun.net.httpserver.Authenticator}
     */
    public HttpContext mount(String name, HttpHandler handler) {
        return server.createContext(ROOT + name, handler);
    }

    /** Where it listens. */
    public InetSocketAddress address() {
        return server.getAddress();
    }

    /** Stops at once, and leaves no thread behind. Idempotent. */
    @Override
    public void close() {
        server.stop(0);
        threads.close();
    }
}
