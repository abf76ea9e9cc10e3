// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.testkit.servlet;

import static io.trafficmirror.testkit.servlet.Scenarios.say;
import static io.trafficmirror.testkit.servlet.Scenarios.tried;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.trafficmirror.capture.HeldBody.State;
import io.trafficmirror.testkit.http.Framing;
import io.trafficmirror.testkit.http.RawResponse;
import io.trafficmirror.testkit.scenario.Raw;
import io.trafficmirror.testkit.scenario.Scenario;
import io.trafficmirror.testkit.scenario.ScenarioClient;
import io.trafficmirror.testkit.scenario.ScenarioOutcome;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletResponse;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What the application answers: scenarios a44 to a63, a69 to a72. */
interface ResponseContract extends Scenarios {
    @Test
    @Scenario({"a44", "a52"})
    default void bytes_that_were_written_are_seen_and_framed_as_by_the_container() throws Exception {
        when((request, response) -> {
                    ServletOutputStream out = response.getOutputStream();
                    out.write('a');
                    out.write(new byte[] {'b', 'c'});
                    out.write(new byte[] {'x', 'd', 'x'}, 1, 1);
                })
                .gets(Raw.get("/s/x"))
                .answers("abcd")
                .captured();
    }

    @Test
    @Scenario("a45")
    default void a_writer_without_a_charset_gets_the_containers() throws Exception {
        when((request, response) -> {
                    response.setContentType("text/plain");
                    response.getWriter().print("\u00e9\u20ac");
                    response.getWriter().print(String.valueOf(response.getContentType()));
                })
                .gets(Raw.get("/s/x"))
                .captured();
    }

    @Test
    @Scenario({"a45", "a71"})
    default void every_way_to_write_characters_is_seen_as_the_container_writes_it() throws Exception {
        when((request, response) -> {
                    response.setContentType("text/plain;charset=UTF-8");
                    PrintWriter out = response.getWriter();
                    out.write("one \ud83d\ude00 two", 4, 2);
                    out.write('\ud83d');
                    out.write(new char[] {'\ude00', 'x'}, 0, 1);
                    out.print(1);
                    out.print(2L);
                    out.print(true);
                    out.print('c');
                    out.print(1.5f);
                    out.print(2.5d);
                    out.print(new char[] {'o', 'k'});
                    out.print((String) null);
                    out.print((Object) Map.of("k", "v"));
                    out.println();
                    out.println("line");
                    out.println(7);
                    out.println((Object) null);
                    out.append("app").append('e').append("xndx", 1, 3);
                    out.printf("%d %s%n", 1, "two");
                    out.format(Locale.GERMANY, "%.1f", 1.5);
                    out.print(out.checkError());
                })
                .gets(Raw.get("/s/x"))
                .captured();
    }

    @Test
    @Scenario("a47")
    default void printing_on_the_stream_is_encoded_as_by_the_container() throws Exception {
        when((request, response) -> {
                    response.setContentType("text/plain;charset=UTF-8");
                    ServletOutputStream out = response.getOutputStream();
                    out.print("plain");
                    out.print(1);
                    out.print('c');
                    out.println(2L);
                    out.println("line");
                    out.println();
                })
                .gets(Raw.get("/s/x"))
                .captured();
        run().begin();
        when((request, response) -> {
                    response.setContentType("text/plain;charset=UTF-8");
                    ServletOutputStream out = response.getOutputStream();
                    out.print(tried(() -> {
                                out.print("\u20ac");
                                return "printed";
                            })
                            .replaceAll("[^ -~]", "?"));
                })
                .gets(Raw.get("/s/x"))
                .selected(1);
    }

