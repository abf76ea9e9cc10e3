// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.examples.httpbin;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class AccessLogTest {
    private final BlockingQueue<String> lines = new LinkedBlockingQueue<>();
    private HttpbinServer server;
    private Client client;

    @BeforeEach
    void start() throws IOException {
        server = HttpbinServer.builder("access-log").accessLog(lines::add).start();
        client = new Client(server.uri());
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void a_line_has_the_shape_of_the_walkthrough() throws Exception {
        String answer = client.raw(
                "GET /headers?a=%20b HTTP/1.1",
                "Host: mirror.example:8080", "User-Agent: curl/8.7.1", "Connection: close");

        int size = answer.length() - answer.indexOf("\r\n\r\n") - 4;
        assertThat(line())
                .matches("time=\"\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{4}\" status=200 method=\"GET\""
                        + " uri=\"/headers\\?a=%20b\" size_bytes=" + size + " duration_ms=\\d+\\.\\d\\d"
                        + " user_agent=\"curl/8\\.7\\.1\" client_ip=127\\.0\\.0\\.1");
    }

    @Test
    void the_uri_is_the_raw_target() throws Exception {
        client.raw("GET /anything/a%2Fb;x=1?q=%20z&q= HTTP/1.1", "Host: a", "Connection: close");
        assertThat(line()).contains(" uri=\"/anything/a%2Fb;x=1?q=%20z&q=\" ");

        client.raw("GET /anything/../get? HTTP/1.1", "Host: a", "Connection: close");
        assertThat(line()).contains(" uri=\"/anything/../get?\" ");
    }

    @Test
    void values_are_escaped_and_an_absent_user_agent_is_empty() throws Exception {
        client.raw("GET /get?\"\\ HTTP/1.1", "Host: a", "User-Agent: say \"hi\"\t\\", "Connection: close");
        assertThat(line()).contains(" uri=\"/get?\\\"\\\\\" ").contains(" user_agent=\"say \\\"hi\\\"\\t\\\\\" ");

        client.raw("GET /get HTTP/1.1", "Host: a", "Connection: close");
        assertThat(line()).contains(" user_agent=\"\" ");
    }

    @Test
    void every_request_has_one_line_also_a_refused_one() throws Exception {
        client.send("POST", "/get", "", "");
        assertThat(line()).contains(" status=405 method=\"POST\" uri=\"/get\" ");

        client.get("/nothing");
        assertThat(line()).contains(" status=404 method=\"GET\" uri=\"/nothing\" ");

        client.get("/bytes/1234");
        assertThat(line()).contains(" size_bytes=1234 ");
        assertThat(lines).isEmpty();
    }

    private String line() throws InterruptedException {
        return lines.poll(30, TimeUnit.SECONDS);
    }
}
