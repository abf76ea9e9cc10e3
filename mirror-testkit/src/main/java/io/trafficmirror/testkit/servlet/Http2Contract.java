// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.testkit.servlet;

import static io.trafficmirror.testkit.servlet.Scenarios.say;
import static io.trafficmirror.testkit.servlet.Scenarios.tried;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.trafficmirror.capture.DropReason;
import io.trafficmirror.capture.HeldBody.State;
import io.trafficmirror.testkit.http.HeaderLine;
import io.trafficmirror.testkit.scenario.Http2Answer;
import io.trafficmirror.testkit.scenario.Http2Client;
import io.trafficmirror.testkit.scenario.Http2Request;
import io.trafficmirror.testkit.scenario.Scenario;
import io.trafficmirror.testkit.scenario.ScenarioOutcome;
import io.trafficmirror.testkit.shadow.RecordedRequest;
import jakarta.servlet.AsyncContext;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.ServletInputStream;
import java.util.List;
import java.util.Map;
import java.util.concurrent.LinkedBlockingQueue;
import org.junit.jupiter.api.Test;

/**
 * The scenarios for which it matters that a request comes by HTTP/2: bodies without a length, trailers, streams that end early. For a
 * container's own class, beside {@link ServletMirrorContract}; its servers must take HTTP/2 in clear text on the same port.
 *
 * @since 0.1.0
 */
public interface Http2Contract extends Scenarios {
    /** The client to ask with. */
    Http2Client http2();

    @Test
    @Scenario({"a1", "a17", "a44"})
    default void bodies_of_http2_are_the_same_here_and_there() throws Exception {
        ScenarioSetup echo = when((request, response) -> {
            String body = new String(request.getInputStream().readAllBytes(), UTF_8);
            say(response, request.getProtocol(), request.getMethod(), request.getContentLength(), body);
        });
        Http2Request unknown = Http2Request.post("/s/x?a=%2F", "abc", "d\u00e9f");
        isEchoed(echo, unknown, "-1\nabcd\u00e9f").copies("abcd\u00e9f");
        run().begin();
        Http2Request known = Http2Request.post("/s/x", "abc", "def").with(new HeaderLine("content-length", "6"));
        isEchoed(echo, known, "6\nabcdef").copies("abcdef");
        run().begin();
        isEchoed(echo, Http2Request.post("/s/x"), "-1\n").selected(1);
        run().begin();
        isEchoed(echo, Http2Request.get("/s/x"), "-1\n").copies("");
    }

    private ScenarioOutcome isEchoed(ScenarioSetup scenario, Http2Request request, String end) throws Exception {
        ScenarioOutcome outcome = scenario.gets(http2(), request, () -> {});
        Http2Answer answer = outcome.answer();
        String text = new String(answer.body().getBytes(ISO_8859_1), UTF_8);
        assertThat(text).isEqualTo("HTTP/2.0\n" + request.method() + "\n" + end);
        outcome.captured();
        return outcome;
    }

    @Test
    @Scenario({"a17", "a18"})
    default void a_body_of_http2_without_a_length_is_copied_whatever_the_method() throws Exception {
        ScenarioSetup echo = when((request, response) -> say(
                response,
                request.getMethod(),
                new String(request.getInputStream().readAllBytes(), UTF_8)));
        for (String method : List.of("GET", "DELETE", "OPTIONS", "PATCH")) {
            run().begin();
            ScenarioOutcome outcome =
                    echo.gets(http2(), Http2Request.post("/s/x", "abc", "def").by(method), () -> {});
            assertThat(outcome.answer().body()).isEqualTo(method + "\nabcdef");
            assertThat(outcome.copies("abcdef").method()).isEqualTo(method);
        }
    }

    @Test
    @Scenario({"a12", "a17", "a18"})
    default void a_body_of_http2_by_delete_that_is_half_read_is_not_copied() throws Exception {
        when((request, response) -> say(response, request.getInputStream().read()))
                .gets(http2(), Http2Request.post("/s/x", "abc").by("DELETE"), () -> {})
                .dropped(DropReason.BODY_INCOMPLETE);
    }