    @Test
    @Scenario({"a49", "a50"})
    default void a_flush_reaches_the_client_at_once() throws Exception {
        java.util.concurrent.LinkedBlockingQueue<String> told = new java.util.concurrent.LinkedBlockingQueue<>();
        when((request, response) -> {
                    response.setContentType("text/event-stream");
                    PrintWriter out = response.getWriter();
                    out.print("data: 1\n\n");
                    out.flush();
                    RequestBodyContract.take(told);
                    out.print("data: 2\n\n");
                })
                .gets(connection -> {
                    connection.send(Raw.get("/s/x").bytes());
                    connection.readHead();
                    connection.readBytes(12);
                    told.add("the first has come");
                    connection.readBytes(14);
                    return null;
                })
                .seen();
    }

    @Test
    @Scenario("a51")
    default void a_large_response_passes_and_is_never_shown_as_a_prefix() throws Exception {
        when((request, response) -> {
                    byte[] block = new byte[10_000];
                    for (int i = 0; i < 10; i++) {
                        response.getOutputStream().write(block);
                    }
                })
                .gets(Raw.get("/s/x"))
                .notCaptured(State.TRUNCATED);
    }

    @Test
    @Scenario({"a54", "a55", "a63"})
    default void lengths_buffers_and_commitment_are_the_containers() throws Exception {
        when((request, response) -> {
                    response.setBufferSize(4000);
                    String before = response.getBufferSize() + " " + response.isCommitted();
                    response.setContentLengthLong(300);
                    response.setHeader("X-Before", before);
                    byte[] text = new byte[300];
                    java.util.Arrays.fill(text, (byte) 'x');
                    response.getOutputStream().write(text, 0, 100);
                    String late = tried(() -> {
                        response.setBufferSize(9000);
                        return "set";
                    });
                    response.setHeader("X-Late", late.replaceAll("[^ -~]", "?"));
                    response.flushBuffer();
                    text[100] = (byte) (response.isCommitted() ? 'y' : 'n');
                    response.getOutputStream().write(text, 100, 200);
                })
                .gets(Raw.get("/s/x"))
                .captured();
    }

    @Test
    @Scenario({"a56", "a57"})
    default void what_a_reset_took_back_is_forgotten() throws Exception {
        when((request, response) -> {
                    response.setStatus(400);
                    response.setHeader("X-Gone", "1");
                    response.getOutputStream().print("gone");
                    response.reset();
                    response.getWriter().print("also gone");
                    response.resetBuffer();
                    response.getWriter().print("stays " + tried(response::getOutputStream));
                })
                .gets(Raw.get("/s/x"))
                .hasStatus(200)
                .captured();
        run().begin();
        when((request, response) -> {
                    response.getOutputStream().print("sent ");
                    response.flushBuffer();
                    response.getOutputStream()
                            .print(tried(() -> {
                                        response.reset();
                                        return "reset";
                                    })
                                    .replaceAll("[^ -~]", "?"));
                })
                .gets(Raw.get("/s/x"))
                .captured();
    }

    @Test
    @Scenario("a58")
    default void an_error_page_is_the_containers_and_is_known_not_to_be_seen() throws Exception {
        ScenarioOutcome outcome = when((request, response) -> {
                    response.getOutputStream().print("gone");
                    response.sendError(418, "teapot");
                })
                .gets(Raw.get("/s/x"));
        outcome.hasStatus(418).notCaptured(State.NOT_SEEN);
        assertThat(outcome.seen().primary().head().orElseThrow().status()).isEqualTo(418);
    }

    @Test
    @Scenario({"a53", "a59"})
    default void a_redirect_is_the_containers() throws Exception {
        ScenarioOutcome outcome = when((request, response) -> {
                    response.getOutputStream().print("gone");
                    response.sendRedirect("/s/elsewhere?a=b");
                })
                .gets(Raw.get("/s/x"))
                .hasStatus(302);
        outcome.captured();
        assertThat(outcome.seen().primary().head().orElseThrow().headers().first("Location"))
                .isPresent();
    }

    @Test
    @Scenario("a60")
    default void an_exception_of_the_application_is_the_containers_and_the_copy_is_sent() throws Exception {
        when((request, response) -> {
                    request.getInputStream().readAllBytes();
                    throw new IllegalStateException("on purpose");
                })
                .gets(Raw.post("/s/x", "abc"))
                .hasStatus(500)
                .copies("abc");
    }

