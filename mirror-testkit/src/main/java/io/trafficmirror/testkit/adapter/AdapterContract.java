// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.testkit.adapter;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.trafficmirror.MirrorRoute;
import io.trafficmirror.TrafficMirror;
import io.trafficmirror.capture.DropReason;
import io.trafficmirror.capture.HeldBody;
import io.trafficmirror.report.Timing;
import io.trafficmirror.sample.Ordering;
import io.trafficmirror.testkit.Signal;
import io.trafficmirror.testkit.Unhurried;
import io.trafficmirror.testkit.http.RawHttp;
import io.trafficmirror.testkit.http.RawResponse;
import io.trafficmirror.testkit.scenario.BrokenPart;
import io.trafficmirror.testkit.scenario.Raw;
import io.trafficmirror.testkit.scenario.RunningServer;
import io.trafficmirror.testkit.scenario.ScenarioClient;
import io.trafficmirror.testkit.scenario.ScenarioOutcome;
import io.trafficmirror.testkit.scenario.ScenarioRun;
import io.trafficmirror.testkit.scenario.TransportManner;
import io.trafficmirror.testkit.scenario.UploadInStep;
import io.trafficmirror.testkit.shadow.Answer;
import io.trafficmirror.testkit.shadow.RecordedRequest;
import io.trafficmirror.testkit.shadow.RecordingShadow;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/**
 * What an application must not notice of an adapter, and what the shadow must get, whatever the server. Each scenario runs without the
 * adapter, with it, and with it and an observer of responses; the three raw responses must be equal.
 *
 * @since 0.1.0
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
public abstract class AdapterContract {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private @Nullable ScenarioRun run;

    /** For an adapter's own class. */
    protected AdapterContract() {}

    /**
     * Starts a server on a free port of the loopback address.
     *
     * @param mirror whose adapter is to stand in front of the application; null for none
     */
    protected abstract RunningServer start(AdaptedApplication application, @Nullable TrafficMirror mirror)
            throws Exception;

    /** Whether the adapter tells which connection a request came by; else copies have no order by it. */
    protected boolean tellsConnections() {
        return true;
    }

    @BeforeAll
    final void startServers() throws Exception {
        run = new ScenarioRun(
                AdaptedApplication.BASE, AdaptedApplication.PING, mirror -> start(new AdaptedApplication(), mirror));
    }

    @AfterAll
    final void stopServers() throws Exception {
        run().stop();
    }

    @BeforeEach
    final void begin() {
        run().begin();
    }

    @AfterEach
    final void the_account_closes() {
        run().settle();
    }

    private ScenarioRun run() {
        ScenarioRun running = run;
        if (running == null) {
            throw new IllegalStateException("the servers have not been started");
        }
        return running;
    }

    private ScenarioOutcome when(Raw request) throws IOException {
        return run().runScenario(ScenarioClient.of(request));
    }

    @Test
    void a_target_is_sent_as_it_came() throws Exception {
        String target = "/s/text?q=%20z&q=&a=%C3%BC&%41=b";
        assertThat(when(Raw.get(target)).hasStatus(200).copy().target()).isEqualTo(target);
    }

    @Test
    void path_parameters_are_part_of_the_target() throws Exception {
        assertThat(when(Raw.get("/s/text;v=1")).hasStatus(200).copy().target()).isEqualTo("/s/text;v=1");
    }

    @Test
    void fields_are_sent_with_all_their_values_in_order() throws Exception {
        RecordedRequest copy = when(Raw.get("/s/text", "X-One: 1", "X-One: 2, 3", "Accept: text/plain;q=0.5"))
                .hasStatus(200)
                .copy();
        assertThat(String.join(",", copy.headers("X-One")).replace(" ", "")).isEqualTo("1,2,3");
        assertThat(copy.header("Accept")).contains("text/plain;q=0.5");
        assertThat(copy.header("X-Forwarded-Host")).contains("shop.example");
    }

    @Test
    void a_method_is_sent_as_it_came() throws Exception {
        for (String method : List.of("DELETE", "PUT", "OPTIONS")) {
            run().begin();
            ScenarioOutcome outcome = when(Raw.request(method, "/s/text", new byte[0], "Content-Length: 0"));
            assertThat(outcome.hasStatus(200).copy().method()).isEqualTo(method);
        }
    }

    @Test
    void a_head_is_answered_and_copied() throws Exception {
        assertThat(when(Raw.request("HEAD", "/s/text", new byte[0]))
                        .hasStatus(200)
                        .copy()
                        .method())
                .isEqualTo("HEAD");
    }

    @Test
    void a_body_is_the_same_here_and_there() throws Exception {
        String body = "{\"n\": \"\u00e9\"}";
        RecordedRequest copy = when(Raw.post("/s/echo", body, "Content-Type: application/json;charset=UTF-8"))
                .answers(body)
                .copies(body);
        assertThat(copy.header("Content-Type")).contains("application/json;charset=UTF-8");
    }

    @Test
    void an_empty_body_is_one() throws Exception {
        assertThat(when(Raw.post("/s/echo", "", "Content-Type: text/plain"))
                        .copies("")
                        .header("Content-Length"))
                .contains("0");
    }

    @Test
    void a_large_body_passes_whole() throws Exception {
        String body = "0123456789".repeat(20_000);
        when(Raw.post("/s/echo", body, "Content-Type: text/plain"))
                .answers(body)
                .copies(body);
    }

    @Test
    void a_body_in_chunks_passes_whole() throws Exception {
        when(Raw.chunked("/s/echo", new String[] {"one ", "two ", "three"}, "Content-Type: text/plain"))
                .answers("one two three")
                .copies("one two three");
    }

    @Test
    void a_form_that_is_read_as_a_stream_passes_byte_by_byte() throws Exception {
        when(Raw.form("/s/echo", "a=1&a=%20&b=+&c")).answers("a=1&a=%20&b=+&c").copies("a=1&a=%20&b=+&c");
    }

    @Test
    void single_bytes_pass_once() throws Exception {
        when(Raw.post("/s/single", "abcdef", "Content-Type: text/plain"))
                .answers("abcdef")
                .copies("abcdef");
    }

    @Test
    void every_way_to_read_passes_every_byte_once() throws Exception {
        when(Raw.post("/s/ways", "abcdefghij", "Content-Type: text/plain"))
                .answers("97 2 def ghij -1")
                .copies("abcdefghij");
    }

    @Test
    void what_is_read_again_after_a_reset_is_copied_once() throws Exception {
        when(Raw.post("/s/again", "abcdef", "Content-Type: text/plain"))
                .hasStatus(200)
                .copies("abcdef");
    }

    @Test
    void what_is_transferred_passes_whole() throws Exception {
        when(Raw.post("/s/transfer", "x".repeat(50_000), "Content-Type: text/plain"))
                .answers("50000")
                .copies("x".repeat(50_000));
    }

    @Test
    void a_streamed_body_passes_while_it_is_read() throws Exception {
        run().runScenario(new UploadInStep("/s/stream/transfer"))
                .answers(String.valueOf(UploadInStep.body().length()))
                .copies(UploadInStep.body());
    }

    @Test
    void a_refusal_after_a_part_of_the_body_leaves_no_copy() throws Exception {
        when(Raw.post("/s/prefix", "abcdef", "Content-Type: text/plain"))
                .answers("no, for abc")
                .dropped(DropReason.BODY_INCOMPLETE);
    }

    @Test
    void a_refusal_before_the_body_leaves_no_copy() throws Exception {
        when(Raw.post("/s/unread", "abcdef", "Content-Type: text/plain"))
                .answers("who?")
                .dropped(DropReason.BODY_UNREAD);
    }

    @Test
    void closing_the_body_early_leaves_no_copy() throws Exception {
        when(Raw.post("/s/close", "abcdef", "Content-Type: text/plain"))
                .answers("abc")
                .dropped(DropReason.BODY_INCOMPLETE);
    }

    @Test
    void closing_a_body_in_chunks_early_leaves_no_copy() throws Exception {
        when(Raw.chunked("/s/close", new String[] {"abcd", "ef"}, "Content-Type: text/plain"))
                .answers("abc")
                .dropped(DropReason.BODY_INCOMPLETE);
    }

    @Test
    void a_client_that_leaves_within_the_body_leaves_no_copy() throws Exception {
        run().runScenario(connection -> {
                    connection.send(Raw.request(
                                    "POST",
                                    "/s/echo",
                                    "abc".getBytes(UTF_8),
                                    "Content-Type: text/plain",
                                    "Content-Length: 10")
                            .bytes());
                    connection.shutdownOutput();
                    return null;
                })
                .dropped(DropReason.BODY_ABORTED);
    }

    @Test
    void an_exception_behind_the_body_is_the_servers_and_the_copy_is_sent() throws Exception {
        ScenarioOutcome outcome = run().runScenario(ScenarioClient.perhaps(
                Raw.post("/s/fail", "abc", "Content-Type: text/plain", "Connection: close")));
        outcome.copies("abc");
        if (outcome.seen().primary().body().state() == HeldBody.State.WHOLE) {
            outcome.captured(); // a runtime's own answer, which passed the adapter
        }
    }

    @Test
    void a_response_is_observed_as_the_client_got_it() throws Exception {
        when(Raw.get("/s/text")).answers("some text").captured();
    }

    @Test
    void a_status_that_tells_of_no_thing_is_observed() throws Exception {
        ScenarioOutcome outcome = when(Raw.get("/s/nothing")).hasStatus(404);
        outcome.copy();
        outcome.captured();
    }

    @Test
    void a_response_without_a_body_is_observed_without_one() throws Exception {
        ScenarioOutcome outcome = when(Raw.get("/s/empty")).hasStatus(204);
        outcome.copy();
        assertThat(outcome.seen().primary().head().orElseThrow().status()).isEqualTo(204);
        assertThat(outcome.seen().primary().body().length()).isZero();
    }

    @Test
    void what_the_primary_took_is_told_in_order() throws Exception {
        ScenarioOutcome outcome = when(Raw.get("/s/text")).hasStatus(200);
        Timing timing = outcome.seen().primary().timing();
        assertThat(timing.end()).isGreaterThanOrEqualTo(timing.began());
    }

    @Test
    void a_request_with_the_mark_of_a_copy_is_served_and_not_copied() throws Exception {
        when(Raw.get("/s/text", "X-Shadow-Request: 1")).answers("some text").dropped(DropReason.ALREADY_MIRRORED);
    }

    @Test
    void what_no_route_matches_is_served_and_not_copied() throws Exception {
        when(Raw.get("/ping")).answers("pong").selected(0);
    }

    @Test
    void each_request_of_one_connection_is_copied_once() throws Exception {
        run().runScenario(connection -> {
                    RawResponse first =
                            connection.send(Raw.get("/s/text").bytes()).read();
                    assertThat(first.status()).isEqualTo(200);
                    return connection
                            .send(Raw.post("/s/echo", "abc", "Content-Type: text/plain")
                                    .bytes())
                            .read();
                })
                .selected(2);
    }

    @Test
    void a_part_of_ours_that_throws_is_not_felt_and_is_counted() throws Exception {
        for (BrokenPart part : BrokenPart.values()) {
            run().begin();
            run().breakPart(part);
            ScenarioOutcome outcome = when(part == BrokenPart.CHANCE ? Raw.get("/s/sampled/text") : Raw.get("/s/text"))
                    .answers("some text");
            if (part == BrokenPart.OBSERVER) {
                outcome.faultyWhereObserved();
            } else {
                outcome.faulty();
            }
            run().settle();
        }
    }

    @Test
    void a_transport_that_breaks_its_word_is_not_felt() throws Exception {
        for (TransportManner manner : List.of(TransportManner.NO_CALL, TransportManner.TWICE)) {
            run().begin();
            run().transport(manner);
            ScenarioOutcome outcome =
                    when(Raw.post("/s/echo", "abc", "Content-Type: text/plain")).answers("abc");
            outcome.copy();
            outcome.selected(1);
        }
    }

    @Test
    void copies_of_one_connection_leave_one_after_the_other_and_hold_up_no_other() throws Exception {
        List<String> events = Collections.synchronizedList(new ArrayList<>());
        Signal news = new Signal();
        CountDownLatch held = new CountDownLatch(1);
        RecordingShadow shadow = RecordingShadow.start();
        shadow.behave(exchange -> {
            String target = exchange.head().requestLine().target();
            exchange.readBody();
            events.add("got " + target);
            news.changed();
            if (target.endsWith("?first")) {
                awaitUninterrupted(held);
            }
            events.add("done " + target);
            news.changed();
            Answer.ok().answer(exchange);
        });
        TrafficMirror mirror = TrafficMirror.builder()
                .limits(Unhurried.bounds())
                .route(MirrorRoute.to(shadow.uri().toString())
                        .pathPrefix("/")
                        .mirror(Unhurried::mirror)
                        .ordered(Ordering.CONNECTION))
                .build();
        RunningServer server = start(new AdaptedApplication(), mirror);
        try (RawHttp one = RawHttp.connect(server.port());
                RawHttp other = RawHttp.connect(server.port())) {
            ask(one, "?first");
            assertThat(news.await(() -> events.contains("got /s/text?first"), PATIENCE))
                    .isTrue();
            ask(one, "?second");
            ask(other, "?other");
            assertThat(news.await(() -> events.contains("done /s/text?other"), PATIENCE))
                    .isTrue();
            if (tellsConnections()) {
                assertThat(mirror.stats().targets().get(0).behindKeys()).isEqualTo(1);
                assertThat(events).doesNotContain("got /s/text?second");
            } else {
                assertThat(news.await(() -> events.contains("done /s/text?second"), PATIENCE))
                        .isTrue();
            }
            held.countDown();
            assertThat(news.await(
                            () -> events.contains("done /s/text?second") && events.contains("done /s/text?first"),
                            PATIENCE))
                    .isTrue();
        } finally {
            held.countDown();
            server.stop().close();
            mirror.close();
            shadow.close();
        }
        assertThat(mirror.stats().isClosed()).isTrue();
    }

    private static void ask(RawHttp connection, String query) throws IOException {
        RawResponse response = connection
                .send("GET /s/text" + query + " HTTP/1.1\r\nHost: shop.example\r\n\r\n")
                .read();
        assertThat(response.status()).isEqualTo(200);
    }

    private static void awaitUninterrupted(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
