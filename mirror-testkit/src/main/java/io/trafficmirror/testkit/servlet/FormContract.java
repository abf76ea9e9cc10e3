// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.testkit.servlet;

import static io.trafficmirror.testkit.servlet.Scenarios.say;
import static io.trafficmirror.testkit.servlet.Scenarios.tried;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.trafficmirror.capture.DropReason;
import io.trafficmirror.testkit.scenario.Raw;
import io.trafficmirror.testkit.scenario.Scenario;
import io.trafficmirror.testkit.scenario.ScenarioOutcome;
import io.trafficmirror.testkit.shadow.RecordedRequest;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.Part;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Bodies that the container parses: scenarios a31 to a43. */
interface FormContract extends Scenarios {
    /** A multipart body of a field and a file with bytes that are no text. */
    @SuppressWarnings("StringConcatToTextBlock") // its line ends count
    String MULTIPART = "--cut\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\n1\r\n"
            + "--cut\r\nContent-Disposition: form-data; name=\"f\"; filename=\"x.bin\"\r\n"
            + "Content-Type: application/octet-stream\r\n\r\n\u0000\u00ff\r\n\n\r\n--cut--\r\n";

    /** How its type reads. */
    String MULTIPART_TYPE = "Content-Type: multipart/form-data; boundary=cut";

    @Test
    @Scenario({"a31", "a35", "a36"})
    default void a_parsed_form_is_rebuilt_without_the_query() throws Exception {
        RecordedRequest copy = when((request, response) -> say(response, parameters(request)))
                .gets(Raw.form("/s/x?a=1&q=2", "a=1&a=%26%3D%25&b=&c=%C3%A9+e"))
                .hasStatus(200)
                .copies("a=1&a=%26%3D%25&b=&c=%C3%A9+e");
        assertThat(copy.target()).isEqualTo("/s/x?a=1&q=2");
        assertThat(copy.header("X-Shadow-Body")).contains("reconstructed");
    }

    @Test
    @Scenario("a31")
    default void every_parameter_method_gives_what_the_container_gives() throws Exception {
        when((request, response) -> say(
                        response,
                        request.getParameter("a"),
                        request.getParameter("none"),
                        request.getParameterValues("none"),
                        java.util.Collections.list(request.getParameterNames()),
                        Arrays.toString(request.getParameterValues("a"))))
                .gets(Raw.form("/s/x", "a=1&a=2"))
                .answers("1\nnull\nnull\n[a]\n[1, 2]")
                .copies("a=1&a=2");
    }

    @Test
    @Scenario("a36")
    default void a_form_in_another_charset_is_rebuilt_in_it() throws Exception {
        when((request, response) -> say(response, parameters(request)))
                .gets(Raw.post("/s/x", "c=%E9", "Content-Type: application/x-www-form-urlencoded; charset=ISO-8859-1"))
                .answers("{c=[\u00e9]}")
                .copies("c=%E9");
    }

    @Test
    @Scenario({"a143", "a36"})
    default void a_name_that_is_not_ascii_is_rebuilt_as_it_came() throws Exception {
        ScenarioSetup reads =
                when((request, response) -> say(response, parameters(request).size()));
        reads.gets(Raw.form("/s/x", "%C3%A9=1")).answers("1").copies("%C3%A9=1");
        run().begin();
        reads.gets(Raw.form("/s/x", "a=%C3%A9&b=x")).answers("2").copies("a=%C3%A9&b=x");
    }

    @Test
    @Scenario({"a143", "a5"})
    default void a_charset_that_is_named_behind_the_reading_of_a_form_has_no_part_in_its_copy() throws Exception {
        for (String early : new String[] {"UTF-8", "ISO-8859-1", ""}) {
            for (String late : new String[] {"UTF-8", "ISO-8859-1", "windows-1252"}) {
                run().begin();
                when((request, response) -> {
                            if (!early.isEmpty()) {
                                request.setCharacterEncoding(early);
                            }
                            String first = request.getParameter("c");
                            request.setCharacterEncoding(late);
                            say(response, first, request.getParameter("c"));
                        })
                        .gets(Raw.form("/s/x", "c=%C3%A9"))
                        .copies("c=%C3%A9");
            }
        }
    }