    /** Issue 13, number 38. */
    @Test
    @Scenario("a60")
    default void an_exception_that_reaches_the_container_is_seen_by_its_status_alone() throws Exception {
        Handler plain = (request, response) -> {
            throw new IllegalStateException("on purpose");
        };
        Handler written = (request, response) -> {
            response.setStatus(418);
            response.getOutputStream().print("gone");
            throw new ServletException(new IllegalStateException("on purpose"));
        };
        Handler error = (request, response) -> {
            throw new AssertionError("on purpose");
        };
        for (Handler way : new Handler[] {plain, written, error}) {
            for (String target : new String[] {"/s/x", "/s/all/x", "/s/twice/x"}) {
                run().begin();
                when(way).gets(Raw.get(target)).hasStatus(500).seenByStatusAlone();
                run().settle();
            }
        }
    }

    /** Issue 13, number 38: the status is seen, not foretold. */
    @Test
    @Scenario("a60")
    default void an_exception_that_a_filter_in_front_answers_is_seen_by_the_status_of_that_answer() throws Exception {
        Hook teapot = (request, response, chain) -> {
            try {
                chain.doFilter(request, response);
            } catch (IllegalStateException e) {
                response.setStatus(418);
            }
        };
        Hook error = (request, response, chain) -> {
            try {
                chain.doFilter(request, response);
            } catch (IllegalStateException e) {
                response.sendError(409);
            }
        };
        Hook fine = (request, response, chain) -> {
            try {
                chain.doFilter(request, response);
            } catch (IllegalStateException e) {
                response.setContentType("text/plain");
                response.getOutputStream().print("all is well");
            }
        };
        for (Hook front : new Hook[] {teapot, error, fine}) {
            run().begin();
            ScenarioOutcome outcome = when((request, response) -> {
                        throw new IllegalStateException("on purpose");
                    })
                    .before(front)
                    .gets(Raw.get("/s/x"));
            outcome.notCaptured(State.NOT_SEEN);
            assertThat(outcome.seen().primary().head().orElseThrow().status())
                    .isEqualTo(outcome.response().status())
                    .isNotEqualTo(500);
            run().settle();
        }
    }

    /** Issue 13, number 38. */
    @Test
    @Scenario("a60")
    default void an_exception_behind_the_head_leaves_the_status_that_was_sent() throws Exception {
        ScenarioOutcome outcome = when((request, response) -> {
                    response.setStatus(418);
                    response.getOutputStream().print("sent");
                    response.flushBuffer();
                    throw new IllegalStateException("on purpose");
                })
                .gets(ScenarioClient.perhaps(Raw.get("/s/x")));
        outcome.notCaptured(State.NOT_SEEN);
        assertThat(outcome.seen().primary().head().orElseThrow().status()).isEqualTo(418);
    }

    @Test
    @Scenario("a61")
    default void an_answer_to_head_has_no_body() throws Exception {
        ScenarioSetup scenario = when((request, response) -> {
            if (request.getQueryString() != null) {
                response.getOutputStream().print("body");
            }
        });
        scenario.gets(Raw.request("HEAD", "/s/x", new byte[0])).hasStatus(200).selected(1);
        run().begin();
        scenario.gets(Raw.request("HEAD", "/s/x?body", new byte[0]))
                .hasStatus(200)
                .selected(1);
    }

    @Test
    @Scenario("a62")
    default void answers_without_content_stay_without() throws Exception {
        for (int status : new int[] {204, 304}) {
            run().begin();
            when((request, response) -> {
                        response.setStatus(status);
                        response.setHeader("ETag", "\"1\"");
                    })
                    .gets(Raw.get("/s/x"))
                    .hasStatus(status)
                    .captured();
        }
    }

