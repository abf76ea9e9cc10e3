// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.servlet;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.trafficmirror.capture.Exchange;
import io.trafficmirror.testkit.http.RawHttp;
import io.trafficmirror.testkit.http.RawResponse;
import jakarta.servlet.AsyncContext;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpServletResponseWrapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.EnumSet;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.eclipse.jetty.ee10.servlet.FilterHolder;
import org.eclipse.jetty.ee10.servlet.ServletContextHandler;
import org.eclipse.jetty.ee10.servlet.ServletHolder;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class MirrorFilterTest {
    private final BlockingQueue<RecordingExchange> exchanges = new LinkedBlockingQueue<>();
    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private Server server;

    @AfterEach
    void stop() throws Exception {
        server.stop();
    }

    @Test
    void hands_on_what_a_synchronous_servlet_reads_and_writes() throws Exception {
        serve(new Echo(false), true);
        assertThat(post("/x?a=1", "hello é", "text/plain;charset=UTF-8")).isEqualTo("hello é");
        RecordingExchange exchange = exchanges.take().over();
        assertThat(exchange.requestBody.bytes()).isEqualTo("hello é".getBytes(UTF_8));
        assertThat(exchange.requestBody.ended()).isTrue();
        assertThat(exchange.responseBody.bytes()).isEqualTo("hello é".getBytes(UTF_8));
        assertThat(exchange.responseBody.ended()).isTrue();
        assertThat(exchange.response.status()).isEqualTo(200);
        assertThat(exchange.ends).isOne();
    }

    @Test
    void hands_on_what_an_asynchronous_servlet_reads_and_writes() throws Exception {
        serve(new Echo(true), true);
        assertThat(post("/x", "later", "text/plain")).isEqualTo("later");
        RecordingExchange exchange = exchanges.take().over();
        assertThat(exchange.requestBody.bytes()).isEqualTo("later".getBytes(UTF_8));
        assertThat(exchange.responseBody.bytes()).isEqualTo("later".getBytes(UTF_8));
        assertThat(exchange.responseBody.ended()).isTrue();
        assertThat(exchange.ends).isOne();
    }

    @Test
    void rebuilds_a_form_that_the_container_parsed() throws Exception {
        serve(
                new HttpServlet() {
                    @Override
                    protected void doPost(HttpServletRequest request, HttpServletResponse response) throws IOException {
                        response.getWriter().print(request.getParameterValues("a").length);
                    }
                },
                false);
        assertThat(post("/x?a=1&q=2", "a=1&a=%C3%A9+%26&b=", "application/x-www-form-urlencoded"))
                .isEqualTo("3");
        RecordingExchange exchange = exchanges.take().over();
        assertThat(new String(exchange.reconstructed.bytes(), UTF_8)).isEqualTo("a=1&a=%C3%A9+%26&b=");
    }

    @Test
    void hands_on_the_very_objects_when_no_copy_is_wanted() throws Exception {
        StringBuilder types = new StringBuilder();
        server = start(
                new HttpServlet() {
                    @Override
                    protected void doPost(HttpServletRequest request, HttpServletResponse response) {
                        types.append(request.getClass().getName())
                                .append(' ')
                                .append(response.getClass().getName());
                    }
                },
                new MirrorFilter(new TestEntry(() -> Exchange.NONE)));
        post("/x", "hello", "text/plain");
        assertThat(types.toString())
                .isEqualTo("org.eclipse.jetty.ee10.servlet.ServletApiRequest"
                        + " org.eclipse.jetty.ee10.servlet.ServletApiResponse");
    }

    /** Jetty sends some statuses of {@code sendError} as interim heads. */
    @Test
    void an_interim_head_ends_no_response() throws Exception {
        serve(
                new HttpServlet() {
                    @Override
                    protected void doPost(HttpServletRequest request, HttpServletResponse response) throws IOException {
                        response.sendError(103);
                        response.setStatus(202);
                        response.getOutputStream().print("made");
                    }
                },
                true);
        try (RawHttp http = RawHttp.connect(port())) {
            RawResponse got = http.send("POST /x HTTP/1.1\r\nHost: a\r\nContent-Length: 0\r\n\r\n")
                    .read();
            assertThat(got.status()).isEqualTo(202);
        }
        RecordingExchange exchange = exchanges.take().over();
        assertThat(exchange.response.status()).isEqualTo(202);
        assertThat(exchange.responseBody.failed()).isNull();
        assertThat(exchange.responseBody.bytes()).isEqualTo("made".getBytes(UTF_8));
    }

    /** A response that was to be coded, and then is not, may be coded in front of us. */
    @Test
    void a_coding_that_was_taken_back_tells_nothing_of_the_body() throws Exception {
        serve(
                new HttpServlet() {
                    @Override
                    protected void doPost(HttpServletRequest request, HttpServletResponse response) throws IOException {
                        response.setHeader("Content-Encoding", "br");
                        response.reset();
                        HttpServletResponse front =
                                (HttpServletResponse) ((HttpServletResponseWrapper) response).getResponse();
                        front.setHeader("Content-Encoding", "gzip"); // as one does that codes what passes it
                        response.getOutputStream().print("plain");
                    }
                },
                true);
        post("/x", "", "text/plain");
        RecordingExchange exchange = exchanges.take().over();
        assertThat(exchange.responseBody.bytes()).isEqualTo("plain".getBytes(UTF_8));
        assertThat(exchange.response.headers().contains("Content-Encoding")).isFalse();
    }

    @Test
    void a_completion_that_the_container_refuses_ends_no_exchange() throws Exception {
        serve(
                new HttpServlet() {
                    @Override
                    protected void doPost(HttpServletRequest request, HttpServletResponse response) throws IOException {
                        if (request.getDispatcherType() == DispatcherType.REQUEST) {
                            AsyncContext context = request.startAsync();
                            context.dispatch();
                            assertThatThrownBy(context::complete).isInstanceOf(IllegalStateException.class);
                        } else {
                            response.setStatus(202);
                            response.getOutputStream().print("late");
                        }
                    }
                },
                true);
        assertThat(post("/x", "", "text/plain")).isEqualTo("late");
        RecordingExchange exchange = exchanges.take().over();
        assertThat(exchange.response.status()).isEqualTo(202);
        assertThat(exchange.ends).isOne();
    }

    private void serve(HttpServlet servlet, boolean wantsResponse) throws Exception {
        server = start(servlet, new MirrorFilter(new TestEntry(() -> {
            RecordingExchange exchange = new RecordingExchange(wantsResponse);
            exchanges.add(exchange);
            return exchange;
        })));
    }

    private static Server start(HttpServlet servlet, MirrorFilter filter) throws Exception {
        Server server = new Server();
        ServerConnector connector = new ServerConnector(server);
        connector.setHost("127.0.0.1");
        server.addConnector(connector);
        ServletContextHandler context = new ServletContextHandler("/");
        FilterHolder holder = new FilterHolder(filter);
        holder.setAsyncSupported(true);
        context.addFilter(holder, "/*", EnumSet.of(DispatcherType.REQUEST, DispatcherType.ASYNC));
        ServletHolder servletHolder = new ServletHolder(servlet);
        servletHolder.setAsyncSupported(true);
        context.addServlet(servletHolder, "/*");
        server.setHandler(context);
        server.start();
        return server;
    }

    private int port() {
        return ((ServerConnector) server.getConnectors()[0]).getLocalPort();
    }

    private String post(String target, String body, String type) throws Exception {
        URI uri = URI.create("http://127.0.0.1:" + port() + target);
        return client.send(
                        HttpRequest.newBuilder(uri)
                                .header("Content-Type", type)
                                .POST(HttpRequest.BodyPublishers.ofString(body))
                                .build(),
                        HttpResponse.BodyHandlers.ofString())
                .body();
    }

    /** Sends back what it gets, at once or from another thread. */
    private static final class Echo extends HttpServlet {
        private static final long serialVersionUID = 1;
        private final boolean async;

        Echo(boolean async) {
            this.async = async;
        }

        @Override
        protected void doPost(HttpServletRequest request, HttpServletResponse response) throws IOException {
            byte[] body = request.getInputStream().readAllBytes();
            if (!async) {
                response.setContentType("text/plain;charset=UTF-8");
                response.getWriter().print(new String(body, UTF_8));
                return;
            }
            AsyncContext context = request.startAsync();
            context.start(() -> {
                try {
                    ServletOutputStream out = context.getResponse().getOutputStream();
                    out.write(body);
                    context.complete();
                } catch (IOException e) {
                    throw new IllegalStateException(e);
                }
            });
        }
    }
}
