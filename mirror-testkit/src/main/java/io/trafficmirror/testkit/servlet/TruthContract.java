// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.testkit.servlet;

import static io.trafficmirror.testkit.servlet.Scenarios.say;
import static io.trafficmirror.testkit.servlet.Scenarios.thrown;
import static io.trafficmirror.testkit.servlet.Scenarios.tried;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.trafficmirror.testkit.scenario.Raw;
import io.trafficmirror.testkit.scenario.Scenario;
import io.trafficmirror.testkit.scenario.ScenarioClient;
import jakarta.servlet.AsyncContext;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.ServletOutputStream;
import java.io.PrintWriter;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * What an application does against the rules, or rarely, is never the reason for which an observer is told what the client did not get: it is
 * told the truth, or nothing. Scenarios a138 to a143.
 */
interface TruthContract extends Scenarios {
    /** Whether the status of an error page that sets one of its own can be seen: no, where the page comes after all that tells of a request. */
    default boolean tellsStatusOfErrorPages() {
        return true;
    }

    @Test
    @Scenario({"a138", "a57"})
    default void what_is_written_behind_the_end_of_a_response_is_never_told_as_its_body() throws Exception {
        List<Handler> ways = List.of(
                (request, response) -> {
                    response.sendRedirect("/elsewhere");
                    thrown(() -> {
                        response.getOutputStream().print("behind");
                        return "";
                    });
                },
                (request, response) -> {
                    response.sendRedirect("/elsewhere");
                    response.getWriter().print("behind");
                },
                (request, response) -> {
                    ServletOutputStream out = response.getOutputStream();
                    out.print("before");
                    out.close();
                    thrown(() -> {
                        out.print("behind");
                        return "";
                    });
                },
                (request, response) -> {
                    PrintWriter out = response.getWriter();
                    out.print("before");
                    out.close();
                    out.print("behind");
                },
                (request, response) -> {
                    PrintWriter out = response.getWriter();
                    out.print("before");
                    out.close();
                    thrown(() -> out.format(none()));
                });
        for (Handler way : ways) {
            tells(way, Raw.get("/s/x"));
        }
    }

    @Test
    @Scenario({"a138", "a80"})
    default void what_a_dispatch_past_the_filter_writes_is_missed() throws Exception {
        run().begin();
        when((request, response) -> {
                    response.getOutputStream().print("before ");
                    request.startAsync().dispatch("/bare/next");
                })
                .at(
                        "/bare/next",
                        (request, response) -> response.getOutputStream().print("behind"))
                .gets(Raw.get("/s/x"))
                .answers("before behind")
                .seenTruly()
                .selected(1);
    }

    @Test
    @Scenario({"a138", "a61", "a62"})
    default void what_is_written_where_there_is_no_content_is_never_told_as_a_body() throws Exception {
        for (int status : new int[] {200, 204, 205, 304}) {
            Handler way = (request, response) -> {
                response.setStatus(status);
                response.getOutputStream().print("content");
            };
            tells(way, Raw.request(status == 200 ? "HEAD" : "GET", "/s/x", new byte[0]));
        }
    }

    @Test
    @Scenario("a139")
    default void a_body_of_which_a_write_was_broken_off_is_never_told_as_whole() throws Exception {
        String format = String.join(" ", "%s", "%d"); // which the compiler would know to be wrong
        List<Handler> ways = List.of(
                (request, response) -> {
                    PrintWriter out = response.getWriter();
                    out.print("a ");
                    thrown(() -> out.format(format, "part", "no number"));
                    out.print(" more");
                },
                (request, response) -> {
                    PrintWriter out = response.getWriter();
                    thrown(() -> out.format(format, "last", "no number"));
                });
        for (Handler way : ways) {
            tells(way, Raw.get("/s/x"));
        }
    }

    @Test
    @Scenario({"a139", "a45", "a47"})
    default void characters_that_containers_encode_in_different_ways_are_never_told_wrongly() throws Exception {
        for (String charset : new String[] {"UTF-8", "ISO-8859-1", "UTF-16", "ISO-2022-JP"}) {
            for (String text :
                    new String[] {"\ud83d", "a\ud83db", "\ude00", "\ud83d\ude00", "\u65e5", "\u20ac plain"}) {
                tells(
                        (request, response) -> {
                            response.setContentType("text/plain;charset=" + charset);
                            response.getWriter().print(text);
                        },
                        Raw.get("/s/x"));
            }
            for (String text : new String[] {"plain", "\u65e5"}) {
                tells(
                        (request, response) -> {
                            response.setContentType("text/plain;charset=" + charset);
                            tried(() -> {
                                response.getOutputStream().print(text);
                                return "";
                            });
                        },
                        Raw.get("/s/x"));
            }
        }
    }

