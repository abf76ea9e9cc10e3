// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.testkit.servlet;

import static io.trafficmirror.testkit.servlet.Scenarios.say;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.trafficmirror.testkit.scenario.Raw;
import io.trafficmirror.testkit.scenario.Scenario;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletRequestWrapper;
import jakarta.servlet.http.HttpServletRequest;
import org.junit.jupiter.api.Test;

/**
 * Every pair of how the first part of a body is read and who reads on: what each of them saw must be the same, and a copy carries the
 * whole body or is none. Scenario a133.
 */
interface ReadersMatrixContract extends Scenarios {
    /** Line ends of each kind, and more behind them than any reader of ours may ever take in beforehand. */
    String BODY = "1st \u00e9\r\n2nd\n\r\n4th\r5th " + "0123456789".repeat(150) + "\r\nlast\ud83d\ude00";

    /** In which attribute the first part travels to whoever reads on. */
    String FIRST = "first.part";

    @Test
    @Scenario("a133")
    default void who_read_a_part_reads_on_where_it_stopped() throws Exception {
        for (FirstRead way : FirstRead.values()) {
            runs(way, when((request, response) -> say(response, way.of(request), way.rest(request))));
        }
    }

    @Test
    @Scenario("a133")
    default void a_forward_reads_on_where_its_origin_stopped() throws Exception {
        for (FirstRead way : FirstRead.values()) {
            runs(
                    way,
                    when((request, response) -> {
                                request.setAttribute(FIRST, way.of(request));
                                request.getRequestDispatcher("/bare/next").forward(request, response);
                            })
                            .at("/bare/next", readsOn(way)));
        }
    }

    @Test
    @Scenario("a133")
    default void the_containers_request_reads_on_where_the_application_stopped() throws Exception {
        for (FirstRead way : FirstRead.values()) {
            runs(way, when((request, response) -> say(response, way.of(request), way.rest(containersOwn(request)))));
        }
    }

    static HttpServletRequest containersOwn(HttpServletRequest request) {
        ServletRequest own = request;
        while (own instanceof ServletRequestWrapper wrapper) {
            own = wrapper.getRequest();
        }
        return (HttpServletRequest) own;
    }

    @Test
    @Scenario("a133")
    default void a_filter_in_front_reads_on_where_the_application_stopped() throws Exception {
        for (FirstRead way : FirstRead.values()) {
            runs(
                    way,
                    when((request, response) -> request.setAttribute(FIRST, way.of(request)))
                            .before((request, response, chain) -> {
                                chain.doFilter(request, response);
                                readsOn(way).handle(request, response);
                            }));
        }
    }

    @Test
    @Scenario("a133")
    default void a_dispatch_that_the_filter_watches_reads_on_where_the_first_stopped() throws Exception {
        for (FirstRead way : FirstRead.values()) {
            runs(way, when((request, response) -> {
                if (request.getDispatcherType() == DispatcherType.ASYNC) {
                    readsOn(way).handle(request, response);
                } else {
                    request.setAttribute(FIRST, way.of(request));
                    request.startAsync().dispatch();
                }
            }));
        }
    }

    @Test
    @Scenario("a133")
    default void a_dispatch_past_the_filter_reads_on_where_the_first_stopped() throws Exception {
        for (FirstRead way : FirstRead.values()) {
            runs(
                    way,
                    when((request, response) -> {
                                request.setAttribute(FIRST, way.of(request));
                                request.startAsync().dispatch("/bare/next");
                            })
                            .at("/bare/next", readsOn(way)));
        }
    }

    @Test
    @Scenario("a133")
    default void an_error_page_reads_on_where_the_application_stopped() throws Exception {
        for (FirstRead way : FirstRead.values()) {
            runs(
                    way,
                    when((request, response) -> {
                                request.setAttribute(FIRST, way.of(request));
                                response.sendError(Site.ERROR_STATUS);
                            })
                            .at(Site.ERROR_PAGE, readsOn(way)));
        }
    }

    private static Handler readsOn(FirstRead way) {
        return (request, response) -> say(response, request.getAttribute(FIRST), way.rest(request));
    }

    private void runs(FirstRead way, ScenarioSetup scenario) throws Exception {
        byte[] body = BODY.getBytes(UTF_8);
        String type = "Content-Type: text/plain;charset=UTF-8";
        for (Raw raw : new Raw[] {Raw.post("/s/x", body, type), Raw.chunked("/s/x", new String[] {BODY}, type)}) {
            run().begin();
            try {
                scenario.gets(raw).copiesWholeOrNot(body);
            } catch (AssertionError e) {
                throw new AssertionError(way + ": " + e.getMessage(), e);
            }
        }
    }
}
