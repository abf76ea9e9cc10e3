// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.judge;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import io.trafficmirror.compare.gate.LiveVerdict;
import io.trafficmirror.compare.report.Experiment;
import io.trafficmirror.console.ConsoleRequest;
import io.trafficmirror.console.ConsoleResponse;
import io.trafficmirror.console.MirrorConsole;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * A console for each experiment of the fleet, under {@code ID/}, and a list of them. The only one is shown at once. Shows verdict, causes and response times;
 * what is mirrored is known to each replica alone, and nobody can act here. Safe for concurrent use.
 */
final class FleetConsole implements HttpHandler {
    private final BooleanSupplier ready;
    private final Supplier<Map<String, Experiment>> experiments;
    private final Function<String, LiveVerdict> verdicts;
    private final Map<String, MirrorConsole> known = new ConcurrentHashMap<>();

    FleetConsole(
            BooleanSupplier ready,
            Supplier<Map<String, Experiment>> experiments,
            Function<String, LiveVerdict> verdicts) {
        this.ready = ready;
        this.experiments = experiments;
        this.verdicts = verdicts;
    }

    @Override
    public void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            String root = exchange.getHttpContext().getPath();
            String path = exchange.getRequestURI().getPath().substring(root.length());
            if (path.isEmpty()) {
                redirect(exchange, root.substring(root.lastIndexOf('/') + 1) + "/");
            } else if (path.charAt(0) != '/') {
                text(exchange, 404, "not found");
            } else if (!ready.getAsBoolean()) {
                text(exchange, 503, "The judge still reads what it had found.");
            } else {
                below(exchange, path.substring(1));
            }
        }
    }

    private void below(HttpExchange exchange, String path) throws IOException {
        Map<String, Experiment> present = experiments.get();
        known.keySet().retainAll(present.keySet());
        int slash = path.indexOf('/');
        String id = slash < 0 ? path : path.substring(0, slash);
        if (present.containsKey(id)) {
            if (slash < 0) {
                redirect(exchange, id + "/");
            } else {
                MirrorConsole console = known.computeIfAbsent(id, this::console);
                answer(exchange, console.handle(request(exchange, path.substring(slash + 1))));
            }
        } else if (!path.isEmpty()) {
            text(exchange, 404, "no such experiment");
        } else if (present.size() == 1) {
            redirect(exchange, present.keySet().iterator().next() + "/");
        } else {
            list(exchange, present);
        }
    }

    private MirrorConsole console(String id) {
        return MirrorConsole.builder().verdict(verdicts.apply(id)).build();
    }

    private static ConsoleRequest request(HttpExchange exchange, String path) {
        return new ConsoleRequest(
                exchange.getRequestMethod(),
                path,
                name -> Optional.ofNullable(exchange.getRequestHeaders().getFirst(name)),
                Optional.empty(),
                "");
    }

    private static void answer(HttpExchange exchange, ConsoleResponse response) throws IOException {
        response.fields().forEach(exchange.getResponseHeaders()::set);
        exchange.sendResponseHeaders(response.status(), response.length() == 0 ? -1 : response.length());
        if (response.length() > 0) {
            try (OutputStream out = exchange.getResponseBody()) {
                response.writeTo(out);
            }
        }
    }

    private static void list(HttpExchange exchange, Map<String, Experiment> present) throws IOException {
        StringBuilder page =
                new StringBuilder("<!doctype html><html lang=en><meta charset=utf-8><title>Traffic Mirror</title>"
                        + "<meta name=viewport content=\"width=device-width\"><h1>Experiments</h1>");
        page.append(present.isEmpty() ? "<p>Nothing was sent yet.</p>" : "<ul>");
        present.forEach((id, experiment) -> page.append("<li><a href=\"")
                .append(escaped(id))
                .append("/\"><bdi>")
                .append(escaped(experiment.candidate()))
                .append("</bdi></a> ")
                .append(escaped(id))
                .append("</li>"));
        send(
                exchange,
                200,
                "text/html; charset=utf-8",
                page.append(present.isEmpty() ? "" : "</ul>").toString());
    }

    private static String escaped(String text) {
        StringBuilder out = new StringBuilder();
        text.codePoints().forEach(c -> {
            boolean plain = Character.isLetterOrDigit(c) || c == ' ' || c == '.' || c == '-' || c == '_';
            out.append(
                    plain
                            ? Character.toString(c)
                            : Character.getType(c) == Character.SURROGATE ? "\ufffd" : "&#" + c + ";");
        });
        return out.toString();
    }

    private static void text(HttpExchange exchange, int status, String line) throws IOException {
        send(exchange, status, "text/plain; charset=utf-8", line + "\n");
    }

    private static void redirect(HttpExchange exchange, String to) throws IOException {
        exchange.getResponseHeaders().set("Location", to);
        exchange.sendResponseHeaders(302, -1);
    }

    private static void send(HttpExchange exchange, int status, String type, String text) throws IOException {
        byte[] body = text.getBytes(StandardCharsets.UTF_8);
        boolean head = exchange.getRequestMethod().equals("HEAD");
        exchange.getResponseHeaders().set("Content-Type", type);
        exchange.getResponseHeaders().set("Cache-Control", "no-store");
        exchange.getResponseHeaders().set("X-Content-Type-Options", "nosniff");
        exchange.getResponseHeaders()
                .set("Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'; base-uri 'none'");
        exchange.sendResponseHeaders(status, head ? -1 : body.length);
        if (!head) {
            try (OutputStream out = exchange.getResponseBody()) {
                out.write(body);
            }
        }
    }
}
