// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.transport.wire;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

class ResponseParserTest {
    private static String parse(String answer) {
        return ParsedResponse.of(answer.getBytes(ISO_8859_1), false, 1 << 20, null);
    }

    @Test
    void the_corpus_is_judged_as_it_was() {
        assertThat(Responses.CORPUS.stream()
                        .map(ResponseParserTest::parse)
                        .map(s -> s.replaceFirst(" \\d .*", "").replaceFirst(" at \\d+", "")))
                .containsExactly(
                        "done reusable",
                        "done reusable",
                        "done reusable",
                        "done reusable",
                        "done reusable",
                        "done reusable",
                        "done ended",
                        "done reusable",
                        "done",
                        "done",
                        "bad a switch of protocols nobody asked for",
                        "bad a line that does not end with CR LF",
                        "bad both Content-Length and Transfer-Encoding",
                        "bad two different Content-Length",
                        "bad Content-Length is not a number",
                        "bad Content-Length is not a number",
                        "bad Content-Length out of range",
                        "bad bad field name",
                        "bad a folded field line",
                        "bad a control character in the head",
                        "bad a control character in the head",
                        "bad bad field name",
                        "bad Transfer-Encoding in HTTP/1.0",
                        "bad a transfer coding other than chunked",
                        "bad a transfer coding other than chunked",
                        "bad bad chunk size",
                        "bad bad chunk size",
                        "bad bad chunk size",
                        "bad bad chunk size",
                        "bad a chunk size of more than 15 digits",
                        "bad bad trailer",
                        "open cut",
                        "bad Content-Length is not a number",
                        "bad a switch of protocols nobody asked for",
                        "bad bad status line",
                        "bad not HTTP/1",
                        "bad not HTTP/1",
                        "bad not HTTP/1");
    }

    @TestFactory
    Stream<DynamicTest> limits_hold() {
        String chunked = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n";
        String field = "X: y\r\n";
        return Stream.of(
                limit("HTTP/1.1 200 OK\r\n" + field.repeat(Limits.FIELDS) + "\r\n", field, 17),
                limit("HTTP/1.1 200 OK\r\nX: " + "y".repeat(Limits.HEAD_BYTES - 24) + "\r\n\r\n", "y", 20),
                limit(
                        "HTTP/1.1 100 C\r\n\r\n".repeat(Limits.INTERIMS) + "HTTP/1.1 204 N\r\n\r\n",
                        "HTTP/1.1 100 C\r\n\r\n",
                        0),
                limit(
                        chunked + "1;" + "e".repeat(Limits.EXTENSION_BYTES - 1) + "\r\n!\r\n0\r\n\r\n",
                        "e",
                        chunked.length() + 2),
                limit(
                        chunked + "1;e\r\n!\r\n".repeat(Limits.EXTENSION_BYTES / 2) + "0\r\n\r\n",
                        "e",
                        chunked.length() + 2),
                limit(
                        chunked + "0\r\nX:" + "y".repeat(Limits.TRAILER_BYTES - 5) + "\r\n\r\n",
                        "y",
                        chunked.length() + 5));
    }

    private static DynamicTest limit(String most, String more, int at) {
        return DynamicTest.dynamicTest(more.strip(), () -> {
            assertThat(parse(most)).doesNotStartWith("bad");
            assertThat(parse(new StringBuilder(most).insert(at, more).toString()))
                    .startsWith("bad");
        });
    }

    @Test
    void bytes_after_the_answer_forbid_reuse() {
        String answer = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok";
        assertThat(parse(answer)).contains("reusable");
        assertThat(parse(answer + "H")).startsWith("done").doesNotContain("reusable");
    }

    @Test
    void a_204_that_announces_content_forbids_reuse() {
        assertThat(parse("HTTP/1.1 204 N\r\nContent-Length: 2\r\n\r\n"))
                .startsWith("done")
                .doesNotContain("reusable");
        assertThat(parse("HTTP/1.1 204 N\r\nContent-Length: 0\r\n\r\n")).contains("reusable");
    }
}
