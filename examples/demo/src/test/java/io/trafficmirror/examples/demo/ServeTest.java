// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.examples.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.trafficmirror.testkit.RawHttp;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.FutureTask;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ServeTest {
    private final BlockingQueue<String> lines = new LinkedBlockingQueue<>();

    @Test
    void serves_until_it_is_interrupted() throws Exception {
        FutureTask<DemoRun> run = new FutureTask<>(() -> DemoRun.watched(lines::add, "--serve", "--access-log"));
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
