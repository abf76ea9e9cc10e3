// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.console;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.trafficmirror.MirrorRoute;
import io.trafficmirror.TrafficMirror;
import io.trafficmirror.sample.Fraction;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

class ActionsTest {
    private final TrafficMirror mirror = TrafficMirror.builder()
            .route(MirrorRoute.to("http://127.0.0.1:1").percent(10))
            .build();

    @AfterEach
    void close() {
        mirror.close();
    }

    private MirrorConsole console(ConsoleAuthoriser who) {
        return MirrorConsole.builder().mirror(mirror).authoriser(who).build();
    }

    private static JsonNode control(MirrorConsole console) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        console.handle(new ConsoleRequest("GET", "api/v1/state", n -> Optional.empty(), Optional.empty(), ""))
                .writeTo(bytes);
        return new ObjectMapper().readTree(bytes.toByteArray()).get("control");
    }

    private static int post(MirrorConsole console, String action, String body, Map<String, String> other)
            throws IOException {
        Map<String, String> fields = new HashMap<>();
        fields.put("Content-Type", "application/json");
        fields.put("Sec-Fetch-Site", "same-origin");
        fields.put("X-Mirror-Token", control(console).path("token").asText());
        fields.putAll(other);
        return console.handle(new ConsoleRequest(
                        "POST",
                        "api/v1/actions/" + action,
                        name -> Optional.ofNullable(fields.get(name)),
                        Optional.of("alice"),
                        body))
                .status();
    }

    private Fraction share() {
        return mirror.routes().get(0).rules().get(0).mirrors().get(0).sampling().fraction();
    }

    @Test
    void without_an_authoriser_the_page_is_read_only_and_offers_nothing() throws Exception {
        MirrorConsole console = MirrorConsole.builder().mirror(mirror).build();
        assertThat(control(console).get("actions")).isEmpty();
        assertThat(control(console).has("token")).isFalse();
        assertThat(post(console, "pause", "{}", Map.of())).isEqualTo(403);
        assertThat(mirror.isPaused()).isFalse();
    }

    @Test
    void whom_the_authoriser_names_pauses_resumes_and_sets_shares() throws Exception {
        MirrorConsole console = console((action, request) -> request.user());
        assertThat(post(console, "pause", "{}", Map.of())).isEqualTo(204);
        assertThat(mirror.isPaused()).isTrue();
        assertThat(post(console, "resume", "{}", Map.of())).isEqualTo(204);
        assertThat(mirror.isPaused()).isFalse();
        assertThat(post(console, "share", "{\"percent\":3}", Map.of())).isEqualTo(204);
        assertThat(share()).isEqualTo(Fraction.percent(3));
        assertThat(post(console, "restore", "{}", Map.of())).isEqualTo(204);
        assertThat(share()).isEqualTo(Fraction.percent(10));
        assertThat(post(console, "reset", "{}", Map.of()))
                .as("nothing is compared here")
                .isEqualTo(403);
    }

    @Test
    void whom_the_authoriser_does_not_name_does_nothing_and_one_that_throws_refuses() throws Exception {
        assertThat(post(console((action, request) -> Optional.empty()), "pause", "{}", Map.of()))
                .isEqualTo(403);
        MirrorConsole failing = console((action, request) -> {
            throw new IllegalStateException("no directory");
        });
        assertThat(post(failing, "pause", "{}", Map.of())).isEqualTo(403);
        assertThat(mirror.isPaused()).isFalse();
    }

    @Test
    void a_request_that_another_site_could_make_a_browser_send_is_refused() throws Exception {
        MirrorConsole console = console((action, request) -> Optional.of("alice"));
        assertThat(post(console, "pause", "{}", Map.of("Content-Type", "text/plain")))
                .isEqualTo(403);
        assertThat(post(console, "pause", "{}", Map.of("Content-Type", "application/x-www-form-urlencoded")))
                .isEqualTo(403);
        assertThat(post(console, "pause", "{}", Map.of("X-Mirror-Token", ""))).isEqualTo(403);
        assertThat(post(console, "pause", "{}", Map.of("X-Mirror-Token", "guessed")))
                .isEqualTo(403);
        assertThat(post(console, "pause", "{}", Map.of("Sec-Fetch-Site", "cross-site")))
                .isEqualTo(403);
        assertThat(post(console, "pause", "{}", Map.of("Sec-Fetch-Site", "same-site")))
                .isEqualTo(403);
        assertThat(mirror.isPaused()).isFalse();
    }

    @Test
    void a_share_that_is_none_changes_nothing() throws Exception {
        MirrorConsole console = console((action, request) -> Optional.of("alice"));
        for (String body : new String[] {
            "",
            "{}",
            "[]",
            "{\"percent\":101}",
            "{\"percent\":-1}",
            "{\"percent\":2.5}",
            "{\"percent\":\"5\"}",
            "{\"percent\":5",
            "{\"percent\":5,\"percent\":6}",
            "{\"percent\":99999999999999999999}"
        }) {
            assertThat(post(console, "share", body, Map.of())).as(body).isEqualTo(400);
        }
        assertThat(share()).isEqualTo(Fraction.percent(10));
        assertThat(post(console, "close", "{}", Map.of())).isEqualTo(404);
    }

    @Test
    void each_use_is_logged_with_who_and_shown_and_a_name_is_one_line() throws Exception {
        ListAppender<ILoggingEvent> lines = new ListAppender<>();
        Logger log = (Logger) LoggerFactory.getLogger(MirrorConsole.class);
        log.setLevel(ch.qos.logback.classic.Level.INFO);
        lines.start();
        log.addAppender(lines);
        try {
            MirrorConsole console = console((action, request) -> Optional.of("al\nice\u202E"));
            for (int i = 0; i < 30; i++) {
                assertThat(post(console, "share", "{\"percent\":" + i + "}", Map.of()))
                        .isEqualTo(204);
            }
            JsonNode used = control(console).get("used");
            assertThat(used).hasSize(20);
            assertThat(used.get(0).get("who").asText()).isEqualTo("al?ice?");
            assertThat(used.get(0).get("detail").asText()).isEqualTo("29 %");
            assertThat(lines.list).hasSize(30);
            assertThat(lines.list.get(29).getFormattedMessage()).isEqualTo("Console: share 29 % by al?ice?");
        } finally {
            log.detachAppender(lines);
            log.setLevel(null);
        }
    }
}