    @Test
    @Scenario({"a17", "a18"})
    default void a_request_of_http2_without_a_body_announces_none() throws Exception {
        Handler unread = (request, response) -> say(response, "unread");
        Handler readToItsEnd =
                (request, response) -> say(response, request.getInputStream().read());
        for (Handler handler : List.of(unread, readToItsEnd)) {
            for (String method : List.of("GET", "HEAD", "DELETE", "OPTIONS")) {
                run().begin();
                RecordedRequest copy = when(handler)
                        .gets(http2(), Http2Request.get("/s/x").by(method), () -> {})
                        .copies("");
                assertThat(copy.header("Content-Length")).isEmpty();
                assertThat(copy.header("Transfer-Encoding")).isEmpty();
            }
        }
    }

    @Test
    @Scenario("a101")
    default void crumbs_of_a_cookie_of_http2_are_one_field() throws Exception {
        RecordedRequest copy = when((request, response) -> say(response, "x"))
                .gets(
                        http2(),
                        Http2Request.get("/s/x")
                                .with(
                                        new HeaderLine("cookie", "a=1"),
                                        new HeaderLine("cookie", "b=2"),
                                        new HeaderLine("x-a", "1"),
                                        new HeaderLine("cookie", "c=3")),
                        () -> {})
                .copy();
        assertThat(copy.headers("Cookie")).containsExactly("a=1; b=2; c=3");
    }

    @Test
    @Scenario({"a12", "a13"})
    default void a_body_of_http2_that_is_not_read_whole_is_not_copied() throws Exception {
        // What a container does with data that come behind the answer is a race of its own.
        LinkedBlockingQueue<String> told = new LinkedBlockingQueue<>();
        when((request, response) -> {
                    RequestBodyContract.take(told);
                    response.setStatus(401);
                })
                .gets(http2(), Http2Request.post("/s/x", "abc").whenTaken(() -> told.add("all is there")), () -> {})
                .dropped(DropReason.BODY_UNREAD);
        run().begin();
        when((request, response) -> say(response, request.getInputStream().read()))
                .gets(http2(), Http2Request.post("/s/x", "abc"), () -> {})
                .dropped(DropReason.BODY_INCOMPLETE);
    }

    @Test
    @Scenario("a14")
    default void a_body_of_http2_let_go_early_is_never_a_part_of_it() throws Exception {
        String body = EarlyCloseContract.TEXT;
        LinkedBlockingQueue<String> told = new LinkedBlockingQueue<>();
        for (String target : new String[] {"/s/x", "/s/stream/x"}) {
            for (int read : new int[] {0, 4, 10}) {
                for (boolean refused : new boolean[] {true, false}) {
                    run().begin();
                    when((request, response) -> {
                                RequestBodyContract.take(told);
                                ServletInputStream in = request.getInputStream();
                                int n = in.readNBytes(read).length;
                                if (refused) {
                                    response.sendError(415);
                                } else {
                                    in.close();
                                    say(response, n, in.isFinished());
                                }
                            })
                            .gets(
                                    http2(),
                                    Http2Request.post(target, body).whenTaken(() -> told.add("all is there")),
                                    () -> {})
                            .copiesWholeOrNot(body.getBytes(UTF_8));
                }
            }
        }
    }

    @Test
    @Scenario({"a12", "a17"})
    default void a_body_without_a_length_is_copied_with_any_method() throws Exception {
        for (String method : new String[] {"DELETE", "GET", "OPTIONS", "PUT"}) {
            run().begin();
            Http2Request post = Http2Request.post("/s/x", "abc", "def");
            RecordedRequest copy = when((request, response) ->
                            say(response, new String(request.getInputStream().readAllBytes(), UTF_8)))
                    .gets(
                            http2(),
                            new Http2Request(
                                    method, "/s/x", post.fields(), post.data(), post.trailers(), post.onTaken()),
                            () -> {})
                    .copies("abcdef");
            assertThat(copy.method()).isEqualTo(method);
        }
    }