    @Test
    @Scenario({"a143", "a73", "a80"})
    default void a_form_whose_request_went_on_with_another_query_is_rebuilt_without_either() throws Exception {
        List<Handler> ways = List.of(
                (request, response) -> {
                    request.getParameter("a");
                    request.getRequestDispatcher("/bare/next?q=7&z=9").forward(request, response);
                },
                (request, response) -> {
                    request.getParameter("a");
                    request.getRequestDispatcher("/bare/next?q=7&z=9").include(request, response);
                },
                (request, response) ->
                        request.getRequestDispatcher("/bare/next?q=7").forward(request, response),
                (request, response) -> {
                    request.getParameter("a");
                    request.startAsync().dispatch("/bare/next?q=7");
                });
        byte[] form = "a=1&b=2".getBytes(UTF_8);
        for (Handler way : ways) {
            for (String query : new String[] {"", "?q=1", "?q=1&a=0"}) {
                run().begin();
                when(way)
                        .at("/bare/next", (request, response) -> say(response, parameters(request)))
                        .gets(Raw.form("/s/x" + query, "a=1&b=2"))
                        .copiesWholeOrNot(form);
            }
        }
    }

    @Test
    @Scenario({"a143", "a40"})
    default void parts_whose_names_are_not_ascii_are_rebuilt_as_they_came() throws Exception {
        for (String name : new String[] {"\u00e9.txt", "\u65e5\u672c.txt", "plain.txt"}) {
            for (String charset : new String[] {"", "UTF-8", "ISO-8859-1"}) {
                String body = MULTIPART.replace("x.bin", name);
                byte[] bytes = body.getBytes(UTF_8);
                run().begin();
                ScenarioOutcome outcome = when((request, response) -> {
                            if (!charset.isEmpty()) {
                                request.setCharacterEncoding(charset);
                            }
                            say(response, request.getParts().size());
                        })
                        .gets(Raw.post("/s/m/x", bytes, MULTIPART_TYPE))
                        .answers("2");
                outcome.copiesTextOrNot(new String(bytes, ISO_8859_1));
            }
        }
    }

    @Test
    @Scenario("a32")
    default void a_form_read_as_a_stream_is_copied_byte_for_byte() throws Exception {
        RecordedRequest copy = when((request, response) ->
                        say(response, new String(request.getInputStream().readAllBytes(), UTF_8)))
                .gets(Raw.form("/s/x", "b=%20+&&a"))
                .answers("b=%20+&&a")
                .copies("b=%20+&&a");
        assertThat(copy.header("X-Shadow-Body")).isEmpty();
    }

    @Test
    @Scenario("a33")
    default void the_stream_behind_a_parsed_form_is_as_empty_as_the_container_has_it() throws Exception {
        when((request, response) -> say(
                        response,
                        request.getParameter("a"),
                        request.getInputStream().read()))
                .gets(Raw.form("/s/x", "a=1"))
                .answers("1\n-1")
                .copies("a=1");
    }

    @Test
    @Scenario("a34")
    default void parameters_behind_a_read_stream_are_those_of_the_query() throws Exception {
        when((request, response) -> {
                    String body = new String(request.getInputStream().readAllBytes(), UTF_8);
                    say(response, body, parameters(request));
                })
                .gets(Raw.form("/s/x?q=2", "a=1"))
                .answers("a=1\n{q=[2]}")
                .copies("a=1");
    }

    @Test
    @Scenario("a37")
    default void a_form_of_a_method_that_the_container_does_not_parse_is_not_made_up() throws Exception {
        when((request, response) -> say(
                        response,
                        parameters(request),
                        new String(request.getInputStream().readAllBytes(), UTF_8)))
                .gets(Raw.withLength(
                        "PATCH", "/s/x?q=2", "a=1".getBytes(UTF_8), "Content-Type: application/x-www-form-urlencoded"))
                .copies("a=1");
    }

    @Test
    @Scenario("a38")
    default void a_malformed_form_fails_at_the_applications_call_only() throws Exception {
        when((request, response) -> say(response, tried(() -> parameters(request)), tried(() -> parameters(request))))
                .gets(Raw.form("/s/x?q=1", "a=%zz&b=1"))
                .selected(1);
    }

    @Test
    @Scenario("a39")
    default void a_form_parsed_before_the_filter_is_not_an_empty_body() throws Exception {
        ScenarioSetup parsedBefore = when((request, response) ->
                        say(response, request.getInputStream().readAllBytes().length))
                .before((request, response, chain) -> {
                    request.getParameter("_method");
                    chain.doFilter(request, response);
                });
        parsedBefore.gets(Raw.form("/s/x?q=2", "a=1&_method=x")).answers("0").copies("a=1&_method=x");
        run().begin();
        parsedBefore
                .at("/s/unread", (request, response) -> say(response, "unread"))
                .gets(Raw.form("/s/unread", "a=1"))
                .answers("unread")
                .dropped(DropReason.BODY_UNREAD);
    }