    @Test
    @Scenario({"a140", "a58"})
    default void the_status_of_an_error_page_is_the_one_that_the_client_gets() throws Exception {
        if (tellsStatusOfErrorPages()) {
            run().begin();
            when((request, response) -> response.sendError(Site.ERROR_STATUS))
                    .at(Site.ERROR_PAGE, (request, response) -> response.setStatus(201))
                    .gets(Raw.get("/s/x"))
                    .hasStatus(201)
                    .seenTruly()
                    .selected(1);
        }
        tells(
                (request, response) -> {
                    response.sendError(409);
                    response.setStatus(202);
                },
                Raw.get("/s/x"));
    }

    @Test
    @Scenario({"a140", "a63"})
    default void a_body_that_is_not_of_its_declared_length_is_told_by_no_status_that_nobody_gets() throws Exception {
        tells(
                (request, response) -> {
                    response.setContentLength(7);
                    response.getWriter().print("short");
                },
                Raw.get("/s/x", "Connection: close"));
        tells(
                (request, response) -> {
                    response.setContentLength(3);
                    tried(() -> {
                        response.getOutputStream().write("too long".getBytes(UTF_8));
                        return "";
                    });
                },
                Raw.get("/s/x", "Connection: close"));
    }

    @Test
    @Scenario({"a140", "a85"})
    default void a_time_out_behind_the_head_is_told_by_the_status_that_was_sent() throws Exception {
        tells(
                (request, response) -> {
                    if (request.getDispatcherType() == DispatcherType.REQUEST) {
                        request.startAsync().setTimeout(50);
                        response.setStatus(201);
                        response.getOutputStream().print("begun");
                        response.flushBuffer();
                    }
                },
                Raw.get("/s/x", "Connection: close"));
    }

    /** What comes of an error that a container takes for the end of its process is nobody's to tell, and the account closes. */
    @Test
    @Scenario({"a141", "a60"})
    default void an_error_that_the_container_does_not_answer_ends_the_exchange() throws Exception {
        List<Error> errors =
                List.of(new OutOfMemoryError("on purpose"), new InternalError("on purpose"), new StackOverflowError());
        for (Error error : errors) {
            run().begin();
            when((request, response) -> {
                        throw error;
                    })
                    .gets(connection -> {
                        connection.send(Raw.get("/s/x").bytes()); // Tomcat may let its client wait for ever
                        return null;
                    })
                    .seenTruly()
                    .copy();
            run().settle();
        }
    }

    @Test
    @Scenario({"a141", "a86"})
    default void an_exception_of_a_dispatch_behind_the_head_ends_the_exchange() throws Exception {
        tells(
                (request, response) -> {
                    if (request.getDispatcherType() == DispatcherType.ASYNC) {
                        throw new IllegalStateException("on purpose");
                    }
                    response.getOutputStream().print("begun");
                    response.flushBuffer();
                    AsyncContext context = request.startAsync();
                    context.setTimeout(200);
                    context.dispatch();
                },
                Raw.get("/s/x", "Connection: close"));
    }

    @SuppressWarnings("NullAway") // which is the fault
    private static String none() {
        return null;
    }

    private void tells(Handler way, Raw request) throws Exception {
        run().begin();
        when(way).gets(ScenarioClient.perhaps(request)).seenTruly().selected(1);
    }

    /** Who read the rest of a body has left nothing of it for the copy. */
    @Test
    @Scenario({"a142", "a133"})
    default void an_end_that_others_have_met_is_no_end_of_the_copy() throws Exception {
        for (FirstRead way : FirstRead.values()) {
            if (way.isOfStream()) {
                run().begin();
                when((request, response) -> say(
                                response,
                                way.of(request),
                                way.rest(ReadersMatrixContract.containersOwn(request)),
                                way.rest(request)))
                        .gets(Raw.chunked("/s/x", new String[] {ReadersMatrixContract.BODY}))
                        .copiesWholeOrNot(ReadersMatrixContract.BODY.getBytes(UTF_8));
            }
        }
    }
}
