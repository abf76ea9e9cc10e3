// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.judge;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.trafficmirror.compare.gate.LiveVerdict;
import io.trafficmirror.compare.report.Experiment;
import io.trafficmirror.compare.verdict.Judgement;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class FleetConsoleTest {
    private static final String TOKEN = "a-token-of-some-length";

    private final AtomicBoolean ready = new AtomicBoolean(true);
    private final Map<String, Experiment> experiments = new TreeMap<>(Map.of("00aa", Parts.EXPERIMENT));
    private final HttpClient client = HttpClient.newHttpClient();
    private HttpServer server;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        FleetConsole console = new FleetConsole(
                ready::get,
                () -> experiments,
                id -> LiveVerdict.over(() -> Parts.of("GET /prices", 4000, 2000), Judgement.defaults()));
        server.createContext("/mirror/console", console);
        server.createContext("/guarded", console).setAuthenticator(new TokenAuthenticator(TOKEN));
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    private HttpResponse<String> get(String path, String... fields) throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(
                URI.create("http://127.0.0.1:" + server.getAddress().getPort() + path));
        if (fields.length > 0) {
            request.headers(fields);
        }
        return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    @Test
    void the_only_experiment_is_shown_at_once() throws Exception {
        assertThat(get("/mirror/console").headers().firstValue("Location")).hasValue("console/");
        assertThat(get("/mirror/console/").headers().firstValue("Location")).hasValue("00aa/");
        assertThat(get("/mirror/console/00aa").headers().firstValue("Location")).hasValue("00aa/");

        assertThat(get("/mirror/console/00aa/").body()).contains("console.js");
        assertThat(get("/mirror/console/00aa/api/v1/state").body()).contains("\"outcome\":\"FAIL\"", "GET /prices");
    }

    @Test
    void several_are_listed_and_their_names_stay_text() throws Exception {
        experiments.put("00bb", new Experiment("<script>alert(1)</script>\"&\ud800", "s"));

        HttpResponse<String> list = get("/mirror/console/");

        assertThat(list.body())
                .contains("<a href=\"00aa/\">", "<a href=\"00bb/\">", "orders 2")
                .doesNotContain("<script");
        assertThat(list.headers().firstValue("Content-Security-Policy").orElse(""))
                .contains("default-src 'none'");
        assertThat(get("/mirror/console/00cc/").statusCode()).isEqualTo(404);
        assertThat(get("/mirror/consoleX").statusCode()).isEqualTo(404);
    }

    @Test
    void before_all_was_read_there_is_nothing_to_see() throws Exception {
        ready.set(false);
        assertThat(get("/mirror/console/00aa/api/v1/state").statusCode()).isEqualTo(503);
    }

    @Test
    void who_has_the_token_comes_in_by_the_browsers_own_question() throws Exception {
        String right = Base64.getEncoder().encodeToString(("anyone:" + TOKEN).getBytes(StandardCharsets.UTF_8));
        String wrong = Base64.getEncoder().encodeToString("anyone:no".getBytes(StandardCharsets.UTF_8));

        assertThat(get("/guarded/00aa/").statusCode()).isEqualTo(401);
        assertThat(get("/guarded/00aa/", "Authorization", "Basic " + wrong).statusCode())
                .isEqualTo(401);
        assertThat(get("/guarded/00aa/", "Authorization", "Basic " + right).statusCode())
                .isEqualTo(200);
    }
}
