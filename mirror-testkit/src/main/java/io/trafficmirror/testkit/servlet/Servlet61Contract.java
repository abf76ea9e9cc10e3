// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.testkit.servlet;

import static io.trafficmirror.testkit.servlet.Scenarios.say;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.trafficmirror.testkit.scenario.Raw;
import io.trafficmirror.testkit.scenario.Scenario;
import io.trafficmirror.testkit.scenario.ScenarioOutcome;
import jakarta.servlet.ServletInputStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * What Servlet 6.1 adds: scenarios a8, a48 and a59. For a container's own class, beside {@link ServletMirrorContract}.
 *
 * @since 0.1.0
 */
public interface Servlet61Contract extends Scenarios {
    @Test
    @Scenario("a8")
    default void bytes_read_into_a_buffer_pass_once() throws Exception {
        for (boolean direct : new boolean[] {true, false}) {
            run().begin();
            when((request, response) -> {
                        ServletInputStream in = request.getInputStream();
                        List<String> read = new ArrayList<>();
                        ByteBuffer buffer = buffer(direct, 8);
                        int first = in.read();
                        while (true) {
                            buffer.clear().position(3);
                            int n = in.read(buffer);
                            String state = n + " " + buffer.position() + " " + buffer.limit();
                            read.add(n < 0 ? state : state + " " + UTF_8.decode(buffer));
                            if (n < 0) {
                                break;
                            }
                        }
                        say(response, first, read);
                    })
                    .gets(Raw.post("/s/x", "abcdefghijklmn"))
                    .copies("abcdefghijklmn");
        }
    }

    @Test
    @Scenario("a8")
    default void a_body_above_the_cap_passes_by_buffer_too() throws Exception {
        byte[] body = new byte[(1 << 20) + 1];
        when((request, response) -> {
                    ByteBuffer buffer = buffer(true, 10_000);
                    long sum = 0;
                    for (int n = 0; n >= 0; n = request.getInputStream().read(buffer.clear())) {
                        sum += n;
                    }
                    say(response, sum);
                })
                .gets(Raw.chunked("/s/x", new String[] {new String(body, UTF_8)}))
                .answers(String.valueOf(body.length))
                .dropped(io.trafficmirror.capture.DropReason.BODY_TOO_LARGE);
    }

    @Test
    @Scenario("a48")
    default void a_buffer_that_was_written_is_seen_and_used_up() throws Exception {
        for (boolean direct : new boolean[] {true, false}) {
            run().begin();
            when((request, response) -> {
                        ByteBuffer buffer = buffer(direct, 20);
                        buffer.put("xx0123456789xx".getBytes(UTF_8)).flip();
                        buffer.position(2).limit(12);
                        response.getOutputStream().write(buffer);
                        response.getOutputStream().print(" " + buffer.position() + " " + buffer.limit() + " ");
                        response.getOutputStream().write(UTF_8.encode("\u20ac").asReadOnlyBuffer());
                    })
                    .gets(Raw.get("/s/x"))
                    .answers("0123456789 12 12 \u20ac")
                    .captured();
        }
    }

    @Test
    @Scenario({"a53", "a59"})
    default void a_redirect_that_names_its_status_is_the_containers() throws Exception {
        for (boolean clear : new boolean[] {true, false}) {
            run().begin();
            ScenarioOutcome outcome = when((request, response) -> {
                        response.getOutputStream().print("kept");
                        response.sendRedirect("/s/elsewhere", 308, clear);
                    })
                    .gets(Raw.get("/s/x"))
                    .hasStatus(308);
            assertThat(outcome.response().header("Location")).isPresent();
            outcome.captured();
        }
    }

    @Test
    @Scenario("a59")
    default void a_redirect_that_leaves_something_out_is_the_containers() throws Exception {
        Handler[] ways = {
            (request, response) -> {
                response.getOutputStream().print("kept or not");
                response.sendRedirect("/s/elsewhere", 307);
            },
            (request, response) -> {
                response.getOutputStream().print("kept or not");
                response.sendRedirect("/s/elsewhere", false);
            },
            (request, response) -> {
                response.getOutputStream().print("kept or not");
                response.sendRedirect("/s/elsewhere", true);
            }
        };
        for (Handler way : ways) {
            run().begin();
            when(way).gets(Raw.get("/s/x")).captured();
        }
    }

    private static ByteBuffer buffer(boolean direct, int bytes) {
        return direct ? ByteBuffer.allocateDirect(bytes) : ByteBuffer.allocate(bytes);
    }
}
