// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.http.internal;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The form in which paths are compared. */
class PathFormTest {
    @ParameterizedTest
    @ValueSource(
            strings = {"/", "/a/b", "/a//b", "//", "/.well-known/x", "/a/...", "/a.b/..c", "/\u00e9", "*", "/a b\u0000"
            })
    void keeps_the_very_object_where_nothing_is_to_be_done(String path) {
        assertThat(PathForm.normal(path)).isSameAs(path);
    }

    @ParameterizedTest
    @CsvSource({
        "'', /",
        "/%41%7e%2D%5f%30, /A~-_0",
        "/a%2fb, /a%2Fb",
        "/%c3%A9, /%C3%A9",
        "/%252e, /%252e",
        "/%2e%2E/a, /a",
        "/a/./b/../c, /a/c",
        "/a/b/.., /a/",
        "/a/., /a/",
        "/.., /",
        "/../../a, /a",
        "/a//../b, /a/b",
        "/a/../../.., /",
        "/a;v=1/b;w/c, /a/b/c",
        "/a/..;x=/b, /b",
        "/a/.;x, /a/",
        "/a;, /a",
        "/;x, /",
        "/%zz/%4/%, /%zz/%4/%",
        "/%, /%",
        "/a%3bx, /a%3Bx",
        "http://shop.example/a/../b, /b",
        "http://shop.example, /"
    })
    void makes_equal_what_means_the_same(String raw, String normal) {
        assertThat(PathForm.normal(raw)).isEqualTo(normal);
    }

    @Test
    void a_slash_at_the_end_of_a_prefix_does_not_count() {
        assertThat(PathForm.prefix("/abc/")).isEqualTo("/abc");
        assertThat(PathForm.prefix("/")).isEmpty();
    }
}
