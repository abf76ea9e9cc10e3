// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.testkit.servlet;

import static io.trafficmirror.testkit.servlet.Scenarios.say;
import static io.trafficmirror.testkit.servlet.Scenarios.thrown;
import static io.trafficmirror.testkit.servlet.Scenarios.tried;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.trafficmirror.testkit.scenario.Raw;
import io.trafficmirror.testkit.scenario.Scenario;
import io.trafficmirror.testkit.scenario.ScenarioOutcome;
import jakarta.servlet.AsyncContext;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpServletResponseWrapper;
import java.io.OutputStream;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** Calls that are rare, or wrong, and what they do in the container: scenarios a121 and a124 to a132. */
interface RareCallsContract extends Scenarios {
    /** What differs between two servers, or two requests, anyway, or is asked elsewhere. */
    Set<String> APART = Set.of(
            "getInputStream",
            "getReader",
            "getOutputStream",
            "getWriter",
            "startAsync",
            "getRemotePort",
            "getLocalPort",
            "getServerPort",
            "getRequestId",
            "getServletConnection",
            "getRequestURL",
            "getServletContext",
            "getSession",
            "changeSessionId",
            "getAttributeNames",
            "getHeaderNames",
            "getParameterNames",
            "getLocales",
            "getParameterMap",
            "getHttpServletMapping",
            "logout",
            "reset",
            "resetBuffer",
            "flushBuffer",
            "getTrailerFields");

    @Test
    @Scenario("a121")
    default void every_question_without_an_argument_is_answered_by_the_container() throws Exception {
        when((request, response) -> say(
                        response,
                        answers(HttpServletRequest.class, request),
                        answers(HttpServletResponse.class, response),
                        request.getHttpServletMapping().getPattern(),
                        request.isTrailerFieldsReady(),
                        request.getTrailerFields(),
                        request.getServletConnection().getProtocol(),
                        request.isUserInRole("nobody")))
                .gets(Raw.post("/s/x/y?q=1", "abc", "Accept-Language: de", "Cookie: a=b"))
                .hasStatus(200);
    }

    private static List<String> answers(Class<?> type, Object asked) {
        List<String> answers = new ArrayList<>();
        Method[] methods = type.getMethods();
        Arrays.sort(methods, Comparator.comparing(Method::getName));
        for (Method method : methods) {
            if (method.getParameterCount() == 0 && !APART.contains(method.getName())) {
                Class<?> result = method.getReturnType();
                boolean shown =
                        result.isPrimitive() || result == String.class || result.isEnum() || result == Locale.class;
                answers.add(method.getName() + "="
                        + tried(() -> {
                            Object value = method.invoke(asked);
                            return shown || value == null ? value : "there";
                        }));
            }
        }
        return answers;
    }

    @Test
    @Scenario("a124")
    default void a_parameter_of_the_query_does_not_have_a_form_read() throws Exception {
        Question[] ways = {
            request -> request.getParameter("q"), request -> Arrays.toString(request.getParameterValues("q"))
        };
        for (Question way : ways) {
            run().begin();
            List<String> answers = new ArrayList<>();
            when((request, response) -> say(response, way.ask(request))).gets(connection -> {
                connection.send(Raw.request(
                                "POST",
                                "/s/x?q=1",
                                new byte[0],
                                "Expect: 100-continue",
                                "Content-Type: application/x-www-form-urlencoded",
                                "Content-Length: 3")
                        .bytes());
                String first = connection.readHead().startLine();
                answers.add(first);
                connection.send("a=1");
                return first.contains(" 100") ? connection.read() : null;
            });
            assertThat(answers).hasSize(3).containsOnly(answers.get(0));
        }
    }

    /** What a servlet asks its request. */
    @FunctionalInterface
    interface Question {
        String ask(HttpServletRequest request);
    }

    @Test
    @Scenario("a125")
    default void a_form_is_not_asked_for_while_another_thread_has_the_request() throws Exception {
        AtomicInteger asked = new AtomicInteger();
        CountDownLatch[] left = {new CountDownLatch(1)};
        when((request, response) -> {
                    AsyncContext context = request.startAsync();
                    String parameter = request.getParameter("a");
                    CountDownLatch now = left[0];
                    new Thread(() -> AsyncContract.attempt(context, () -> {
                                now.await();
                                say((HttpServletResponse) context.getResponse(), parameter, asked.get());
                            }))
                            .start();
                })
                .before((request, response, chain) -> {
                    asked.set(0);
                    CountDownLatch now = new CountDownLatch(1);
                    left[0] = now;
                    chain.doFilter(new Counting(request, asked), response);
                    now.countDown();
                })
                .gets(Raw.form("/s/x", "a=1"))
                .answers("1\n0")
                .copies("a=1");
    }

    /** Counts who asks for all parameters. */
    final class Counting extends HttpServletRequestWrapper {
        private final AtomicInteger asked;

