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
import io.trafficmirror.testkit.scenario.UploadInStep;
import io.trafficmirror.testkit.shadow.RecordedRequest;
import jakarta.servlet.ServletInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;

/** A request's body as a stream: scenarios a1, a4, a7, a9 to a23, a29. */
interface RequestBodyContract extends Scenarios {
    @Test
    @Scenario("a1")
    default void bytes_read_to_the_end_are_the_same_here_and_there() throws Exception {
        when((request, response) -> {
                    ServletInputStream in = request.getInputStream();
                    String body = new String(in.readAllBytes(), UTF_8);
                    say(response, body, in == request.getInputStream(), request.getContentLength());
                })
                .gets(Raw.post("/s/x", "{\"n\": \"\u00e9\"}", "Content-Type: application/json"))
                .answers("{\"n\": \"\u00e9\"}\ntrue\n11")
                .copies("{\"n\": \"\u00e9\"}");
    }

    @Test
    @Scenario("a4")
    default void a_second_call_for_the_stream_goes_on_where_the_first_stopped() throws Exception {
        when((request, response) -> say(
                        response,
                        new String(request.getInputStream().readNBytes(3), UTF_8),
                        new String(request.getInputStream().readAllBytes(), UTF_8)))
                .gets(Raw.post("/s/x", "abcdef"))
                .answers("abc\ndef")
                .copies("abcdef");
    }

    @Test
    @Scenario("a7")
    default void every_way_to_read_passes_every_byte_once() throws Exception {
        when((request, response) -> {
                    ServletInputStream in = request.getInputStream();
                    byte[] two = new byte[2];
                    byte[] line = new byte[64];
                    ByteArrayOutputStream rest = new ByteArrayOutputStream();
                    say(
                            response,
                            in.read(),
                            in.read(two),
                            in.read(two, 1, 1),
                            new String(in.readNBytes(3), UTF_8),
                            in.readNBytes(two, 0, 2),
                            in.skip(4),
                            in.readLine(line, 0, 64),
                            in.readLine(line, 0, 3),
                            in.transferTo(rest),
                            rest,
                            in.read(),
                            in.readAllBytes().length,
                            in.skip(1),
                            in.readNBytes(1).length);
                })
                .gets(Raw.post("/s/x", "0123456789abcdefg\nline\nrest"))
                .answers("48\n2\n1\n456\n2\n4\n5\n3\n6\ne\nrest\n-1\n0\n0\n0")
                .copies("0123456789abcdefg\nline\nrest");
    }

    @Test
    @Scenario({"a9", "a10"})
    default void available_mark_and_reset_are_the_containers() throws Exception {
        when((request, response) -> {
                    ServletInputStream in = request.getInputStream();
                    boolean marks = in.markSupported();
                    in.mark(10);
                    int first = in.read();
                    String reset = tried(() -> {
                        in.reset();
                        return "reset";
                    });
                    in.readAllBytes();
                    say(response, marks, first, reset, in.available(), in.isFinished());
                })
                .gets(Raw.post("/s/x", "abc"))
                .copies("abc");
    }

    @Test
    @Scenario("a11")
    default void a_parser_that_stops_after_the_last_token_has_read_all() throws Exception {
        when((request, response) ->
                        say(response, new String(request.getInputStream().readNBytes(7), UTF_8)))
                .gets(Raw.post("/s/x", "{\"a\":1}"))
                .answers("{\"a\":1}")
                .copies("{\"a\":1}");
    }

    @Test
    @Scenario("a12")
    default void a_prefix_is_never_copied() throws Exception {
        when((request, response) -> {
                    response.setStatus(400);
                    say(response, request.getInputStream().read());
                })
                .gets(Raw.post("/s/x", "abcdef"))
                .hasStatus(400)
                .dropped(DropReason.BODY_INCOMPLETE);
    }

    @Test
    @Scenario("a13")
    default void an_unread_body_is_not_read_for_the_copy() throws Exception {
        when((request, response) -> response.setStatus(401))
                .gets(Raw.post("/s/x", "abcdef"))
                .hasStatus(401)
                .dropped(DropReason.BODY_UNREAD);
    }

