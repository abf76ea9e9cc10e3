// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.testkit.servlet;

import static io.trafficmirror.testkit.servlet.Scenarios.say;
import static io.trafficmirror.testkit.servlet.Scenarios.tried;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.trafficmirror.capture.DropReason;
import io.trafficmirror.testkit.scenario.Raw;
import io.trafficmirror.testkit.scenario.Scenario;
import io.trafficmirror.testkit.scenario.ScenarioOutcome;
import io.trafficmirror.testkit.shadow.RecordedRequest;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletRequestWrapper;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Dispatches, identities and the head of the copy: scenarios a73 to a76, a89 to a91, a95 to a112. */
interface FidelityContract extends Scenarios {
    @Test
    @Scenario({"a73", "a76"})
    default void a_forward_is_one_request_with_its_first_target() throws Exception {
        ScenarioOutcome outcome = when((request, response) ->
                        request.getRequestDispatcher("/s/b?x=y").forward(request, response))
                .at(
                        "/s/b",
                        (request, response) -> say(
                                response,
                                request.getRequestURI(),
                                request.getParameter("x"),
                                new String(request.getInputStream().readAllBytes(), UTF_8)))
                .gets(Raw.post("/s/x?q=1", "abc"));
        assertThat(outcome.answers("/s/b\ny\nabc").copies("abc").target()).isEqualTo("/s/x?q=1");
        outcome.selected(1);
    }

    @Test
    @Scenario("a74")
    default void a_filter_for_every_kind_of_dispatch_copies_once() throws Exception {
        for (String target : new String[] {"/s/all/x", "/s/all/x?include", "/s/all/x?error", "/s/all/x?async"}) {
            run().begin();
            ScenarioOutcome outcome = when((request, response) -> {
                        String way = String.valueOf(request.getQueryString());
                        if (request.getAttribute("second") != null) {
                            say(response, request.getDispatcherType());
                            return;
                        }
                        request.setAttribute("second", way);
                        switch (way) {
                            case "include" ->
                                request.getRequestDispatcher("/s/all/b").include(request, response);
                            case "error" -> response.sendError(500);
                            case "async" -> request.startAsync().dispatch();
                            default -> request.getRequestDispatcher("/s/all/b").forward(request, response);
                        }
                    })
                    .gets(Raw.post(target, ""));
            assertThat(outcome.copies("").target()).isEqualTo(target);
            outcome.selected(1);
        }
    }

    @Test
    @Scenario("a91")
    default void two_filters_of_one_mirror_copy_once() throws Exception {
        ScenarioSetup scenario = when((request, response) ->
                say(response, new String(request.getInputStream().readAllBytes(), UTF_8)));
        ScenarioOutcome outcome = scenario.gets(Raw.post("/s/twice/x", "abc"));
        outcome.answers("abc").copies("abc");
        outcome.selected(1);
        run().begin();
        scenario.gets(Raw.get("/s/twice/x")).answers("").selected(1);
    }

    @Test
    @Scenario("a89")
    default void an_upgrade_is_left_alone() throws Exception {
        when((request, response) -> {
                    say(response, request instanceof HttpServletRequestWrapper, request.getHeader("Upgrade"));
                })
                .gets(Raw.get("/s/x", "Connection: Upgrade", "Upgrade: something"))
                .answers("false\nsomething")
                .dropped(DropReason.NOT_COPYABLE);
    }

    @Test
    @Scenario("a89")
    default void an_offer_to_go_on_in_http2_or_tls_is_an_ordinary_request() throws Exception {
        ScenarioSetup scenario = when((request, response) -> say(response, request.getHeader("Upgrade")));
        for (String offer : List.of("TLS/1.2, HTTP/1.1", "h2")) {
            run().begin();
            RecordedRequest copy = scenario.gets(
                            Raw.get("/s/x", "Connection: Upgrade, X-Hop", "Upgrade: " + offer, "X-Hop: 1"))
                    .answers(offer)
                    .copy();
            assertThat(copy.header("Upgrade")).isEmpty();
            assertThat(copy.header("X-Hop")).isEmpty();
        }
    }

    /** Most containers refuse so many by themselves. One that does not looks at all of them for each. */
    @Test
    @Scenario("a137")
    default void a_head_of_more_fields_than_anybody_means_is_not_copied() throws Exception {
        String[] fields =
                IntStream.range(0, 300).mapToObj(i -> "X-" + i + ": v").toArray(String[]::new);
        ScenarioOutcome outcome =
                when((request, response) -> say(response, "served")).gets(Raw.get("/s/x", fields));
        if (outcome.response().status() == 200) {
            outcome.answers("served").dropped(DropReason.UNSENDABLE);
        } else {
            outcome.selected(0);
        }
    }

    @Test
    @Scenario("a90")
    default void trace_and_unknown_methods_get_the_applications_answer() throws Exception {
        ScenarioSetup scenario = when((request, response) -> say(response, request.getMethod()));
        scenario.gets(Raw.request("PURGE", "/s/x", new byte[0])).answers("PURGE");
        assertThat(scenario.gets(Raw.request("OPTIONS", "/s/x", new byte[0]))
                        .response()
                        .status())
                .isEqualTo(200);
    }

