// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.examples.orders;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;

/** The next version of the application, as a shadow: it answers the same, and prints what it gets. */
public final class NextOrders {
    private NextOrders() {}

    /**
     * Serves until the process ends.
     *
     * @param args the port to listen on: {@code 8081}
     */
    public static void main(String[] args) throws IOException {
        if (args.length != 1) {
            throw new IllegalArgumentException("arguments: must be a port, were " + args.length);
        }
        HttpServer server = HttpServer.create(
                new InetSocketAddress(InetAddress.getLoopbackAddress(), Integer.parseInt(args[0])), 0);
        server.createContext("/", NextOrders::answer);
        Runtime.getRuntime().addShutdownHook(new Thread(() -> server.stop(0)));
        server.start();
    }

    private static void answer(HttpExchange http) throws IOException {
        try (http) {
            String order = new String(http.getRequestBody().readAllBytes(), UTF_8);
            System.out.println("shadow got " + http.getRequestMethod() + " " + http.getRequestURI() + " with \"" + order
                    + "\", X-Shadow-Request: " + http.getRequestHeaders().getFirst("X-Shadow-Request"));
            byte[] body = ("ordered: " + order + "\n").getBytes(UTF_8);
            http.getResponseHeaders().set("Content-Type", "text/plain;charset=UTF-8");
            http.sendResponseHeaders(200, body.length);
            try (OutputStream out = http.getResponseBody()) {
                out.write(body);
            }
        }
    }
}