    @Test
    @Scenario("a14")
    default void a_stream_that_was_closed_early_behaves_as_the_containers() throws Exception {
        when((request, response) -> {
                    ServletInputStream in = request.getInputStream();
                    in.read();
                    in.close();
                    say(response, tried(in::read), tried(in::available));
                })
                .gets(Raw.post("/s/x", "abcdef"))
                .hasStatus(200);
    }

    @Test
    @Scenario({"a15", "a19"})
    default void a_body_above_the_cap_passes_and_is_not_copied() throws Exception {
        String chunk = "x".repeat(300_000);
        when((request, response) -> say(response, request.getInputStream().readAllBytes().length))
                .gets(Raw.chunked("/s/x", new String[] {chunk, chunk, chunk, chunk}))
                .answers("1200000")
                .dropped(DropReason.BODY_TOO_LARGE);
    }

    @Test
    @Scenario("a15")
    default void a_streamed_body_passes_while_one_call_reads_it() throws Exception {
        String body = UploadInStep.body();
        byte[] room = new byte[body.length()];
        for (FirstRead.Way<ServletInputStream> way : List.<FirstRead.Way<ServletInputStream>>of(
                in -> in.readAllBytes().length,
                in -> in.readNBytes(room.length).length,
                in -> in.readNBytes(room, 0, room.length),
                in -> in.skip(room.length),
                in -> in.transferTo(OutputStream.nullOutputStream()))) {
            run().begin();
            when((request, response) -> say(response, way.read(request.getInputStream())))
                    .gets(new UploadInStep("/s/stream/x"))
                    .answers(String.valueOf(body.length()))
                    .copies(body);
        }
    }

    @Test
    @Scenario("a16")
    default void a_large_announcement_reserves_nothing() throws Exception {
        ScenarioOutcome outcome = when((request, response) -> {
                    response.setHeader("Connection", "close");
                    say(response, request.getInputStream().read(), request.getContentLengthLong());
                })
                .gets(Raw.request("POST", "/s/x", new byte[10], "Content-Length: 2000000000"));
        if (outcome.response().status() == 413) {
            outcome.selected(0); // Undertow refuses it before any filter
        } else {
            outcome.answers("0\n2000000000").dropped(DropReason.BODY_TOO_LARGE);
        }
    }

    @Test
    @Scenario("a17")
    default void an_empty_body_stays_empty_and_gets_no_type() throws Exception {
        RecordedRequest copy = when((request, response) ->
                        say(response, request.getInputStream().readAllBytes().length))
                .gets(Raw.post("/s/x", ""))
                .answers("0")
                .copies("");
        assertThat(copy.header("Content-Type")).isEmpty();
        assertThat(copy.header("Content-Length")).contains("0");
    }

    @Test
    @Scenario("a18")
    default void a_body_of_get_and_delete_travels() throws Exception {
        ScenarioSetup echo = when((request, response) -> say(
                response,
                request.getMethod(),
                new String(request.getInputStream().readAllBytes(), UTF_8)));
        echo.gets(Raw.withLength("DELETE", "/s/x", "abc".getBytes(UTF_8)))
                .answers("DELETE\nabc")
                .copies("abc");
        run().begin();
        echo.gets(Raw.withLength("GET", "/s/x", "abc".getBytes(UTF_8)))
                .answers("GET\nabc")
                .copies("abc");
    }

    @Test
    @Scenario("a19")
    default void chunks_are_joined_and_their_coding_does_not_travel() throws Exception {
        RecordedRequest copy = when((request, response) ->
                        say(response, new String(request.getInputStream().readAllBytes(), UTF_8)))
                .gets(Raw.chunked("/s/x", new String[] {"ab", "c", "defg"}))
                .answers("abcdefg")
                .copies("abcdefg");
        assertThat(copy.headers("Transfer-Encoding")).hasSizeLessThanOrEqualTo(1);
    }