    @Test
    @Scenario("a96")
    default void unwrapping_leads_to_the_containers_request() throws Exception {
        when((request, response) -> {
                    ServletRequest native_ = request;
                    while (native_ instanceof ServletRequestWrapper wrapper) {
                        native_ = wrapper.getRequest();
                    }
                    say(response, native_.getClass().getName());
                })
                .gets(Raw.post("/s/x", ""))
                .copies("");
    }

    @Test
    @Scenario("a97")
    default void an_applications_own_wrapper_reaches_its_servlet() throws Exception {
        when((request, response) -> say(response, request instanceof Own))
                .behind((request, response, chain) -> chain.doFilter(new Own(request), response))
                .gets(Raw.post("/s/x", ""))
                .answers("true")
                .copies("");
    }

    @Test
    @Scenario({"a99", "a100"})
    default void no_session_and_no_attribute_of_ours_are_seen() throws Exception {
        when((request, response) -> {
                    request.setAttribute("mine", 1);
                    say(
                            response,
                            request.getSession(false),
                            Collections.list(request.getAttributeNames()).stream()
                                    .filter(name -> name.startsWith("io.trafficmirror"))
                                    .toList());
                })
                .gets(Raw.post("/s/x", ""))
                .answers("null\n[]")
                .copies("");
    }

    @Test
    @Scenario({"a101", "a104", "a106"})
    default void every_line_of_every_field_travels_in_order() throws Exception {
        RecordedRequest copy = when((request, response) ->
                        say(response, Collections.list(request.getHeaders("X-Many"))))
                .gets(Raw.get(
                        "/s/x",
                        "X-Many: 1",
                        "Accept: text/plain",
                        "X-Many: 2, 3",
                        "Cookie: a=\"q; v\"; b=2",
                        "Authorization: Basic eDp5",
                        "x-lower: kept"))
                .answers("[1, 2, 3]")
                .copy();
        assertThat(copy.headers("X-Many")).containsExactly("1", "2, 3");
        assertThat(copy.header("Accept")).contains("text/plain");
        assertThat(copy.header("Cookie")).contains("a=\"q; v\"; b=2");
        assertThat(copy.header("x-lower")).contains("kept");
    }

    @Test
    @Scenario({"a105", "a108"})
    default void the_target_travels_byte_for_byte() throws Exception {
        ScenarioSetup scenario =
                when((request, response) -> say(response, request.getRequestURI(), request.getQueryString()));
        for (String target : new String[] {
            "/s/a%20b;jsessionid=1;x=y/c%C3%A9?q=%26&q=+&&s", "/s/x?a=b?c=d&e=http://f/", "/s/%41bc/~x/!$&'()*+,=:@"
        }) {
            run().begin();
            ScenarioOutcome outcome = scenario.gets(Raw.get(target));
            if (outcome.response().status() == 200) {
                assertThat(outcome.copy().target()).isEqualTo(target);
            }
        }
    }

    @Test
    @Scenario("a107")
    default void an_absolute_target_becomes_a_path() throws Exception {
        RecordedRequest copy = when((request, response) ->
                        say(response, request.getRequestURI(), request.getServerName()))
                .gets(Raw.get("http://shop.example/s/x?a=b"))
                .hasStatus(200)
                .copy();
        assertThat(copy.target()).isEqualTo("/s/x?a=b");
        assertThat(copy.header("X-Forwarded-Host")).contains("shop.example");
    }

    @Test
    @Scenario("a109")
    default void fields_of_the_connection_stay_on_it() throws Exception {
        RecordedRequest copy = when((request, response) -> say(response, request.getHeader("X-Hop")))
                .gets(Raw.get(
                        "/s/x", "Connection: keep-alive, X-Hop", "X-Hop: 1", "Keep-Alive: timeout=5", "TE: trailers"))
                .answers("1")
                .copy();
        assertThat(copy.header("X-Hop")).isEmpty();
        assertThat(copy.header("Keep-Alive")).isEmpty();
        assertThat(copy.header("TE")).isEmpty();
    }

    @Test
    @Scenario("a112")
    default void a_copy_is_not_copied_again() throws Exception {
        when((request, response) -> say(response, request.getHeader("X-Shadow-Request")))
                .gets(Raw.get("/s/x", "X-Shadow-Request: true"))
                .answers("true")
                .dropped(DropReason.ALREADY_MIRRORED);
    }

    @Test
    @Scenario({"a95", "a112"})
    default void the_application_sees_no_field_of_ours() throws Exception {
        when((request, response) -> say(
                        response,
                        Collections.list(request.getHeaderNames()),
                        tried(() -> request.getHttpServletMapping().getPattern()),
                        request.getProtocol(),
                        request.isSecure()))
                .gets(Raw.post("/s/x", ""))
                .copies("");
    }

    /** A wrapper that the application knows by its type. */
    final class Own extends HttpServletRequestWrapper {
        Own(HttpServletRequest request) {
            super(request);
        }
    }
}
