// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.testkit.servlet;

import static io.trafficmirror.testkit.servlet.Scenarios.say;
import static io.trafficmirror.testkit.servlet.Scenarios.tried;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.trafficmirror.capture.DropReason;
import io.trafficmirror.testkit.scenario.Raw;
import io.trafficmirror.testkit.scenario.Scenario;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.Charset;
import java.util.Locale;
import org.junit.jupiter.api.Test;

/** A request's body as characters, and behind other wrappers: scenarios a2, a3, a5, a6, a30. */
interface RequestReaderContract extends Scenarios {
    @Test
    @Scenario("a2")
    default void characters_are_the_containers_and_the_copy_is_the_raw_bytes() throws Exception {
        ScenarioSetup reads = when((request, response) -> {
            BufferedReader reader = request.getReader();
            say(
                    response,
                    request.getCharacterEncoding(),
                    reader == request.getReader(),
                    reader.readLine(),
                    (char) reader.read(),
                    reader.skip(1),
                    reader.markSupported(),
                    reader.lines().toList(),
                    reader.read());
        });
        for (String charset : new String[] {"UTF-8", "ISO-8859-1", "windows-1252", "UTF-16BE"}) {
            byte[] body = "first \u00e9\r\n2nd\n\r\nfourth".getBytes(Charset.forName(charset));
            run().begin();
            reads.gets(Raw.post("/s/x", body, "Content-Type: text/plain;charset=" + charset))
                    .answers(charset + "\ntrue\nfirst \u00e9\n2\n1\ntrue\n[d, , fourth]\n-1")
                    .copies(body);
        }
    }

    @Test
    @Scenario("a2")
    default void characters_without_a_named_charset_are_the_containers_too() throws Exception {
        ScenarioSetup reads = when(
                (request, response) -> say(response, request.getReader().readLine(), request.getCharacterEncoding()));
        for (String type : new String[] {"Content-Type: text/plain", "Content-Type: application/json", "X: no type"}) {
            run().begin();
            reads.gets(Raw.post("/s/x", "\"\u00e9\u00df\"", type)).copies("\"\u00e9\u00df\"");
        }
    }

    @Test
    @Scenario("a2")
    default void characters_of_many_bytes_are_counted_as_the_bytes_they_were() throws Exception {
        byte[] body = "\u65e5\u672c\u8a9e \u30c6\u30b9\u30c8".getBytes(Charset.forName("Shift_JIS"));
        when((request, response) -> say(response, request.getReader().readLine()))
                .gets(Raw.post("/s/x", body, "Content-Type: text/plain;charset=Shift_JIS"))
                .answers("\u65e5\u672c\u8a9e \u30c6\u30b9\u30c8")
                .copies(body);
    }

    @Test
    @Scenario("a2")
    default void characters_beyond_the_basic_plane_survive_being_read_one_by_one() throws Exception {
        when((request, response) -> {
                    StringBuilder text = new StringBuilder();
                    BufferedReader reader = request.getReader();
                    for (int c = reader.read(); c >= 0; c = reader.read()) {
                        text.append((char) c);
                    }
                    say(response, text);
                })
                .gets(Raw.post("/s/x", "a\ud83d\ude00b", "Content-Type: text/plain;charset=UTF-8"))
                .answers("a\ud83d\ude00b")
                .copies("a\ud83d\ude00b");
    }

    @Test
    @Scenario("a2")
    default void bytes_that_are_no_characters_are_treated_as_the_container_does_and_not_copied() throws Exception {
        when((request, response) ->
                        say(response, tried(() -> request.getReader().readLine())))
                .gets(Raw.post("/s/x", new byte[] {'a', (byte) 0xC3, 'b'}, "Content-Type: text/plain;charset=UTF-8"))
                .hasStatus(200)
                .selected(1);
    }

    @Test
    @Scenario("a3")
    default void stream_and_reader_exclude_each_other_as_in_the_container() throws Exception {
        when((request, response) -> say(
                        response,
                        new String(request.getInputStream().readAllBytes(), UTF_8),
                        tried(request::getReader)))
                .gets(Raw.post("/s/x", "abc"))
                .copies("abc");
        run().begin();
        when((request, response) -> say(response, request.getReader().readLine(), tried(request::getInputStream)))
                .gets(Raw.post("/s/x", "abc"))
                .copies("abc");
    }

    @Test
    @Scenario("a5")
    default void a_charset_that_a_filter_sets_counts_until_the_reader_is_taken() throws Exception {
        when((request, response) -> {
                    String line = request.getReader().readLine();
                    request.setCharacterEncoding("UTF-16");
                    say(response, line, request.getCharacterEncoding());
                })
                .behind((request, response, chain) -> {
                    request.setCharacterEncoding("UTF-8");
                    chain.doFilter(request, response);
                })
                .gets(Raw.post("/s/x", "\u00e9\u20ac", "Content-Type: text/plain"))
                .copies("\u00e9\u20ac");
    }

    @Test
    @Scenario("a5")
    default void no_charset_stays_no_charset() throws Exception {
        when((request, response) -> say(
                        response,
                        request.getCharacterEncoding(),
                        new String(request.getInputStream().readAllBytes(), ISO_8859_1)))
                .gets(Raw.post("/s/x", "abc", "Content-Type: text/plain"))
                .copies("abc");
    }

    @Test
    @Scenario("a6")
    default void an_unknown_charset_fails_in_get_reader_and_nowhere_else() throws Exception {
        when((request, response) -> say(response, tried(request::getReader)))
                .gets(Raw.post("/s/x", "abc", "Content-Type: text/plain;charset=no-such"))
                .dropped(DropReason.BODY_UNREAD);
    }

    @Test
    @Scenario("a30")
    default void a_body_replaced_by_an_inner_filter_is_copied_as_it_came() throws Exception {
        when((request, response) -> say(response, request.getReader().readLine()))
                .behind((request, response, chain) -> chain.doFilter(new UpperCase(request), response))
                .gets(Raw.post("/s/x", "abc"))
                .answers("ABC")
                .copies("abc");
    }

    /** A filter's own wrapper: reads the stream, gives out a reader over something else. */
    final class UpperCase extends HttpServletRequestWrapper {
        UpperCase(HttpServletRequest request) {
            super(request);
        }

        @Override
        public BufferedReader getReader() throws IOException {
            try (ServletInputStream in = getInputStream()) {
                String body = new String(in.readAllBytes(), UTF_8);
                return new BufferedReader(new StringReader(body.toUpperCase(Locale.ROOT)));
            }
        }
    }

    @Test
    @Scenario("a2")
    default void a_charset_that_can_only_be_decoded_is_the_containers_and_not_copied() throws Exception {
        when((request, response) -> {
                    char[] read = new char[10];
                    int n = request.getReader().read(read);
                    say(response, new String(read, 0, n), request.getReader().read());
                })
                .gets(Raw.post("/s/x", "abc", "Content-Type: text/plain;charset=ISO-2022-CN"))
                .answers("abc\n-1")
                .dropped(DropReason.BODY_INCOMPLETE);
    }
}
