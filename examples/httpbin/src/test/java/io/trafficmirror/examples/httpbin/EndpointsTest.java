// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.examples.httpbin;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.util.UUID;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EndpointsTest {
    private static HttpbinServer server;
    private static Client client;

    @BeforeAll
    static void start() throws IOException {
        server = HttpbinServer.builder("endpoints").start();
        client = new Client(server.uri());
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    void the_index_names_every_endpoint() throws Exception {
        HttpResponse<String> answer = client.get("/");

        assertThat(answer.headers().firstValue("Content-Type")).hasValue("text/plain;charset=utf-8");
        for (Route route : Routes.all(new Pauses())) {
            assertThat(answer.body()).contains(route.pattern());
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {200, 201, 204, 304, 404, 418, 429, 500, 503, 599})
    void status_answers_with_that_status(int status) throws Exception {
        HttpResponse<String> answer = client.send("POST", "/status/" + status, "text/plain", "read by nobody");

        assertThat(answer.statusCode()).isEqualTo(status);
        assertThat(answer.body()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"302,Location", "401,WWW-Authenticate", "407,Proxy-Authenticate"})
    void status_adds_the_header_that_the_status_demands(int status, String header) throws Exception {
        assertThat(client.raw("GET /status/" + status + " HTTP/1.1", "Host: a", "Connection: close"))
                .startsWith("HTTP/1.1 " + status + " ")
                .contains("\r\n" + header + ": ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "0.001", ".001", "1ms", "0.001s"})
    void delay_answers_with_the_request(String delay) throws Exception {
        HttpResponse<String> answer = client.send("PUT", "/delay/" + delay, "text/plain", "body");

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).contains("\"data\": \"body\"");
    }

    @Test
    void bytes_are_the_same_for_the_same_seed() throws Exception {
        HttpResponse<byte[]> answer = client.bytes("/bytes/1000?seed=7");

        assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/octet-stream");
        assertThat(answer.body())
                .hasSize(1000)
                .isEqualTo(client.bytes("/bytes/1000?seed=7").body());
        assertThat(answer.body())
                .isNotEqualTo(client.bytes("/bytes/1000?seed=8").body());
        assertThat(client.bytes("/bytes/0").body()).isEmpty();
        assertThat(client.bytes("/bytes/200000").body()).hasSize(102_400);
    }

    @Test
    void stream_sends_numbered_lines() throws Exception {
        HttpResponse<String> answer = client.get("/stream/3?a=b");

        assertThat(answer.headers().firstValue("Transfer-Encoding")).hasValue("chunked");
        assertThat(answer.body().lines()).hasSize(3);
        assertThat(answer.body().lines().skip(2))
                .first()
                .asString()
                .startsWith("{\"id\":2,\"args\":{\"a\":[\"b\"]},\"headers\":{")
                .endsWith("\"origin\":\"127.0.0.1\",\"url\":\"" + server.uri() + "/stream/3?a=b\"}");
        assertThat(client.get("/stream/1000").body().lines()).hasSize(100);
    }

    @Test
    void drip_sends_its_bytes_with_the_status_asked_for() throws Exception {
        HttpResponse<String> answer = client.get("/drip?duration=0.01&numbytes=5&code=503&delay=0");

        assertThat(answer.statusCode()).isEqualTo(503);
        assertThat(answer.headers().firstValue("Content-Length")).hasValue("5");
        assertThat(answer.body()).isEqualTo("*****");
    }

    @Test
    void drip_sends_the_first_byte_long_before_the_last() throws Exception {
        try (Socket socket = client.open("GET /drip?duration=10&numbytes=2&delay=0 HTTP/1.1", "Host: a")) {
            StringBuilder answer = new StringBuilder();
            while (answer.indexOf("\r\n\r\n*") < 0) {
                answer.append((char) socket.getInputStream().read());
            }
            assertThat(answer).startsWith("HTTP/1.1 200 ").contains("Content-Length: 2\r\n");
        }
    }

    @Test
    void gzip_is_compressed_whatever_was_accepted() throws Exception {
        HttpResponse<byte[]> answer = client.bytes("/gzip");

        assertThat(answer.headers().firstValue("Content-Encoding")).hasValue("gzip");
        try (var json = new GZIPInputStream(new ByteArrayInputStream(answer.body()))) {
            assertThat(new String(json.readAllBytes(), UTF_8)).contains("\"method\": \"GET\"", "\"gzipped\": true");
        }
    }

    @Test
    void uuid_is_one() throws Exception {
        String body = client.get("/uuid").body();

        assertThat(body).matches("\\{\\n {2}\"uuid\": \"[0-9a-f-]{36}\"\\n}\\n");
        assertThat(UUID.fromString(body.substring(13, 49)).version()).isEqualTo(4);
    }

    @Test
    void redirects_count_down_to_get() throws Exception {
        assertThat(client.get("/redirect/2").headers().firstValue("Location")).hasValue("/redirect/1");
        assertThat(client.get("/redirect/1").statusCode()).isEqualTo(302);
        assertThat(client.get("/redirect/1").headers().firstValue("Location")).hasValue("/get");
    }

    @Test
    void cookies_are_shown_and_set() throws Exception {
        assertThat(client.raw("GET /cookies HTTP/1.1", "Host: a", "Cookie: b=2; a=1", "Connection: close"))
                .endsWith("\r\n\r\n{\n  \"a\": \"1\",\n  \"b\": \"2\"\n}\n");
        assertThat(client.get("/cookies").body()).isEqualTo("{}\n");

        HttpResponse<String> set = client.get("/cookies/set?a=1");
        assertThat(set.statusCode()).isEqualTo(302);
        assertThat(set.headers().firstValue("Set-Cookie")).get().asString().startsWith("a=1; Path=/");
        assertThat(set.headers().firstValue("Location")).hasValue("/cookies");
    }

    @ParameterizedTest
    @CsvSource({"POST,/get,'GET, HEAD'", "GET,/post,POST", "POST,/,'GET, HEAD'", "PUT,/patch,PATCH"})
    void a_wrong_method_is_told_the_right_one(String method, String path, String allow) throws Exception {
        HttpResponse<String> answer = client.send(method, path, "", "");

        assertThat(answer.statusCode()).isEqualTo(405);
        assertThat(answer.headers().firstValue("Allow")).hasValue(allow);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/get", "/headers", "/anything/a", "/"})
    void head_is_get_without_a_body(String path) throws Exception {
        HttpResponse<String> answer = client.send("HEAD", path, "", "");

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValueAsLong("Content-Length").orElse(0))
                .isPositive();
        assertThat(answer.body()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/status/abc",
                "/status/99",
                "/status/199",
                "/status/600",
                "/status/200/x",
                "/delay/x",
                "/delay/-1",
                "/delay/NaN",
                "/delay/1e3",
                "/bytes/x",
                "/bytes/-1",
                "/bytes/1?seed=x",
                "/stream/x",
                "/stream/0",
                "/redirect/0",
                "/redirect/99999999999",
                "/drip?numbytes=0",
                "/drip?numbytes=x",
                "/drip?duration=x",
                "/drip?delay=-1",
                "/drip?code=1",
                "/drip?code=204",
                "/cookies/set?a%20b=c"
            })
    void a_bad_number_is_refused_and_named(String path) throws Exception {
        HttpResponse<String> answer = client.get(path);

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).contains("\"status_code\": 400", "must be");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/nothing", "/get/x", "/status", "/status/", "/delay", "/index.html", "/WEB-INF/web.xml"})
    void other_paths_are_not_found(String path) throws Exception {
        assertThat(client.get(path).statusCode()).isEqualTo(404);
    }
}
