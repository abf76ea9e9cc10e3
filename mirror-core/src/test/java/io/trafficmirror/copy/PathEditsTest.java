// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.copy;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PathEditsTest {
    /** The table of the Gateway API's HTTPPathModifier, line by line, then what it leaves open. */
    @ParameterizedTest(name = "{0} with prefix {1} replaced by {2} is {3}")
    @CsvSource({
        "/foo/bar, /foo, /xyz, /xyz/bar",
        "/foo/bar, /foo, /xyz/, /xyz/bar",
        "/foo/bar, /foo/, /xyz, /xyz/bar",
        "/foo/bar, /foo/, /xyz/, /xyz/bar",
        "/foo, /foo, /xyz, /xyz",
        "/foo/, /foo, /xyz, /xyz/",
        "/foo/bar, /foo, '', /bar",
        "/foo/, /foo, '', /",
        "/foo, /foo, '', /",
        "/foo/, /foo, /, /",
        "/foo, /foo, /, /",
        "/foo/bar, /, /xyz, /xyz/foo/bar",
        "/foo/bar, /, /xyz/, /xyz/foo/bar",
        "/, /, /xyz, /xyz/",
        "/, /, '', /",
        "/a/b/c, /a/b, /x, /x/c",
        "/a/b/c, /a/b, x, /x/c"
    })
    void replaces_a_prefix(String path, String prefix, String replacement, String expected) {
        assertThat(replace(path, prefix, replacement)).isEqualTo(expected);
    }

    @ParameterizedTest(name = "{0} is {1}")
    @CsvSource({
        "/%66oo/bar, /xyz/bar",
        "/foo;v=1/bar;w=2, /xyz/bar;w=2",
        "/./foo/bar, /xyz/bar",
        "/foobar/../foo/x, /xyz/x",
        "/foobar/%2E%2e/foo/x, /xyz/x",
        "/../foo/x, /xyz/x",
        "/foo/a/../b, /xyz/a/../b",
        "/foo/%2F/b%20c, /xyz/%2F/b%20c",
        "/foo//b, /xyz//b"
    })
    void finds_the_prefix_also_where_the_raw_path_spells_it_otherwise(String path, String expected) {
        assertThat(replace(path, "/foo", "/xyz")).isEqualTo(expected);
    }

    @Test
    void never_touches_the_query() {
        assertThat(replace("/foo/bar?next=/foo/?&x=%zz", "/foo", "/xyz")).isEqualTo("/xyz/bar?next=/foo/?&x=%zz");
        assertThat(full("/foo?a=1", "/other")).isEqualTo("/other?a=1");
        assertThat(full("/foo?", "/other")).isEqualTo("/other?");
    }

    @Test
    void replaces_the_full_path() {
        assertThat(full("/foo/bar", "/other/")).isEqualTo("/other/");
        assertThat(full("/foo", "")).isEqualTo("/");
        assertThat(full("/foo", "other")).isEqualTo("/other");
    }

    @Test
    void takes_the_path_out_of_a_target_in_absolute_form() {
        assertThat(replace("http://shop.example/foo/bar?q", "/foo", "/xyz")).isEqualTo("/xyz/bar?q");
        assertThat(full("http://shop.example", "/xyz")).isEqualTo("/xyz");
    }

    @Test
    void leaves_a_target_without_a_path_alone() {
        assertThat(replace("*", "/", "/xyz")).isEqualTo("*");
        assertThat(full("*", "/xyz")).isEqualTo("*");
    }

    @Test
    void other_edits_leave_the_target_as_it_is() {
        CopyEdit edit = new CopyEdit.HostRewrite("x.example");

        assertThat(edit.target("http://a/./b?c")).isEqualTo("http://a/./b?c");
        assertThat(edit.authority("a")).isEqualTo("x.example");
    }

    private static String replace(String target, String prefix, String replacement) {
        return applied(new CopyEdit.PrefixRewrite(prefix, replacement), target);
    }

    private static String full(String target, String path) {
        return applied(new CopyEdit.FullPathRewrite(path), target);
    }

    private static String applied(CopyEdit edit, String target) {
        return edit.target(target);
    }
}