    @Test
    @Scenario("a20")
    default void a_coded_body_travels_coded_with_its_field() throws Exception {
        ByteArrayOutputStream zipped = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(zipped)) {
            out.write("unzipped".getBytes(UTF_8));
        }
        RecordedRequest copy = when((request, response) ->
                        say(response, new String(new GZIPInputStream(request.getInputStream()).readAllBytes(), UTF_8)))
                .gets(Raw.post("/s/x", zipped.toByteArray(), "Content-Encoding: gzip"))
                .answers("unzipped")
                .copies(zipped.toByteArray());
        assertThat(copy.header("Content-Encoding")).contains("gzip");
    }

    @Test
    @Scenario("a21")
    default void a_rejected_expectation_gets_no_100() throws Exception {
        when((request, response) -> response.sendError(417))
                .gets(connection -> {
                    connection.send(
                            Raw.request("POST", "/s/x", new byte[0], "Content-Length: 3", "Expect: 100-continue")
                                    .bytes());
                    return connection.read();
                })
                .hasStatus(417)
                .dropped(DropReason.BODY_UNREAD);
    }

    @Test
    @Scenario("a21")
    default void an_accepted_expectation_gets_its_100_when_the_application_reads() throws Exception {
        RecordedRequest copy = when((request, response) ->
                        say(response, new String(request.getInputStream().readAllBytes(), UTF_8)))
                .gets(connection -> {
                    connection.send(
                            Raw.request("POST", "/s/x", new byte[0], "Content-Length: 3", "Expect: 100-continue")
                                    .bytes());
                    assertThat(connection.readHead().startLine()).startsWith("HTTP/1.1 100");
                    connection.send("abc");
                    return connection.read();
                })
                .answers("abc")
                .copies("abc");
        assertThat(copy.header("Expect")).isEmpty();
    }

    @Test
    @Scenario("a22")
    default void a_client_that_leaves_gives_the_application_the_containers_exception() throws Exception {
        List<String> seen = new CopyOnWriteArrayList<>();
        LinkedBlockingQueue<String> told = new LinkedBlockingQueue<>();
        when((request, response) -> {
                    try (InputStream in = request.getInputStream()) {
                        told.add("read " + in.readAllBytes().length);
                    } catch (IOException e) {
                        told.add(e.getClass().getName() + ": " + e.getMessage());
                        throw e;
                    }
                })
                .gets(connection -> {
                    connection.send(Raw.request("POST", "/s/x", "abc".getBytes(UTF_8), "Content-Length: 10")
                            .bytes());
                    connection.shutdownOutput();
                    seen.add(take(told));
                    return null;
                })
                .dropped(DropReason.BODY_ABORTED);
        assertThat(seen).hasSize(3).containsOnly(seen.get(0));
    }

    @Test
    @Scenario("a23")
    default void the_application_reads_before_the_client_has_sent_all() throws Exception {
        LinkedBlockingQueue<String> told = new LinkedBlockingQueue<>();
        when((request, response) -> {
                    String first = String.valueOf(request.getInputStream().read());
                    told.add(first);
                    say(response, first, new String(request.getInputStream().readAllBytes(), UTF_8));
                })
                .gets(connection -> {
                    connection.send(Raw.request("POST", "/s/x", "abc".getBytes(UTF_8), "Content-Length: 6")
                            .bytes());
                    take(told);
                    connection.send("def");
                    return connection.read();
                })
                .answers("97\nbcdef")
                .copies("abcdef");
    }

    @Test
    @Scenario("a29")
    default void trailers_are_the_containers_and_become_no_fields_of_the_copy() throws Exception {
        RecordedRequest copy = when((request, response) -> {
                    String body = new String(request.getInputStream().readAllBytes(), UTF_8);
                    say(response, body, request.isTrailerFieldsReady(), tried(request::getTrailerFields));
                })
                .gets(Raw.request(
                        "POST",
                        "/s/x",
                        "3\r\nabc\r\n0\r\nX-Sum: 7\r\n\r\n".getBytes(ISO_8859_1),
                        "Transfer-Encoding: chunked",
                        "Trailer: X-Sum"))
                .copies("abc");
        assertThat(copy.header("X-Sum")).isEmpty();
    }

    /** Waits for what a handler tells. */
    static String take(LinkedBlockingQueue<String> told) {
        try {
            return told.take();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}
