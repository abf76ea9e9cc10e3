// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.examples.httpbin;

import java.io.IOException;
import java.net.URI;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.eclipse.jetty.ee10.servlet.ServletContextHandler;
import org.eclipse.jetty.ee10.servlet.ServletHolder;
import org.eclipse.jetty.http.UriCompliance;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.eclipse.jetty.util.thread.ScheduledExecutorScheduler;

/** A running httpbin on a port of 127.0.0.1. Safe for concurrent use. */
public final class HttpbinServer implements AutoCloseable {
    /** How long threads that are busy at close are waited for; after half of it they are interrupted. */
    private static final long STOP_MILLIS = 2_000;

    private static final int MAX_HEAD_BYTES = 64 * 1024;

    /** Connections that may wait to be accepted: all those that a load tool opens at once. */
    private static final int ACCEPT_QUEUE = 1_024;

    private final Server server;
    private final ServerConnector connector;
    private final Pauses pauses;
    private final URI uri;

    private HttpbinServer(Server server, ServerConnector connector, Pauses pauses, URI uri) {
        this.server = server;
        this.connector = connector;
        this.pauses = pauses;
        this.uri = uri;
    }

    /**
     * Begins the description of a server.
     *
     * @param name what its threads are named after
     */
    public static Builder builder(String name) {
        return new Builder(name);
    }

    /** {@code http://127.0.0.1:PORT}, without a path. */
    public URI uri() {
        return uri;
    }

    /** Stops at once: requests in progress are cut off, no thread stays. Has no effect the second time. */
    @Override
    public void close() {
        try {
            connector.stop(); // before the pauses end, else those who wait would get an answer
            pauses.end();
            server.stop();
        } catch (Exception e) {
            throw new IllegalStateException("cannot stop " + uri, e);
        }
    }

    private static HttpbinServer start(Builder builder) throws IOException {
        QueuedThreadPool threads = new QueuedThreadPool(builder.threads);
        threads.setName(builder.name);
        threads.setStopTimeout(STOP_MILLIS);
        Server server = new Server(threads, new ScheduledExecutorScheduler(builder.name + "-timer", false), null);
        ServerConnector connector = new ServerConnector(server, 1, 1, new HttpConnectionFactory(http()));
        connector.setHost("127.0.0.1");
        connector.setPort(builder.port);
        connector.setAcceptQueueSize(ACCEPT_QUEUE);
        server.addConnector(connector);
        builder.accessLog.ifPresent(lines -> server.setRequestLog(new AccessLog(Clock.systemUTC(), lines)));
        Pauses pauses = new Pauses();
        ServletContextHandler context = context(builder.name, pauses);
        builder.context.accept(context);
        server.setHandler(context);
        try {
            server.start();
        } catch (Exception e) {
            stopQuietly(server, e);
            throw new IOException(builder.name + ": cannot start on 127.0.0.1:" + builder.port, e);
        }
        return new HttpbinServer(server, connector, pauses, URI.create("http://127.0.0.1:" + connector.getLocalPort()));
    }

    private static void stopQuietly(Server server, Exception reason) {
        try {
            server.stop();
        } catch (Exception e) {
            reason.addSuppressed(e);
        }
    }

    /** Any target is served as it came, also one that is ambiguous once decoded. */
    private static HttpConfiguration http() {
        HttpConfiguration http = new HttpConfiguration();
        http.setUriCompliance(UriCompliance.UNSAFE);
        http.setRequestHeaderSize(MAX_HEAD_BYTES);
        http.setSendServerVersion(false);
        return http;
    }

    private static ServletContextHandler context(String name, Pauses pauses) {
        ServletContextHandler context = new ServletContextHandler("/");
        context.getServletHandler().setDecodeAmbiguousURIs(true);
        context.setMaxFormContentSize(Body.MAX_BYTES);
        List<Route> routes = Routes.all(pauses);
        routes.forEach(route -> add(context, route));
        add(context, Route.only("GET", "", "this page", Plain.index(name, routes)));
        add(context, Route.any("/", "not found", Plain::notFound));
        return context;
    }

    private static void add(ServletContextHandler context, Route route) {
        ServletHolder holder = new ServletHolder(new EndpointServlet(route));
        holder.setAsyncSupported(true);
        holder.getRegistration().setMultipartConfig(Body.MULTIPART);
        context.addServlet(holder, route.pattern());
    }

    /** Describes a server to start. Confined to one thread. */
    public static final class Builder {
        private final String name;
        private int port;
        private int threads = 16;
        private Optional<Consumer<String>> accessLog = Optional.empty();
        private Consumer<ServletContextHandler> context = handler -> {};

        private Builder(String name) {
            this.name = name;
        }

        /** The port, 0..65535; 0, the default, takes a free one. */
        public Builder port(int port) {
            this.port = between("port", port, 0, 65_535);
            return this;
        }

        /** How many threads the server has for everything, 4..1000; 16 by default. */
        public Builder threads(int threads) {
            this.threads = between("threads", threads, 4, 1_000);
            return this;
        }

        /** Takes each line of the access log, without a line end, on threads of the server. None by default. */
        public Builder accessLog(Consumer<String> lines) {
            this.accessLog = Optional.of(lines);
            return this;
        }

        /** Is called once before the start with the servlet context, to add filters to it. */
        public Builder context(Consumer<ServletContextHandler> context) {
            this.context = context;
            return this;
        }

        /**
         * Starts the server.
         *
         * @throws IOException if it can't, for example because the port is taken
         */
        public HttpbinServer start() throws IOException {
            return HttpbinServer.start(this);
        }

        private static int between(String setting, int given, int min, int max) {
            if (given < min || given > max) {
                throw new IllegalArgumentException(setting + ": must be " + min + ".." + max + ", was " + given);
            }
            return given;
        }
    }
}
