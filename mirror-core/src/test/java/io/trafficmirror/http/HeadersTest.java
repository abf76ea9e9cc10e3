// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import java.util.Optional;
import org.junit.jupiter.api.Test;

class HeadersTest {
    private final Headers headers = Headers.of("Accept", "a", "X-One", "1", "accept", "b");

    @Test
    void finds_names_without_regard_to_case() {
        assertThat(headers.contains("ACCEPT")).isTrue();
        assertThat(headers.contains("Accep")).isFalse();
        assertThat(headers.first("accept")).contains("a");
        assertThat(headers.all("aCCept")).containsExactly("a", "b");
        assertThat(headers.joined("Accept")).contains("a, b");
        assertThat(headers.indexOf("accept", 1)).isEqualTo(2);
        assertThat(headers.indexOf("accept", 3)).isEqualTo(-1);
    }

    @Test
    void absence_is_empty() {
        assertThat(headers.first("X-Two")).isEmpty();
        assertThat(headers.all("X-Two")).isEmpty();
        assertThat(headers.joined("X-Two")).isEmpty();
        assertThat(Headers.empty().size()).isZero();
    }

    @Test
    void keeps_order_and_case() {
        assertThat(headers.size()).isEqualTo(3);
        assertThat(headers.name(2)).isEqualTo("accept");
        assertThat(headers.value(2)).isEqualTo("b");
    }

    @Test
    void counts_the_octets_on_the_wire() {
        String wire = "Accept: a\r\nX-One: 1\r\naccept: b\r\n";

        assertThat(headers.wireBytes()).isEqualTo(wire.length());
    }

    @Test
    void shows_no_value() {
        assertThat(headers).hasToString("Headers[Accept, X-One, accept]");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Headers.of("Authorization", "s3cret", "Cookie"))
                .withMessageNotContaining("s3cret")
                .withMessageContaining("3 strings");
    }

    @Test
    void refuses_null() {
        assertThatNullPointerException().isThrownBy(() -> Headers.of("A", null)).withMessage("header value");
        assertThatNullPointerException().isThrownBy(() -> Headers.of(null, "a")).withMessage("header name");
    }

    @Test
    void set_replaces_all_lines_in_the_place_of_the_first() {
        Headers changed = copy().set("ACCEPT", "c").build();

        assertThat(changed).isEqualTo(Headers.of("Accept", "c", "X-One", "1"));
    }

    @Test
    void set_appends_what_is_not_there() {
        assertThat(copy().set("X-Two", "2").build().name(3)).isEqualTo("X-Two");
    }

    @Test
    void remove_takes_all_lines() {
        assertThat(copy().remove("accept").build()).isEqualTo(Headers.of("X-One", "1"));
        assertThat(copy().remove("accept").contains("Accept")).isFalse();
        assertThat(copy().remove("accept").contains("x-one")).isTrue();
    }

    @Test
    void a_builder_that_goes_on_leaves_what_it_built_alone() {
        Headers.Builder builder = Headers.builder(0).add("A", "1");
        Headers built = builder.build();
        builder.set("A", "2");
        for (int i = 0; i < 100; i++) {
            builder.add("B", "x");
        }

        assertThat(built).isEqualTo(Headers.of("A", "1"));
        assertThat(builder.build().size()).isEqualTo(101);
    }

    @Test
    void a_head_splits_its_target_at_the_first_question_mark() {
        RequestHead head = new RequestHead("GET", "http", "a", "/p?q?r", Headers.of("Cookie", "s3cret"));

        assertThat(head.path()).isEqualTo("/p");
        assertThat(head.query()).contains("q?r");
        assertThat(head.protocol()).isEqualTo("HTTP/1.1");
        assertThat(head).hasToString("GET /p?q?r");
        assertThat(new RequestHead("GET", "http", "a", "/p?", Headers.empty()).query())
                .contains("");
        assertThat(new RequestHead("GET", "http", "a", "/p", Headers.empty()).query())
                .isEqualTo(Optional.empty());
    }

    @Test
    void a_head_can_be_read_field_by_field() {
        RequestHead head = new RequestHead("GET", "http", "h", "/p?q", headers);
        HeadReader<RequestHead> reader = RequestHead.reader();

        assertThat(reader.header(head, "accept")).isEqualTo("a,b");
        assertThat(reader.header(head, "X-Two")).isNull();
        assertThat(reader.query(head)).isEqualTo("q");
        assertThat(reader.snapshot(head)).isSameAs(head);
        assertThat(reader.attribute(head, "any")).isNull();
    }

    private Headers.Builder copy() {
        Headers.Builder builder = Headers.builder(headers.size());
        for (int i = 0; i < headers.size(); i++) {
            builder.add(headers.name(i), headers.value(i));
        }
        return builder;
    }

    @Test
    void crumbs_of_a_cookie_are_one_field_unless_http1_brought_them() {
        Headers crumbs = Headers.of("cookie", "a=1", "x", "1", "cookie", "b=2", "Cookie", "c=3");
        Headers whole = Headers.of("cookie", "a=1; b=2; c=3", "x", "1");

        for (String protocol : new String[] {"HTTP/2.0", "HTTP/3.0", ""}) {
            assertThat(head(protocol, crumbs).headers()).isEqualTo(whole);
            assertThat(head(protocol, whole).headers()).isSameAs(whole);
        }
        assertThat(head("HTTP/1.1", crumbs).headers()).isSameAs(crumbs);
    }

    @Test
    void a_reader_joins_cookies_by_semicolons_and_all_else_by_commas_whatever_the_protocol() {
        Headers lines = Headers.of("cookie", "a=1", "x", "1", "Cookie", "b=2", "X", "2");

        for (String protocol : new String[] {"HTTP/1.1", "HTTP/2.0"}) {
            RequestHead head = head(protocol, lines);
            assertThat(RequestHead.reader().header(head, "cookie")).isEqualTo("a=1; b=2");
            assertThat(RequestHead.reader().header(head, "x")).isEqualTo("1,2");
        }
    }

    private static RequestHead head(String protocol, Headers headers) {
        return new RequestHead("GET", "http", "a", "/", protocol, headers);
    }
}