    @Test
    @Scenario({"a29", "a69"})
    default void trailers_of_http2_are_the_containers() throws Exception {
        ScenarioOutcome outcome = when((request, response) -> {
                    String body = new String(request.getInputStream().readAllBytes(), UTF_8);
                    response.setTrailerFields(() -> Map.of("x-answer-sum", "8"));
                    String sum = tried(() -> request.getTrailerFields().get("x-sum"));
                    say(response, body, request.isTrailerFieldsReady(), sum);
                })
                .gets(http2(), Http2Request.post("/s/x", "abc").withTrailers(new HeaderLine("x-sum", "7")), () -> {});
        RecordedRequest copy = outcome.copies("abc");
        assertThat(copy.header("x-sum")).isEmpty();
        outcome.captured();
    }

    @Test
    @Scenario({"a49", "a50"})
    default void a_flush_reaches_the_client_of_http2_at_once() throws Exception {
        LinkedBlockingQueue<String> told = new LinkedBlockingQueue<>();
        ScenarioOutcome outcome = when((request, response) -> {
                    response.setContentType("text/event-stream");
                    response.getOutputStream().print("data: 1\n\n");
                    response.flushBuffer();
                    RequestBodyContract.take(told);
                    response.getOutputStream().print("data: 2\n\n");
                })
                .gets(http2(), Http2Request.get("/s/x"), () -> told.add("the first has come"));
        assertThat(outcome.answer().body()).isEqualTo("data: 1\n\ndata: 2\n\n");
        outcome.captured();
    }

    @Test
    @Scenario({"a24", "a25", "a64", "a79", "a80"})
    default void asynchronous_exchanges_of_http2_are_as_before() throws Exception {
        Handler byThread = (request, response) -> {
            AsyncContext context = request.startAsync();
            context.start(() -> AsyncContract.attempt(
                    context,
                    () -> context.getResponse()
                            .getOutputStream()
                            .write(context.getRequest().getInputStream().readAllBytes())));
        };
        Handler byDispatch = (request, response) -> {
            if (request.getDispatcherType() == DispatcherType.REQUEST) {
                request.startAsync().dispatch();
            } else {
                response.getOutputStream().write(request.getInputStream().readAllBytes());
            }
        };
        Handler byListener = (request, response) -> {
            AsyncContext context = request.startAsync();
            ServletInputStream in = request.getInputStream();
            in.setReadListener(new NonBlockingContract.Echo(context, in));
        };
        for (Handler way : new Handler[] {byThread, byDispatch, byListener}) {
            run().begin();
            ScenarioOutcome outcome = when(way).gets(http2(), Http2Request.post("/s/x", "abc", "def"), () -> {});
            assertThat(outcome.answer().body()).isEqualTo("abcdef");
            outcome.copies("abcdef");
            outcome.captured();
        }
    }

    @Test
    @Scenario({"a51", "a58", "a60"})
    default void large_and_failed_answers_of_http2_are_as_before() throws Exception {
        when((request, response) -> response.getOutputStream().write(new byte[200_000]))
                .gets(http2(), Http2Request.get("/s/x"), () -> {})
                .notCaptured(State.TRUNCATED);
        run().begin();
        when((request, response) -> response.sendError(418))
                .gets(http2(), Http2Request.get("/s/x"), () -> {})
                .notCaptured(State.NOT_SEEN);
        run().begin();
        when((request, response) -> {
                    request.getInputStream().readAllBytes();
                    throw new IllegalStateException("on purpose");
                })
                .gets(http2(), Http2Request.post("/s/x", "abc"), () -> {})
                .copies("abc");
    }

    @Test
    @Scenario({"a101", "a105", "a107"})
    default void the_head_of_http2_travels_as_http1() throws Exception {
        RecordedRequest copy = when((request, response) -> say(response, request.getHeader("cookie")))
                .gets(
                        http2(),
                        Http2Request.get("/s/a%20c/d?x=%20&y")
                                .with(new HeaderLine("x-many", "1"), new HeaderLine("x-many", "2")),
                        () -> {})
                .copy();
        assertThat(copy.target()).isEqualTo("/s/a%20c/d?x=%20&y");
        assertThat(copy.headers().stream()
                        .filter(line -> line.name().equalsIgnoreCase("x-many"))
                        .map(HeaderLine::value))
                .containsExactly("1", "2");
        assertThat(copy.headers()).noneMatch(line -> line.name().startsWith(":"));
        assertThat(copy.header("X-Forwarded-Host")).contains("shop.example");
    }
}
