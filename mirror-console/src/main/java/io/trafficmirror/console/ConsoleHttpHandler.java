// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.console;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpPrincipal;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * Serves the console by the JDK's server, under the path of the context it is given to. The page asks again every few seconds: this server has a thread
 * for each open response, and none to spare. Safe for concurrent use.
 *
 * @since 0.1.0
 */
public final class ConsoleHttpHandler implements HttpHandler {
    private final MirrorConsole console;

    /** Serves this console. */
    public ConsoleHttpHandler(MirrorConsole console) {
        this.console = console;
    }

    @Override
    public void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            String root = exchange.getHttpContext().getPath();
            String path = exchange.getRequestURI().getPath();
            String below = path.startsWith(root) ? path.substring(root.length()) : path;
            if (below.isEmpty() && !root.endsWith("/")) {
                answer(exchange, Mount.redirectTo(root));
            } else if (!below.isEmpty() && below.charAt(0) != '/' && !root.endsWith("/")) {
                answer(exchange, ConsoleResponse.text(404, "not found"));
            } else {
                answer(exchange, console.handle(request(exchange, below.startsWith("/") ? below.substring(1) : below)));
            }
        }
    }

    private static ConsoleRequest request(HttpExchange exchange, String path) throws IOException {
        HttpPrincipal user = exchange.getPrincipal();
        String body = exchange.getRequestMethod().equals("POST")
                ? new String(exchange.getRequestBody().readNBytes(ConsoleRequest.MOST_BODY), StandardCharsets.UTF_8)
                : "";
        return new ConsoleRequest(
                exchange.getRequestMethod(),
                path,
                name -> Optional.ofNullable(exchange.getRequestHeaders().getFirst(name)),
                Optional.ofNullable(user).map(HttpPrincipal::getUsername),
                body);
    }

    private static void answer(HttpExchange exchange, ConsoleResponse response) throws IOException {
        response.fields().forEach(exchange.getResponseHeaders()::set);
        int length = response.length();
        exchange.sendResponseHeaders(response.status(), length == 0 ? -1 : length);
        if (length > 0) {
            try (OutputStream out = exchange.getResponseBody()) {
                response.writeTo(out);
            }
        }
    }
}
