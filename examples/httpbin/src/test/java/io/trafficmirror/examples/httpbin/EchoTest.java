// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.examples.httpbin;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EchoTest {
    private static HttpbinServer server;
    private static Client client;

    @BeforeAll
    static void start() throws IOException {
        server = HttpbinServer.builder("echo").start();
        client = new Client(server.uri());
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    void headers_are_lists_with_the_names_in_their_usual_spelling() throws Exception {
        String answer = client.raw(
                "GET /headers HTTP/1.1", "Host: mirror.example:8080", "x-TWICE: b", "X-Twice: a", "Connection: close");

        assertThat(answer).startsWith("HTTP/1.1 200 ").contains("Content-Type: application/json;");
        assertThat(answer.split("\r\n\r\n", 2)[1]).isEqualTo("""
                {
                  "headers": {
                    "Connection": [
                      "close"
                    ],
                    "Host": [
                      "mirror.example:8080"
                    ],
                    "X-Twice": [
                      "b",
                      "a"
                    ]
                  }
                }
                """);
    }

    @Test
    void get_answers_with_what_was_asked() throws Exception {
        HttpResponse<String> answer = client.get("/get?b=2&a=1&b=%C3%A4+%22&c");

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(compact(answer.body()))
                .startsWith("{\"args\":{\"a\":[\"1\"],\"b\":[\"2\",\"ä\\\"\"],\"c\":[\"\"]},\"headers\":{")
                .endsWith("\"method\":\"GET\",\"origin\":\"127.0.0.1\",\"url\":\"" + server.uri()
                        + "/get?b=2&a=1&b=%C3%A4+%22&c\"}");
    }

    @Test
    void the_raw_target_comes_back_as_it_was_sent() throws Exception {
        String target = "/anything/a%2Fb;x=1?q=%20z&q=";

        String answer = client.raw("GET " + target + " HTTP/1.1", "Host: mirror.example:8080", "Connection: close");

        assertThat(answer).startsWith("HTTP/1.1 200 ");
        assertThat(answer).contains("\"url\": \"http://mirror.example:8080" + target + "\"");
        assertThat(answer).contains("\"q\": [\n      \" z\",\n      \"\"\n    ]");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/anything/../anything/a/%2e%2e/x",
                "/anything//a//",
                "/anything/%5C%25%0a",
                "/anything/;/a;b=c;d",
                "/anything/a?",
                "/anything/%ff?%ff=%zz",
                "/anything/a|b{c}?\"<>"
            })
    void odd_targets_are_served_as_they_are(String target) throws Exception {
        String answer = client.raw("GET " + target + " HTTP/1.1", "Host: a", "Connection: close");

        assertThat(answer).startsWith("HTTP/1.1 200 ");
        assertThat(answer).contains("\"url\": \"http://a" + target.replace("\"", "\\\"") + "\"");
    }

    @Test
    void a_target_with_a_malformed_escape_is_refused_by_the_container() throws Exception {
        assertThat(client.raw("GET /anything/% HTTP/1.1", "Host: a", "Connection: close"))
                .startsWith("HTTP/1.1 400 ");
    }

    @ParameterizedTest
    @CsvSource({"POST,/post", "PUT,/put", "PATCH,/patch", "DELETE,/delete", "POST,/anything", "PURGE,/anything/x"})
    void json_bodies_come_back_as_text_and_as_json(String method, String path) throws Exception {
        HttpResponse<String> answer = client.send(method, path, "application/json", "{\"a\": [1, null]}");

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body())
                .contains("\"method\": \"" + method + "\"")
                .contains("\"data\": \"{\\\"a\\\": [1, null]}\"")
                .contains("\"files\": {}", "\"form\": {}")
                .contains("\"json\": {\"a\": [1, null]}");
    }

    @Test
    void a_json_body_of_300_kilobytes_comes_back_whole() throws Exception {
        String json = "[" + "\"0123456789abcdef\",".repeat(16_000) + "0]";

        HttpResponse<String> answer = client.send("POST", "/post", "application/json; charset=utf-8", json);

        assertThat(json).hasSizeGreaterThan(300_000);
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).contains("\"json\": " + json);
        assertThat(answer.body()).contains("\"data\": \"" + json.replace("\"", "\\\"") + "\"");
    }

    @Test
    void broken_json_is_refused() throws Exception {
        HttpResponse<String> answer = client.send("POST", "/post", "application/json", "{\"a\":}");

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(compact(answer.body())).startsWith("{\"status_code\":400,\"error\":\"BadRequest\",\"detail\":");
    }

    @Test
    void forms_are_parsed_apart_from_the_query() throws Exception {
        HttpResponse<String> answer =
                client.send("POST", "/post?a=query", "application/x-www-form-urlencoded", "a=form&b=%26");

        assertThat(compact(answer.body()))
                .contains("\"args\":{\"a\":[\"query\"]}")
                .contains(
                        "\"data\":\"a=form&b=%26\",\"files\":{},\"form\":{\"a\":[\"form\"],\"b\":[\"&\"]},\"json\":null");
    }

    @Test
    void multipart_fields_and_files_are_told_apart() throws Exception {
        String body = """
                --cut
                Content-Disposition: form-data; name="field"

                one
                --cut
                Content-Disposition: form-data; name="file"; filename="f.txt"
                Content-Type: text/plain

                two
                --cut--
                """.replace("\n", "\r\n");

        HttpResponse<String> answer = client.send("POST", "/post", "multipart/form-data; boundary=cut", body);

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(compact(answer.body())).contains("\"files\":{\"file\":[\"two\"]},\"form\":{\"field\":[\"one\"]}");
    }

    @Test
    void large_multipart_fields_are_taken() throws Exception {
        String large = "x".repeat(500_000);
        String body = "--cut\r\nContent-Disposition: form-data; name=\"f\"\r\n\r\n" + large + "\r\n--cut--\r\n";

        HttpResponse<String> answer = client.send("POST", "/post", "multipart/form-data; boundary=cut", body);

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).contains(large);
    }

    @Test
    void broken_multipart_is_refused() throws Exception {
        HttpResponse<String> answer = client.send("POST", "/post", "multipart/form-data", "no boundary");

        assertThat(answer.statusCode()).isEqualTo(400);
    }

    @ParameterizedTest
    @CsvSource({"'',application/octet-stream", "image/png,image/png"})
    void other_bodies_come_back_as_a_data_url(String given, String shown) throws Exception {
        HttpResponse<String> answer = client.send("PUT", "/put", given, new byte[] {0, -1, -2});

        assertThat(answer.body()).contains("\"data\": \"data:" + shown + ";base64,AP/+\"");
    }

    @Test
    void text_comes_back_as_text() throws Exception {
        HttpResponse<String> answer = client.send("POST", "/post", "text/plain", "tab\tquote\"\u0001ü".getBytes(UTF_8));

        assertThat(answer.body()).contains("\"data\": \"tab\\tquote\\\"\\u0001ü\"");
    }

    @Test
    void bodies_above_the_limit_are_refused() throws Exception {
        String answer = client.raw(
                "POST /post HTTP/1.1",
                "Host: a",
                "Transfer-Encoding: chunked",
                "Connection: close",
                "",
                Integer.toHexString(Body.MAX_BYTES + 1),
                "x".repeat(Body.MAX_BYTES + 1),
                "0");

        assertThat(answer).startsWith("HTTP/1.1 413 ");
    }

    private static String compact(String json) {
        return json.replaceAll("\\s", "");
    }
}
