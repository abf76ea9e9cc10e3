// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.capture.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.trafficmirror.capture.internal.ContentFraming.Kind;
import io.trafficmirror.http.Headers;
import io.trafficmirror.http.RequestHead;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ContentFramingTest {
    @ParameterizedTest(name = "Content-Length \"{0}\" is {1}")
    @CsvSource({"0, 0", "5, 5", "007, 7", "' 12 ', 12", "999999999999999999, 999999999999999999"})
    void takes_the_length_at_its_word(String value, long length) {
        assertThat(of("POST", "HTTP/1.1", "content-length", value)).isEqualTo(new ContentFraming(Kind.LENGTH, length));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "-1", "+5", "5, 5", "0x10", "1e3", "1000000000000000000", "99999999999999999999", "٣"})
    void a_length_that_is_no_number_is_unknown(String value) {
        assertThat(of("POST", "HTTP/1.1", "Content-Length", value)).isEqualTo(new ContentFraming(Kind.UNTIL_END, -1));
    }

    @ParameterizedTest
    @ValueSource(strings = {"chunked", "gzip, chunked", "identity"})
    void a_transfer_coding_wins_over_a_length(String coding) {
        assertThat(of("GET", "HTTP/1.1", "Content-Length", "5", "Transfer-Encoding", coding)
                        .kind())
                .isEqualTo(Kind.UNTIL_END);
    }

    @ParameterizedTest(name = "{0} over {1}: {2}")
    @CsvSource({
        "GET, HTTP/1.1, NONE",
        "POST, HTTP/1.1, NONE",
        "POST, HTTP/1.0, NONE",
        "GET, HTTP/2.0, UNTOLD",
        "HEAD, HTTP/2.0, UNTOLD",
        "DELETE, HTTP/2.0, UNTOLD",
        "POST, HTTP/2.0, UNTIL_END",
        "PUT, HTTP/2.0, UNTIL_END",
        "PATCH, HTTP/3.0, UNTIL_END",
        "get, HTTP/2.0, UNTIL_END",
        "GET, '', UNTOLD",
        "POST, '', UNTIL_END"
    })
    void without_either_field_the_protocol_decides(String method, String protocol, Kind kind) {
        assertThat(of(method, protocol)).isEqualTo(new ContentFraming(kind, -1));
    }

    private static ContentFraming of(String method, String protocol, String... fields) {
        return ContentFraming.of(new RequestHead(method, "http", "a", "/", protocol, Headers.of(fields)));
    }
}
