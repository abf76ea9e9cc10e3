// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.testkit.servlet;

import static io.trafficmirror.testkit.servlet.Scenarios.say;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.trafficmirror.testkit.scenario.Raw;
import io.trafficmirror.testkit.scenario.Scenario;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Bodies of which the application takes a part and lets the rest go: scenario a14. */
interface EarlyCloseContract extends Scenarios {
    /** A form as well as any text. */
    String TEXT = "a=1&b=" + "0123456789".repeat(9);

    @Test
    @Scenario("a14")
    default void a_stream_closed_before_its_end_is_never_a_whole_body() throws Exception {
        for (int read : new int[] {0, 4, 10}) {
            forEach(when((request, response) -> {
                ServletInputStream in = request.getInputStream();
                int n = in.readNBytes(read).length;
                in.close();
                say(response, n, in.isFinished());
            }));
        }
    }

    @Test
    @Scenario("a14")
    default void a_stream_read_on_after_its_close_is_never_a_part_of_a_body() throws Exception {
        forEach(when((request, response) -> {
            ServletInputStream in = request.getInputStream();
            int n = in.readNBytes(10).length;
            in.close();
            say(response, n, Scenarios.tried(() -> in.read(new byte[50])), Scenarios.tried(in::read), in.isFinished());
        }));
    }

    @Test
    @Scenario("a14")
    default void a_reader_closed_before_its_end_is_never_a_whole_body() throws Exception {
        for (int read : new int[] {1, 4, 10}) {
            forEach(when((request, response) -> {
                int n = request.getReader().read(new char[read]);
                request.getReader().close();
                say(response, n);
            }));
        }
    }

    @Test
    @Scenario("a14")
    default void a_body_refused_after_some_bytes_is_never_a_whole_body() throws Exception {
        for (int read : new int[] {0, 4}) {
            forEach(when((request, response) -> {
                request.getInputStream().readNBytes(read);
                response.sendError(415);
            }));
            forEach(when((request, response) -> {
                read(request, read);
                response.sendError(415);
                Scenarios.tried(() -> request.getInputStream().isFinished());
            }));
        }
    }

    @Test
    @Scenario("a14")
    default void a_body_that_an_asynchronous_exchange_let_go_is_never_whole() throws Exception {
        forEach(when((request, response) -> {
            var context = request.startAsync();
            context.start(() -> AsyncContract.attempt(context, () -> {
                read(request, 10);
                context.getResponse().getWriter().print("ten");
            }));
        }));
    }

    private static void read(HttpServletRequest request, int bytes) throws IOException {
        request.getInputStream().readNBytes(bytes);
    }

    private void forEach(ScenarioSetup scenario) throws Exception {
        String form = "Content-Type: application/x-www-form-urlencoded";
        String text = "Content-Type: text/plain";
        for (String target : List.of("/s/x", "/s/stream/x")) {
            for (String type : List.of(text, form)) {
                for (Raw raw : List.of(Raw.post(target, TEXT, type), Raw.chunked(target, new String[] {TEXT}, type))) {
                    run().begin();
                    scenario.gets(raw).copiesWholeOrNot(TEXT.getBytes(UTF_8));
                }
            }
        }
    }
}
