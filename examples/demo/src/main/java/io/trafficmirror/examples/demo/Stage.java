// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.examples.demo;

import io.trafficmirror.MirrorLimits;
import io.trafficmirror.MirrorRoute;
import io.trafficmirror.TrafficMirror;
import io.trafficmirror.examples.httpbin.HttpbinServer;
import io.trafficmirror.report.MirrorStats;
import io.trafficmirror.servlet.MirrorFilter;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import org.eclipse.jetty.ee10.servlet.ServletContextHandler;

/** The primary, the shadow, and the mirror between them. Safe for concurrent use. */
final class Stage implements AutoCloseable {
    /** Enough for as many connections as a load tool opens, each of which may wait in a handler. */
    private static final int THREADS = 200;

    private final Options options;
    private final Optional<HttpbinServer> shadow;
    private final Arrivals arrivals;
    private final Optional<TrafficMirror> mirror;
    private final HttpbinServer primary;
    private final String shadowUrl;
    private final List<MirrorRoute> routes;

    private Stage(
            Options options,
            Optional<HttpbinServer> shadow,
            Arrivals arrivals,
            Optional<TrafficMirror> mirror,
            HttpbinServer primary,
            String shadowUrl,
            List<MirrorRoute> routes) {
        this.options = options;
        this.shadow = shadow;
        this.arrivals = arrivals;
        this.mirror = mirror;
        this.primary = primary;
        this.shadowUrl = shadowUrl;
        this.routes = routes;
    }

    /**
     * Starts what the options ask for.
     *
     * @param logs empty: nothing is logged, and nothing spent on it
     * @throws IOException if a server can't be started
     * @throws IllegalArgumentException if the manifest or a URL can't be used
     */
    static Stage open(Options options, MirrorLimits limits, Optional<AccessLogs> logs, PrintStream warnings)
            throws IOException {
        Arrivals arrivals = new Arrivals();
        Optional<HttpbinServer> shadow = options.shadow().isPresent()
                ? Optional.empty()
                : Optional.of(server("shadow", 0, logs.map(AccessLogs::shadow), arrivals::of));
        Optional<TrafficMirror> mirror = Optional.empty();
        try {
            String url = shadow.map(HttpbinServer::uri)
                    .map(URI::toString)
                    .orElseGet(() -> options.shadow().orElseThrow());
            List<MirrorRoute> routes = Routes.load(options, url, warnings);
            mirror = options.filter()
                    ? Optional.of(TrafficMirror.builder()
                            .routes(routes)
                            .limits(limits)
                            .build())
                    : Optional.empty();
            HttpbinServer primary =
                    server("primary", options.port(), logs.map(AccessLogs::primary), application(options, mirror));
            return new Stage(options, shadow, arrivals, mirror, primary, url, routes);
        } catch (IOException | RuntimeException e) {
            mirror.ifPresent(TrafficMirror::close);
            shadow.ifPresent(HttpbinServer::close);
            throw e;
        }
    }

    /** A httpbin as the primary is, without the mirror. */
    HttpbinServer unfiltered() throws IOException {
        return server("unfiltered", 0, Optional.empty(), application(options, Optional.empty()));
    }

    private static HttpbinServer server(
            String name, int port, Optional<Consumer<String>> log, Consumer<ServletContextHandler> context)
            throws IOException {
        HttpbinServer.Builder builder =
                HttpbinServer.builder(name).port(port).threads(THREADS).context(context);
        log.ifPresent(builder::accessLog);
        return builder.start();
    }

    /** What the primary has beside httpbin's servlets. */
    private static Consumer<ServletContextHandler> application(Options options, Optional<TrafficMirror> mirror) {
        if (options.jaxrs()) {
            return context -> RestPrimary.add(context, mirror);
        }
        return context ->
                mirror.ifPresent(known -> MirrorFilter.register(context.getServletContext(), "mirror", known));
    }

    URI primary() {
        return primary.uri();
    }

    String shadow() {
        return shadowUrl;
    }

    boolean hasOutsideShadow() {
        return shadow.isEmpty();
    }

    boolean isRest() {
        return options.jaxrs();
    }

    boolean isMirrored() {
        return mirror.isPresent();
    }

    List<MirrorRoute> routes() {
        return routes;
    }

    /** How many requests came to the shadow; empty: it is none of ours. */
    OptionalLong arrivedAtShadow() {
        return hasOutsideShadow() ? OptionalLong.empty() : OptionalLong.of(arrivals.count());
    }

    /** Also after the end. Empty without a mirror. */
    Optional<MirrorStats> stats() {
        return mirror.map(TrafficMirror::stats);
    }

    /** Waits until no copy is under way, but not longer than this. */
    void awaitIdle(Duration atMost) {
        long end = System.nanoTime() + atMost.toNanos();
        while (stats().map(now -> !now.isClosed()).orElse(false)
                && System.nanoTime() < end
                && !Thread.currentThread().isInterrupted()) {
            LockSupport.parkNanos(1_000_000);
        }
    }

    /** The primary first, so that nothing is left half captured; then the mirror; the shadow last. */
    @Override
    public void close() {
        primary.close();
        mirror.ifPresent(TrafficMirror::close);
        shadow.ifPresent(HttpbinServer::close);
    }
}