    @Test
    @Scenario("a69")
    default void trailers_are_handed_to_the_container() throws Exception {
        when((request, response) -> {
                    response.setHeader("Trailer", "X-Sum");
                    response.setTrailerFields(() -> Map.of("X-Sum", "7"));
                    response.getOutputStream().print("abc");
                    response.flushBuffer();
                    response.getOutputStream().print("def");
                })
                .gets(Raw.get("/s/x", "TE: trailers"))
                .answers("abcdef")
                .captured();
    }

    @Test
    @Scenario("a70")
    default void an_include_writes_through() throws Exception {
        when((request, response) -> {
                    if (request.getQueryString() == null) {
                        request.getRequestDispatcher("/s/b").forward(request, response);
                    } else {
                        response.getWriter().print("<");
                        request.getRequestDispatcher("/s/b").include(request, response);
                        response.getWriter().print(">");
                    }
                })
                .at("/s/b", (request, response) -> {
                    response.setHeader("X-Inner", "1");
                    response.setStatus(201);
                    response.getWriter().print("inner \u00e9");
                })
                .gets(Raw.get("/s/x?include"))
                .hasStatus(200)
                .captured();
    }

    @Test
    @Scenario("a46")
    default void a_forward_writes_through() throws Exception {
        ScenarioSetup scenario = when((request, response) ->
                        request.getRequestDispatcher("/s/b").forward(request, response))
                .at("/s/b", (request, response) -> {
                    response.setStatus(201);
                    response.getWriter().print("inner");
                });
        if (flushesWrappedResponsesAfterForward()) {
            List<RawResponse> responses = scenario.getsEach(ScenarioClient.of(Raw.get("/s/x")));
            assertThat(responses).extracting(response -> response.body().text()).containsOnly("inner");
            assertThat(responses)
                    .extracting(response -> response.body().framing())
                    .containsExactly(Framing.LENGTH, Framing.LENGTH, Framing.CHUNKED);
        } else {
            scenario.gets(Raw.get("/s/x")).hasStatus(201).answers("inner").captured();
        }
    }

    /**
     * Whether the container flushes a response that is wrapped when a forward returns, and so sends it in chunks. Where it does, that is
     * what observing responses costs.
     */
    default boolean flushesWrappedResponsesAfterForward() {
        return false;
    }

    @Test
    @Scenario("a70")
    default void stream_and_writer_exclude_each_other_as_in_the_container() throws Exception {
        when((request, response) -> {
                    ServletOutputStream out = response.getOutputStream();
                    out.print(tried(response::getWriter) + (out == response.getOutputStream()));
                })
                .gets(Raw.get("/s/x"))
                .captured();
        run().begin();
        when((request, response) -> {
                    PrintWriter out = response.getWriter();
                    out.print(tried(response::getOutputStream) + (out == response.getWriter()));
                })
                .gets(Raw.get("/s/x"))
                .captured();
    }

    @Test
    @Scenario("a72")
    default void cookies_and_repeated_fields_stay() throws Exception {
        ScenarioOutcome outcome = when((request, response) -> {
                    response.addCookie(new Cookie("a", "1"));
                    response.addHeader("Set-Cookie", "b=2");
                    response.addHeader("X-Many", "1");
                    response.addHeader("X-Many", "2");
                    response.addIntHeader("X-Int", 3);
                    response.setLocale(Locale.GERMANY);
                    say(response, response.getHeaders("X-Many"), response.containsHeader("x-int"));
                })
                .gets(Raw.get("/s/x"));
        outcome.captured();
        assertThat(outcome.seen().primary().head().orElseThrow().headers().all("X-Many"))
                .containsExactly("1", "2");
    }

    @Test
    @Scenario("a44")
    default void text_written_as_bytes_is_seen_as_bytes() throws Exception {
        when((request, response) -> {
                    HttpServletResponse answer = response;
                    answer.setContentType("application/octet-stream");
                    answer.getOutputStream().write("\u00e9".getBytes(UTF_8));
                })
                .gets(Raw.get("/s/x"))
                .answers("\u00e9")
                .captured();
    }
}