    @Test
    @Scenario("a40")
    default void parts_are_rebuilt_byte_for_byte() throws Exception {
        RecordedRequest copy = when((request, response) -> {
                    StringBuilder parts = new StringBuilder();
                    for (Part part : request.getParts()) {
                        parts.append(part.getName())
                                .append('=')
                                .append(part.getSize())
                                .append(' ');
                    }
                    say(response, parts, request.getPart("f").getSubmittedFileName(), request.getParameter("a"));
                })
                .gets(Raw.post("/s/m/x", MULTIPART.getBytes(ISO_8859_1), MULTIPART_TYPE))
                .answers("a=1 f=5 \nx.bin\n1")
                .copy();
        assertThat(copy.header("Content-Type")).contains("multipart/form-data; boundary=cut");
        assertThat(new String(copy.body().bytes(), ISO_8859_1)).isEqualToIgnoringCase(MULTIPART);
    }

    @Test
    @Scenario("a40")
    default void parts_without_multipart_support_fail_as_in_the_container() throws Exception {
        when((request, response) -> say(response, tried(request::getParts)))
                .gets(Raw.post("/s/x", MULTIPART.getBytes(ISO_8859_1), MULTIPART_TYPE))
                .selected(1);
    }

    @Test
    @Scenario("a41")
    default void multipart_data_read_as_a_stream_is_copied_byte_for_byte() throws Exception {
        when((request, response) -> say(response, request.getInputStream().readAllBytes().length))
                .gets(Raw.post("/s/x", MULTIPART.getBytes(ISO_8859_1), MULTIPART_TYPE))
                .copies(MULTIPART.getBytes(ISO_8859_1));
    }

    @Test
    @Scenario("a42")
    default void parts_that_the_application_deleted_are_copied_all_the_same() throws Exception {
        for (int length : new int[] {0, 100_000}) {
            String body = MULTIPART.replace("\r\n\n\r\n", "\r\n" + "x".repeat(length) + "\r\n");
            run().begin();
            RecordedRequest copy = when((request, response) -> {
                        Collection<Part> parts = request.getParts();
                        for (Part part : parts) {
                            part.delete();
                        }
                        say(response, parts.size());
                    })
                    .gets(Raw.post("/s/m/x", body.getBytes(ISO_8859_1), MULTIPART_TYPE))
                    .answers("2")
                    .copy();
            assertThat(new String(copy.body().bytes(), ISO_8859_1)).isEqualToIgnoringCase(body);
        }
    }

    /** Issue 13, number 4: what making a body takes is not for the request's thread. */
    @Test
    @Scenario("a31")
    default void a_large_form_is_not_rebuilt_by_the_requests_thread() throws Exception {
        Allocations allocations = new Allocations();
        List<Long> besides = List.of();
        String form = "a=" + "%26".repeat(50_000);
        for (int round = 0; round < 2; round++) { // the first loads classes
            run().begin();
            when((request, response) -> say(response, request.getParameter("a").length()))
                    .before(allocations::around)
                    .gets(Raw.form("/s/x", form))
                    .answers("50000")
                    .copies(form);
            besides = allocations.besides();
        }
        assertThat(besides).allSatisfy(bytes -> assertThat(bytes).isLessThan(64 << 10));
    }

    /** Issue 13, number 4: no more than one copy of what the container is going to take back. */
    @Test
    @Scenario("a40")
    default void large_parts_are_not_rebuilt_by_the_requests_thread() throws Exception {
        Allocations allocations = new Allocations();
        List<Long> besides = List.of();
        String body = MULTIPART.replace("\r\n\n\r\n", "\r\n" + "x".repeat(900_000) + "\r\n");
        for (int round = 0; round < 2; round++) {
            run().begin();
            when((request, response) -> say(response, request.getParts().size()))
                    .before(allocations::around)
                    .gets(Raw.post("/s/m/x", body.getBytes(ISO_8859_1), MULTIPART_TYPE))
                    .answers("2")
                    .copy();
            besides = allocations.besides();
        }
        assertThat(besides).allSatisfy(bytes -> assertThat(bytes).isLessThan(1_000_000));
    }

    /** All parameters, names in order. */
    static Map<String, String> parameters(HttpServletRequest request) {
        Map<String, String> all = new TreeMap<>();
        request.getParameterMap().forEach((name, values) -> all.put(name, Arrays.toString(values)));
        return all;
    }

    @Test
    @Scenario({"a35", "a38"})
    default void a_malformed_query_beside_a_form_is_no_fault_of_ours() throws Exception {
        when((request, response) -> say(
                        response,
                        tried(() -> request.getParameter("b")).replaceAll("(?s)[^ -~].*", ""),
                        request.getMethod()))
                .gets(Raw.form("/s/x?a=%zz", "b=1"));
    }
}
