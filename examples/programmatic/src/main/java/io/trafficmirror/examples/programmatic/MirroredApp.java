// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.examples.programmatic;

import com.sun.net.httpserver.Filter;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.trafficmirror.TrafficMirror;
import io.trafficmirror.adapter.ExchangeEnd;
import io.trafficmirror.adapter.RequestTap;
import io.trafficmirror.adapter.ResponseTap;
import io.trafficmirror.adapter.TappedInput;
import io.trafficmirror.adapter.TappedOutput;
import io.trafficmirror.capture.Exchange;
import io.trafficmirror.http.RequestHead;
import io.trafficmirror.http.ResponseHead;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Optional;

/** Mirrors an application that echoes, on the HttpServer of the JDK, with the core alone: a filter is all that it takes. */
final class MirroredApp extends Filter {
    private final TrafficMirror mirror;

    MirroredApp(TrafficMirror mirror) {
        this.mirror = mirror;
    }

    static HttpServer app(int port, TrafficMirror mirror) throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
        var app = server.createContext("/");
        app.getFilters().add(new MirroredApp(mirror));
        app.setHandler(http -> {
            http.sendResponseHeaders(200, 0);
            http.getRequestBody().transferTo(http.getResponseBody());
            http.close();
        });
        return server;
    }

    @Override
    public void doFilter(HttpExchange http, Chain chain) throws IOException {
        Exchange exchange = mirror.observe(
                RequestHead.of(http.getRequestMethod(), http.getRequestURI().toString(), http.getRequestHeaders()));
        RequestTap request = new RequestTap(exchange.requestBody(), null, mirror::fault);
        ResponseTap response = new ResponseTap(exchange, mirror::fault);
        http.setStreams(
                new TappedInput(http.getRequestBody(), request),
                new TappedOutput(http.getResponseBody(), response.tap()));
        ExchangeEnd end = new ExchangeEnd(mirror, exchange, request);
        try {
            chain.doFilter(http);
            end.end(() -> response.settle(false, null), () -> Optional.of(head(http)));
        } finally {
            end.end(() -> {}, Optional::empty);
        }
    }

    private static ResponseHead head(HttpExchange http) {
        return ResponseHead.of(http.getResponseCode(), http.getResponseHeaders());
    }

    @Override
    public String description() {
        return "mirrors what passes";
    }
}
