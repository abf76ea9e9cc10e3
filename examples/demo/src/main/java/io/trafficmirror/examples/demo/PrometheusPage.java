// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.examples.demo;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.trafficmirror.compare.metrics.VerdictMetrics;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** The meters of the mirror and of its verdict, as Prometheus scrapes them. Safe for concurrent use. */
final class PrometheusPage implements HttpHandler {
    private final PrometheusMeterRegistry registry;

    private PrometheusPage(PrometheusMeterRegistry registry) {
        this.registry = registry;
    }

    /** A page of the meters of these servers, made anew for each scrape. */
    static PrometheusPage of(DemoServers servers) {
        PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
        servers.metrics().bindTo(registry);
        servers.verdict().map(VerdictMetrics::new).ifPresent(verdict -> verdict.bindTo(registry));
        return new PrometheusPage(registry);
    }

    @Override
    public void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            byte[] page = registry.scrape().getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", "text/plain; version=0.0.4; charset=utf-8");
            exchange.sendResponseHeaders(200, page.length);
            exchange.getResponseBody().write(page);
        }
    }
}
