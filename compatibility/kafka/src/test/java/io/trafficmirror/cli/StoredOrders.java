// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.cli;

import io.trafficmirror.TrafficMirror;
import io.trafficmirror.config.BackendUrls;
import io.trafficmirror.config.Loaded;
import io.trafficmirror.config.Manifests;
import io.trafficmirror.kafka.ExchangeSink;
import io.trafficmirror.servlet.MirrorFilter;
import io.trafficmirror.testkit.Unhurried;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.eclipse.jetty.ee10.servlet.ServletContextHandler;
import org.eclipse.jetty.ee10.servlet.ServletHolder;
import org.eclipse.jetty.server.Server;

/**
 * An application that mirrors to a candidate and to a control, by the manifests that {@code compare} gets too, and whose exchanges go to Kafka. The candidate
 * says another {@code updated} in each response. All secrets begin with {@code s3cret}. Confined to one thread.
 */
final class StoredOrders implements AutoCloseable {
    private static final Duration GRACE = Duration.ofSeconds(30);

    private final Server shadow;
    private final Server control;
    private final Server primary;
    private final TrafficMirror mirror;
    private final ExchangeSink sink;
    private final HttpClient client = HttpClient.newHttpClient();

    StoredOrders(Path manifests, ExchangeSink sink) throws Exception {
        this.sink = sink;
        shadow = serve(application("candidate"));
        control = serve(application("live"));
        Loaded loaded = Manifests.with(
                        BackendUrls.none().with("orders-v2", url(shadow)).with("orders-v1", url(control)))
                .read(manifests);
        mirror = TrafficMirror.builder()
                .routes(loaded.routes())
                .mirrors(Unhurried::mirror)
                .limits(Unhurried.bounds())
                .observer(sink)
                .build();
        ServletContextHandler live = application("live");
        live.addServletContainerInitializer((classes, context) -> MirrorFilter.register(context, "mirror", mirror));
        primary = serve(live);
    }

    /** The manifests, with these rules of the comparison in the policy. */
    static Path manifests(Path file, String rules) throws IOException {
        return Files.writeString(file, """
                apiVersion: gateway.networking.k8s.io/v1
                kind: HTTPRoute
                metadata: {name: orders}
                spec:
                  rules:
                  - filters:
                    - type: RequestMirror
                      requestMirror: {backendRef: {name: orders-v2, port: 80}}
                    backendRefs: [{name: orders-v1, port: 80}]
                ---
                apiVersion: trafficmirror.io/v1alpha1
                kind: MirrorPolicy
                metadata: {name: orders}
                spec:
                  targetRefs: [{group: gateway.networking.k8s.io, kind: HTTPRoute, name: orders}]
                  control: {name: orders-v1, percent: 100}
                  comparison: {rules: [%s]}
                """.formatted(rules));
    }

    private static ServletContextHandler application(String version) {
        ServletContextHandler app = new ServletContextHandler("/");
        app.addServlet(new ServletHolder(new Orders(version)), "/orders/*");
        return app;
    }

    private static Server serve(ServletContextHandler app) throws Exception {
        Server server = new Server(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
        server.setHandler(app);
        server.start();
        return server;
    }

    private static String url(Server server) {
        return "http://127.0.0.1:" + server.getURI().getPort();
    }

    /** Asks for so many orders, one after the other; so much stands in each response beside the rest. */
    void ask(int orders, int padding) throws IOException, InterruptedException {
        for (int i = 0; i < orders; i++) {
            URI order =
                    URI.create(url(primary) + "/orders/" + i + "?padding=" + padding + "&access_token=s3cret-query");
            HttpRequest request = HttpRequest.newBuilder(order)
                    .header("Accept", "application/json")
                    .header("Authorization", "Bearer s3cret-authorization")
                    .header("X-Internal", "s3cret-field")
                    .build();
            HttpResponse<String> response = client.send(request, HttpResponse.BodyHandlers.ofString());
            if (response.statusCode() != 200 || !response.body().contains("s3cret-card")) {
                throw new IllegalStateException("the primary must not notice, but said " + response.statusCode());
            }
        }
    }

    /** Stops serving, lets the copies end, and sends the rest. */
    @Override
    public void close() {
        stop(primary);
        mirror.close(GRACE);
        sink.close(GRACE);
        stop(shadow);
        stop(control);
    }

    private static void stop(Server server) {
        try {
            server.stop();
        } catch (Exception e) {
            throw new IllegalStateException("a server could not be stopped", e);
        }
    }

    /** Safe for concurrent use. */
    private static final class Orders extends HttpServlet {
        private static final long serialVersionUID = 1;

        private final String version;

        Orders(String version) {
            this.version = version;
        }

        @Override
        protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
            String order = request.getPathInfo().substring(1);
            response.setContentType("application/json");
            response.addHeader("Set-Cookie", "sid=s3cret-cookie; HttpOnly");
            response.addHeader("X-Auth-Token", "s3cret-response");
            response.getWriter()
                    .print("{\"order\":" + order + ",\"updated\":\"" + version + order
                            + "\",\"password\":\"s3cret-name\","
                            + "\"card\":{\"kind\":\"visa\",\"number\":\"s3cret-card\"},\"padding\":[1"
                            + ",1".repeat(Integer.parseInt(request.getParameter("padding"))) + "]}");
        }
    }
}
