// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.examples.httpbin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.Filter;
import jakarta.servlet.http.HttpServletResponse;
import java.net.Socket;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import org.eclipse.jetty.ee10.servlet.FilterHolder;
import org.eclipse.jetty.ee10.servlet.ServletContextHandler;
import org.junit.jupiter.api.Test;

class HttpbinServerTest {
    @Test
    void no_thread_stays_after_close() throws Exception {
        Set<Thread> before = Thread.getAllStackTraces().keySet();
        HttpbinServer server = HttpbinServer.builder("closed").start();
        new Client(server.uri()).raw("GET /stream/2 HTTP/1.1", "Host: a", "Connection: close");
        Set<Thread> started = new HashSet<>(Thread.getAllStackTraces().keySet());
        started.removeAll(before);

        server.close();

        assertThat(started).isNotEmpty().allSatisfy(HttpbinServerTest::ends);
    }

    @Test
    void close_cuts_off_a_request_in_progress() throws Exception {
        CountDownLatch begun = new CountDownLatch(1);
        HttpbinServer server = HttpbinServer.builder("cut-off")
                .context(context -> filter(context, (request, response, chain) -> {
                    begun.countDown();
                    chain.doFilter(request, response);
                }))
                .start();
        try (Socket socket = new Client(server.uri()).open("GET /delay/10 HTTP/1.1", "Host: a")) {
            begun.await();

            server.close();

            assertThat(socket.getInputStream().readAllBytes()).isEmpty();
        }
        assertThat(threadsOf("cut-off")).allSatisfy(HttpbinServerTest::ends);
    }

    @Test
    void closing_twice_is_closing_once() throws Exception {
        HttpbinServer server = HttpbinServer.builder("twice").start();

        server.close();
        server.close();

        assertThatIOException().isThrownBy(() -> new Client(server.uri()).get("/get"));
    }

    @Test
    void a_filter_may_be_added_before_the_start() throws Exception {
        try (HttpbinServer server = HttpbinServer.builder("filtered")
                .context(context -> filter(context, (request, response, chain) -> {
                    ((HttpServletResponse) response).setHeader("X-Filtered", "yes");
                    chain.doFilter(request, response);
                }))
                .start()) {
            assertThat(new Client(server.uri()).get("/anything/x").headers().firstValue("X-Filtered"))
                    .hasValue("yes");
        }
    }

    @Test
    void two_servers_run_side_by_side_on_the_fewest_threads() throws Exception {
        try (HttpbinServer primary = HttpbinServer.builder("httpbin").threads(4).start();
                HttpbinServer shadow =
                        HttpbinServer.builder("httpbin2").threads(4).start()) {
            assertThat(primary.uri()).isNotEqualTo(shadow.uri());
            assertThat(new Client(primary.uri()).get("/").body()).startsWith("httpbin:");
            assertThat(new Client(shadow.uri()).get("/").body()).startsWith("httpbin2:");
        }
    }

    @Test
    void a_taken_port_is_named_and_leaves_no_thread() throws Exception {
        try (HttpbinServer first = HttpbinServer.builder("first").start()) {
            int port = first.uri().getPort();

            assertThatIOException()
                    .isThrownBy(() -> HttpbinServer.builder("second").port(port).start())
                    .withMessage("second: cannot start on 127.0.0.1:" + port);
            assertThat(threadsOf("second")).allSatisfy(HttpbinServerTest::ends);
        }
    }

    @Test
    void settings_out_of_range_are_refused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> HttpbinServer.builder("x").port(65_536))
                .withMessage("port: must be 0..65535, was 65536");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> HttpbinServer.builder("x").threads(3))
                .withMessage("threads: must be 4..1000, was 3");
    }

    private static void filter(ServletContextHandler context, Filter filter) {
        context.addFilter(new FilterHolder(filter), "/*", EnumSet.of(DispatcherType.REQUEST));
    }

    private static void ends(Thread thread) throws InterruptedException {
        thread.join(30_000);
        assertThat(thread.isAlive()).as(thread.getName()).isFalse();
    }

    private static List<Thread> threadsOf(String server) {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().startsWith(server))
                .toList();
    }
}
