// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.testkit.servlet;

import static io.trafficmirror.testkit.servlet.Scenarios.say;
import static io.trafficmirror.testkit.servlet.Scenarios.tried;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.trafficmirror.capture.DropReason;
import io.trafficmirror.capture.HeldBody.State;
import io.trafficmirror.testkit.scenario.Raw;
import io.trafficmirror.testkit.scenario.Scenario;
import io.trafficmirror.testkit.scenario.ScenarioClient;
import io.trafficmirror.testkit.scenario.ScenarioOutcome;
import jakarta.servlet.AsyncContext;
import jakarta.servlet.AsyncEvent;
import jakarta.servlet.AsyncListener;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpServletResponseWrapper;
import java.io.IOException;
import java.util.concurrent.LinkedBlockingQueue;
import org.junit.jupiter.api.Test;

/** Asynchronous processing: scenarios a28, a77 to a88. */
interface AsyncContract extends Scenarios {
    @Test
    @Scenario({"a28", "a79"})
    default void a_body_read_and_a_response_written_by_another_thread_are_seen() throws Exception {
        when((request, response) -> {
                    AsyncContext context = request.startAsync();
                    context.start(() -> attempt(context, () -> {
                        String body = new String(request.getInputStream().readAllBytes(), UTF_8);
                        say((HttpServletResponse) context.getResponse(), body);
                    }));
                })
                .gets(Raw.post("/s/x", "abc"))
                .answers("abc")
                .captured();
    }

    @Test
    @Scenario({"a77", "a78"})
    default void the_context_shows_the_objects_that_the_servlet_holds() throws Exception {
        Handler noArguments = (request, response) -> identities(request, response, request.startAsync());
        Handler bothGiven = (request, response) -> identities(request, response, request.startAsync(request, response));
        for (Handler way : new Handler[] {noArguments, bothGiven}) {
            run().begin();
            ScenarioOutcome outcome = when(way).gets(Raw.post("/s/x", "abc"));
            outcome.answers("true\ntrue\ntrue\ntrue\nabc").copies("abc");
            outcome.captured();
        }
    }

    /** The TCK's getRequestTest6, getRequestTest12, getResponseTest and originalRequestTest1 ask so. */
    @Test
    @Scenario({"a77", "a78"})
    default void the_context_shows_the_same_objects_to_other_threads() throws Exception {
        Handler noArguments = (request, response) -> identitiesByThread(request, response, request.startAsync());
        Handler bothGiven =
                (request, response) -> identitiesByThread(request, response, request.startAsync(request, response));
        for (Handler way : new Handler[] {noArguments, bothGiven}) {
            for (Raw raw : new Raw[] {Raw.get("/s/x"), Raw.post("/s/x", "abc")}) {
                run().begin();
                when(way).gets(raw).answers("true\ntrue\ntrue").selected(1);
            }
        }
    }

    private static void identitiesByThread(
            HttpServletRequest request, HttpServletResponse response, AsyncContext context) {
        Thread thread = new Thread(() -> attempt(
                context,
                () -> say(
                        (HttpServletResponse) context.getResponse(),
                        context.getRequest() == request,
                        context.getResponse() == response,
                        context.hasOriginalRequestAndResponse())));
        thread.start();
    }

    @Test
    @Scenario("a78")
    default void a_pair_of_which_one_is_wrapped_by_the_application_is_left_alone() throws Exception {
        for (boolean response : new boolean[] {true, false}) {
            run().begin();
            when((asked, answer) -> {
                        ServletRequest first = response ? asked : new HttpServletRequestWrapper(asked);
                        ServletResponse second = response ? new HttpServletResponseWrapper(answer) : answer;
                        AsyncContext context = asked.startAsync(first, second);
                        boolean same = context.getRequest() == first && context.getResponse() == second;
                        say(answer, same, context.hasOriginalRequestAndResponse());
                        context.complete();
                    })
                    .gets(Raw.get("/s/x"))
                    .answers("true\nfalse")
                    .selected(1);
        }
    }

    @Test
    @Scenario("a78")
    default void a_wrapper_of_the_application_is_left_alone() throws Exception {
        when((request, response) -> {
                    HttpServletRequestWrapper wrapped = new HttpServletRequestWrapper(request);
                    AsyncContext context = request.startAsync(wrapped, response);
                    boolean same = context.getRequest() == wrapped && context.getResponse() == response;
                    say(response, same, context.hasOriginalRequestAndResponse());
                    context.complete();
                })
                .gets(Raw.get("/s/x"))
                .answers("true\nfalse")
                .selected(1);
    }

    @Test
    @Scenario("a77")
    default void an_inner_wrapper_meets_the_context_of_its_container() throws Exception {
        when((request, response) -> {
                    AsyncContext context = request.startAsync();
                    say(response, context.getRequest() == request, context.hasOriginalRequestAndResponse());
                    context.complete();
                })
                .behind((request, response, chain) -> chain.doFilter(new HttpServletRequestWrapper(request), response))
                .gets(Raw.get("/s/x"))
                .hasStatus(200)
                .selected(1);
    }

