// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.testkit.servlet;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.trafficmirror.testkit.scenario.Raw;
import io.trafficmirror.testkit.scenario.Scenario;
import io.trafficmirror.testkit.scenario.ScenarioOutcome;
import jakarta.servlet.AsyncContext;
import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import org.junit.jupiter.api.Test;

/** Bodies read and written without blocking: scenarios a24 to a27, a64. */
interface NonBlockingContract extends Scenarios {
    @Test
    @Scenario({"a24", "a25", "a26", "a64"})
    default void a_body_is_echoed_without_blocking() throws Exception {
        String body = "0123456789".repeat(5_000);
        ScenarioOutcome outcome = when((request, response) -> {
                    AsyncContext context = request.startAsync();
                    ServletInputStream in = request.getInputStream();
                    in.setReadListener(new Echo(context, in));
                })
                .gets(connection -> {
                    connection.send(Raw.request("POST", "/s/x", new byte[0], "Content-Length: 50000")
                            .bytes());
                    connection.send(body.substring(0, 20_000));
                    connection.send(body.substring(20_000));
                    return connection.read();
                });
        outcome.answers(body).copies(body);
        outcome.captured();
    }

    @Test
    @Scenario({"a24", "a25"})
    default void a_body_in_chunks_is_whole_when_all_data_are_read() throws Exception {
        ScenarioOutcome outcome = when((request, response) -> {
                    AsyncContext context = request.startAsync();
                    ServletInputStream in = request.getInputStream();
                    in.setReadListener(new Echo(context, in));
                })
                .gets(Raw.chunked("/s/x", new String[] {"ab", "cde"}));
        outcome.answers("abcde").copies("abcde");
        outcome.captured();
    }

    @Test
    @Scenario("a26")
    default void a_second_listener_is_refused_as_by_the_container() throws Exception {
        when((request, response) -> {
                    AsyncContext context = request.startAsync();
                    ServletInputStream in = request.getInputStream();
                    Echo echo = new Echo(context, in);
                    in.setReadListener(echo);
                    echo.note(Scenarios.tried(() -> {
                        in.setReadListener(echo);
                        return "two listeners";
                    }));
                })
                .gets(Raw.post("/s/x", "abc"))
                .copies("abc");
    }

    @Test
    @Scenario("a27")
    default void a_blocking_read_while_listening_fails_as_in_the_container() throws Exception {
        List<String> seen = new CopyOnWriteArrayList<>();
        LinkedBlockingQueue<String> told = new LinkedBlockingQueue<>();
        when((request, response) -> {
                    AsyncContext context = request.startAsync();
                    ServletInputStream in = request.getInputStream();
                    in.setReadListener(new Echo(context, in) {
                        @Override
                        public void onDataAvailable() {
                            told.add(Scenarios.tried(() -> in.transferTo(new ByteArrayOutputStream())));
                            context.complete();
                        }
                    });
                })
                .gets(connection -> {
                    connection.send(Raw.post("/s/x", "abc").bytes());
                    seen.add(RequestBodyContract.take(told));
                    return null;
                })
                .selected(1);
        assertThat(seen).hasSize(3).containsOnly(seen.get(0));
    }

    /** Collects the body, and writes it when it is whole. */
    class Echo implements ReadListener, WriteListener {
        private final AsyncContext context;
        private final ServletInputStream in;
        private final ByteArrayOutputStream body = new ByteArrayOutputStream();
        private boolean written;

        Echo(AsyncContext context, ServletInputStream in) {
            this.context = context;
            this.in = in;
        }

        synchronized void note(String text) {
            body.writeBytes(text.getBytes(UTF_8));
        }

        void finish() throws IOException {
            context.getResponse().getOutputStream().setWriteListener(this);
        }

        @Override
        public void onDataAvailable() throws IOException {
            byte[] some = new byte[1000];
            while (in.isReady() && !in.isFinished()) {
                int n = in.read(some);
                if (n < 0) {
                    return;
                }
                synchronized (this) {
                    body.write(some, 0, n);
                }
            }
        }

        @Override
        public void onAllDataRead() throws IOException {
            finish();
        }

        @Override
        public void onWritePossible() throws IOException {
            ServletOutputStream out = context.getResponse().getOutputStream();
            while (out.isReady()) {
                if (written) {
                    context.complete();
                    return;
                }
                written = true;
                synchronized (this) {
                    out.write(body.toByteArray());
                }
            }
        }

        @Override
        public void onError(Throwable t) {
            context.complete();
        }
    }
}