        Counting(HttpServletRequest request, AtomicInteger asked) {
            super(request);
            this.asked = asked;
        }

        @Override
        public Map<String, String[]> getParameterMap() {
            asked.incrementAndGet();
            return super.getParameterMap();
        }
    }

    @Test
    @Scenario("a126")
    default void a_transfer_to_nowhere_reads_nothing() throws Exception {
        when((request, response) -> {
                    ServletInputStream in = request.getInputStream();
                    OutputStream nowhere = null;
                    say(response, thrown(() -> in.transferTo(nowhere)), new String(in.readAllBytes(), UTF_8));
                })
                .gets(Raw.post("/s/x", "abc"))
                .answers("java.lang.NullPointerException\nabc")
                .copies("abc");
    }

    @Test
    @Scenario("a127")
    default void wrappers_of_the_application_come_back_in_its_dispatch() throws Exception {
        ScenarioOutcome outcome = when((request, response) -> {
                    if (request.getDispatcherType() == DispatcherType.REQUEST) {
                        AsyncContext context = request.startAsync(new Own(request), new OwnAnswer(response));
                        context.dispatch();
                        return;
                    }
                    boolean own = request instanceof Own || contains(request);
                    say(response, own, new String(request.getInputStream().readAllBytes(), UTF_8));
                })
                .gets(Raw.post("/s/x", "abc"));
        outcome.answers("true\nabc").copies("abc");
        outcome.captured();
    }

    private static boolean contains(HttpServletRequest request) {
        return request instanceof HttpServletRequestWrapper wrapper && wrapper.isWrapperFor(Own.class);
    }

    /** An application's own. */
    final class Own extends HttpServletRequestWrapper {
        Own(HttpServletRequest request) {
            super(request);
        }
    }

    /** An application's own. */
    final class OwnAnswer extends HttpServletResponseWrapper {
        OwnAnswer(HttpServletResponse response) {
            super(response);
        }
    }

    @Test
    @Scenario("a129")
    default void a_form_behind_path_parameters_is_rebuilt_without_them() throws Exception {
        when((request, response) -> say(response, FormContract.parameters(request)))
                .gets(Raw.form("/s/x;p=1;jsessionid=abc?q=2", "a=1"))
                .hasStatus(200)
                .copies("a=1");
    }

    @Test
    @Scenario("a129")
    default void a_query_of_odd_pairs_beside_a_form_is_never_taken_for_the_form() throws Exception {
        ScenarioSetup reads = when((request, response) -> say(response, FormContract.parameters(request)));
        for (String query :
                new String[] {"q", "=1", "&&q=1&", "q=1&q", "%71=2", "q+r=1", "a=0&a=0", "q=%C3%A9", "q;r=1"}) {
            run().begin();
            reads.gets(Raw.form("/s/x?" + query, "a=1&q=7"));
        }
    }

    @Test
    @Scenario("a130")
    default void fields_of_any_bytes_and_number_are_the_containers() throws Exception {
        List<String> fields = new ArrayList<>(List.of("X-Odd: \u00e9\u00ff~\t|", "X-Empty:", "X-Odd:   second  "));
        for (int i = 0; i < 80; i++) {
            fields.add("X-Many-" + i + ": " + i);
        }
        when((request, response) -> say(
                        response,
                        java.util.Collections.list(request.getHeaders("X-Odd")),
                        request.getHeader("X-Empty"),
                        request.getHeader("x-many-79"),
                        java.util.Collections.list(request.getHeaderNames()).size()))
                .gets(Raw.get("/s/x", fields.toArray(new String[0])))
                .hasStatus(200)
                .selected(1);
    }

    @Test
    @Scenario("a131")
    default void parts_that_only_parameters_asked_for_are_no_made_up_body() throws Exception {
        when((request, response) -> say(response, request.getParameter("a"), request.getParameter("f")))
                .gets(Raw.post("/s/m/x", FormContract.MULTIPART, FormContract.MULTIPART_TYPE))
                .hasStatus(200)
                .selected(1);
    }

    @Test
    @Scenario("a132")
    default void two_threads_read_and_write_at_once() throws Exception {
        String body = "0123456789abcdef".repeat(3000);
        ScenarioOutcome outcome = when((request, response) -> {
                    AsyncContext context = request.startAsync();
                    ServletInputStream in = request.getInputStream();
                    OutputStream out = response.getOutputStream();
                    Thread reader = new Thread(() -> tried(() -> in.transferTo(OutputStream.nullOutputStream())));
                    reader.start();
                    new Thread(() -> AsyncContract.attempt(context, () -> {
                                for (int i = 0; i < 500; i++) {
                                    out.write(("line " + i + "\n").getBytes(UTF_8));
                                }
                                reader.join();
                            }))
                            .start();
                })
                .gets(Raw.post("/s/x", body));
        outcome.hasStatus(200).copies(body);
        outcome.captured();
    }
}