    @Test
    @Scenario({"a76", "a80"})
    default void a_dispatch_continues_the_same_exchange() throws Exception {
        ScenarioOutcome outcome = when((request, response) -> {
                    if (request.getDispatcherType() == DispatcherType.REQUEST) {
                        request.setAttribute(
                                "body", new String(request.getInputStream().readAllBytes(), UTF_8));
                        request.startAsync().dispatch();
                    } else {
                        say(response, request.getDispatcherType(), request.getAttribute("body"));
                    }
                })
                .gets(Raw.post("/s/x?a=1", "abc"));
        outcome.answers("ASYNC\nabc").copies("abc");
        outcome.captured();
        outcome.selected(1);
    }

    @Test
    @Scenario({"a76", "a78", "a80"})
    default void a_dispatch_to_another_path_copies_the_first_target() throws Exception {
        ScenarioOutcome outcome = when((request, response) ->
                        request.startAsync(request, response).dispatch("/s/other?b=2"))
                .at(
                        "/s/other",
                        (request, response) -> say(
                                response,
                                request.getRequestURI(),
                                request.getQueryString(),
                                request.getParameter("b"),
                                new String(request.getInputStream().readAllBytes(), UTF_8)))
                .gets(Raw.post("/s/x?a=1", "abc"));
        org.assertj.core.api.Assertions.assertThat(outcome.copies("abc").target())
                .isEqualTo("/s/x?a=1");
        outcome.captured();
    }

    @Test
    @Scenario({"a78", "a80"})
    default void a_dispatch_without_a_path_goes_where_the_container_sends_it() throws Exception {
        Handler second = (request, response) -> {
            if (request.getDispatcherType() == DispatcherType.ASYNC) {
                say(response, "second", request.getRequestURI());
            } else if (request.getQueryString() == null) {
                request.startAsync().dispatch();
            } else {
                request.startAsync(request, response).dispatch();
            }
        };
        for (String target : new String[] {"/s/x", "/s/x?both"}) {
            run().begin();
            when((request, response) -> {
                        if (request.getDispatcherType() == DispatcherType.ASYNC) {
                            say(response, "first", request.getRequestURI());
                        } else {
                            request.getRequestDispatcher("/s/second").forward(request, response);
                        }
                    })
                    .at("/s/second", second)
                    .gets(Raw.get(target))
                    .selected(1);
        }
    }

    @Test
    @Scenario("a81")
    default void a_completion_before_the_servlet_has_left_ends_the_exchange_once() throws Exception {
        when((request, response) -> {
                    AsyncContext context = request.startAsync();
                    say(response, request.isAsyncStarted());
                    context.complete();
                })
                .gets(Raw.get("/s/x"))
                .answers("true")
                .captured();
    }

    @Test
    @Scenario({"a82", "a83", "a84"})
    default void listeners_hear_what_they_would_hear_and_of_the_objects_they_know() throws Exception {
        when((request, response) -> {
                    if (request.getDispatcherType() == DispatcherType.REQUEST) {
                        AsyncContext context = request.startAsync();
                        context.addListener(new Told(context, request));
                        context.dispatch();
                        return;
                    }
                    if (request.getAttribute("again") == null) {
                        request.setAttribute("again", "yes");
                        AsyncContext context = request.startAsync();
                        context.addListener(new Told(context, request));
                        context.dispatch();
                        return;
                    }
                    say(response, request.getAttribute("told"));
                })
                .gets(Raw.post("/s/x", ""))
                .captured();
    }

    @Test
    @Scenario("a85")
    default void a_time_out_that_nobody_handles_is_the_containers() throws Exception {
        when((request, response) -> request.startAsync().setTimeout(50))
                .gets(Raw.get("/s/x"))
                .hasStatus(500)
                .selected(1);
    }

    @Test
    @Scenario("a85")
    default void a_time_out_that_the_application_handles_is_its_own() throws Exception {
        when((request, response) -> {
                    AsyncContext context = request.startAsync();
                    context.setTimeout(50);
                    context.addListener(new Told(context, request) {
                        @Override
                        public void onTimeout(AsyncEvent event) throws IOException {
                            ((HttpServletResponse) context.getResponse()).setStatus(503);
                            say((HttpServletResponse) context.getResponse(), "late");
                            context.complete();
                        }
                    });
                })
                .gets(Raw.get("/s/x"))
                .hasStatus(503)
                .answers("late")
                .captured();
    }

    /** As Spring does it. */
    @Test
    @Scenario("a85")
    default void a_time_out_behind_which_the_application_dispatches_is_its_own() throws Exception {
        when((request, response) -> {
                    if (request.getDispatcherType() == DispatcherType.ASYNC) {
                        response.setStatus(503);
                        say(response, "late");
                        return;
                    }
                    AsyncContext context = request.startAsync();
                    context.setTimeout(50);
                    context.addListener(new Told(context, request) {
                        @Override
                        public void onTimeout(AsyncEvent event) throws IOException {
                            context.dispatch();
                        }
                    });
                })
                .gets(Raw.get("/s/x"))
                .hasStatus(503)
                .answers("late")
                .captured();
    }

