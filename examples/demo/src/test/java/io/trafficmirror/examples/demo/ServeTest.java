// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.examples.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.trafficmirror.testkit.http.RawHttp;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.FutureTask;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ServeTest {
    private final BlockingQueue<String> lines = new LinkedBlockingQueue<>();

    @Test
    void serves_until_it_is_interrupted() throws Exception {
        FutureTask<DemoRun> run =
                new FutureTask<>(() -> DemoRun.watched(lines::add, "--serve", "--access-log", "--rate=0"));
        Thread serving = new Thread(run, "serving");
        serving.start();
        URI primary = URI.create(awaitLine("primary ").replaceAll("^primary +(\\S+) .*", "$1"));
        awaitLine("ready ");

        try (RawHttp client = RawHttp.connect(primary.getPort())) {
            client.send("GET /uuid HTTP/1.1\r\nHost: other.example\r\n\r\n");
            assertThat(client.read().status()).isEqualTo(200);
        }
        assertThat(awaitLine("v1 ")).contains("uri=\"/uuid\"");
        serving.interrupt();

        DemoRun ended = run.get(30, TimeUnit.SECONDS);
        assertThat(ended.status()).isZero();
        assertThat(ended.count("selected")).isZero();
        assertThat(ended.err()).isEqualTo(List.of());
    }

    @Test
    void serves_a_load_and_its_verdict() throws Exception {
        FutureTask<DemoRun> run = new FutureTask<>(() -> DemoRun.watched(lines::add, "--serve", "--rate", "200"));
        Thread serving = new Thread(run, "serving");
        serving.start();
        URI verdict = URI.create(awaitLine("verdict ").replaceAll("^verdict +curl (\\S+)$", "$1"));
        awaitLine("ready ");

        HttpResponse<String> answer = await(verdict, "FAIL");
        HttpResponse<String> scraped = await(verdict.resolve("metrics"), "http_mirror_verdict 1.0");
        serving.interrupt();

        assertThat(scraped.headers().firstValue("Content-Type")).hasValue("text/plain; version=0.0.4; charset=utf-8");
        assertThat(scraped.body()).contains("http_mirror_selected_total{", "http_mirror_requests_seconds_count{");
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).contains("\"code\":1").contains("\"reason\":\"");
        DemoRun ended = run.get(30, TimeUnit.SECONDS);
        assertThat(ended.status()).isZero();
        assertThat(ended.out()).anyMatch(line -> line.startsWith("control  http://127.0.0.1:"));
    }

    /** Asks until the answer holds this. */
    private static HttpResponse<String> await(URI verdict, String text) throws Exception {
        HttpClient client = HttpClient.newHttpClient();
        HttpRequest request = HttpRequest.newBuilder(verdict).build();
        AtomicReference<@Nullable HttpResponse<String>> last = new AtomicReference<>();
        Awaitility.await().atMost(Duration.ofSeconds(60)).until(() -> {
            HttpResponse<String> answer = client.send(request, HttpResponse.BodyHandlers.ofString());
            last.set(answer);
            return answer.body().contains(text);
        });
        return Objects.requireNonNull(last.get());
    }

    private String awaitLine(String start) throws InterruptedException {
        Duration patience = Duration.ofSeconds(30);
        for (@Nullable String line = next(patience); line != null; line = next(patience)) {
            if (line.startsWith(start)) {
                return line;
            }
        }
        throw new AssertionError("no line began with \"" + start + '"');
    }

    private @Nullable String next(Duration patience) throws InterruptedException {
        return lines.poll(patience.toMillis(), TimeUnit.MILLISECONDS);
    }
}