    @Test
    @Scenario("a86")
    default void an_exception_after_the_start_is_the_containers() throws Exception {
        when((request, response) -> {
                    request.startAsync().setTimeout(100);
                    throw new IllegalStateException("on purpose");
                })
                .gets(ScenarioClient.perhaps(Raw.post("/s/x", "abc")))
                .dropped(DropReason.BODY_UNREAD);
    }

    @Test
    @Scenario({"a83", "a86"})
    default void an_exception_in_a_second_cycle_is_the_containers() throws Exception {
        when((request, response) -> {
                    request.startAsync().setTimeout(100);
                    if (request.getDispatcherType() == DispatcherType.ASYNC) {
                        throw new IllegalStateException("on purpose");
                    }
                    request.getAsyncContext().dispatch();
                })
                .gets(ScenarioClient.perhaps(Raw.post("/s/x", "abc")))
                .dropped(DropReason.BODY_UNREAD);
    }

    /** Issue 13, number 38. */
    @Test
    @Scenario({"a60", "a83", "a86"})
    default void what_the_container_answers_for_an_asynchronous_failure_is_seen_by_its_status_alone() throws Exception {
        Handler timeOut = (request, response) -> request.startAsync().setTimeout(50);
        Handler dispatched = (request, response) -> {
            if (request.getDispatcherType() == DispatcherType.ASYNC) {
                throw new IllegalStateException("on purpose");
            }
            request.startAsync().dispatch();
        };
        Handler begun = (request, response) -> {
            request.startAsync().setTimeout(100);
            throw new IllegalStateException("on purpose");
        };
        when(timeOut).gets(Raw.get("/s/x")).hasStatus(500).seenByStatusAlone();
        for (Handler way : new Handler[] {dispatched, begun}) { // Tomcat may close the connection instead
            run().settle();
            run().begin();
            ScenarioOutcome outcome = when(way).gets(ScenarioClient.perhaps(Raw.get("/s/x")));
            outcome.notCaptured(State.NOT_SEEN);
            assertThat(outcome.seen().primary().head().orElseThrow().status()).isEqualTo(500);
        }
    }

    @Test
    @Scenario({"a81", "a88"})
    default void the_response_is_seen_to_its_end_however_late_that_is() throws Exception {
        LinkedBlockingQueue<String> told = new LinkedBlockingQueue<>();
        when((request, response) -> {
                    AsyncContext context = request.startAsync();
                    context.setTimeout(0);
                    response.setContentType("text/event-stream");
                    response.getOutputStream().print("data: 1\n\n");
                    response.flushBuffer();
                    context.start(() -> attempt(context, () -> {
                        RequestBodyContract.take(told);
                        context.getResponse().getOutputStream().print("data: 2\n\n");
                    }));
                })
                .gets(connection -> {
                    connection.send(Raw.get("/s/x").bytes());
                    connection.readHead();
                    connection.readBytes(4);
                    told.add("go on");
                    connection.readBytes(20);
                    return null;
                })
                .seen();
    }

    @Test
    @Scenario("a87")
    default void asynchronous_support_is_what_the_application_has_without_the_filter() throws Exception {
        when((request, response) -> say(response, request.isAsyncSupported(), tried(request::getAsyncContext)))
                .gets(Raw.post("/s/x", ""))
                .captured();
    }

    /** Answers whether the context shows the servlet's own objects, and echoes the body by way of the context. */
    private static void identities(HttpServletRequest request, HttpServletResponse response, AsyncContext context)
            throws IOException {
        say(
                (HttpServletResponse) context.getResponse(),
                context.getRequest() == request,
                context.getResponse() == response,
                request.getAsyncContext() == context,
                context.hasOriginalRequestAndResponse(),
                new String(context.getRequest().getInputStream().readAllBytes(), UTF_8));
        context.complete();
    }

    /** Something that may fail. */
    @FunctionalInterface
    interface Step {
        void run() throws Exception;
    }

    /** Does it, and completes. */
    static void attempt(AsyncContext context, Step step) {
        try {
            step.run();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        } finally {
            context.complete();
        }
    }

    /** Writes down what it hears. */
    class Told implements AsyncListener {
        private final AsyncContext context;
        private final HttpServletRequest request;

        Told(AsyncContext context, HttpServletRequest request) {
            this.context = context;
            this.request = request;
        }

        private void hear(String event, AsyncEvent what) {
            request.setAttribute(
                    "told",
                    request.getAttribute("told") + " " + event + (what.getAsyncContext() == context)
                            + (what.getSuppliedRequest() == request));
        }

        @Override
        public void onComplete(AsyncEvent event) {}

        @Override
        public void onTimeout(AsyncEvent event) throws IOException {
            hear("onTimeout", event);
        }

        @Override
        public void onError(AsyncEvent event) {
            hear("onError", event);
        }

        @Override
        public void onStartAsync(AsyncEvent event) {
            hear("onStartAsync", event);
        }
    }
}
