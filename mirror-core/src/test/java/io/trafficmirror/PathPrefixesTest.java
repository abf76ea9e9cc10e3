// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class PathPrefixesTest {
    private final PathPrefixes prefixes = PathPrefixes.NONE.with("/ops/mirror/").with("/health");

    @Test
    void contain_a_path_and_all_below_it_by_segment_in_any_spelling() {
        for (String path : new String[] {
            "/ops/mirror",
            "/ops/mirror/",
            "/ops/mirror/a/b",
            "/ops/%6dirror",
            "/ops;x=1/mirror;y",
            "/ops/./a/../mirror",
            "http://host/ops/mirror/x",
            "/health"
        }) {
            assertThat(prefixes.contain(path)).as(path).isTrue();
        }
        for (String path :
                new String[] {"", "/", "/ops", "/ops/mirrors", "/ops%2Fmirror", "*", "/healthy", "/OPS/mirror"}) {
            assertThat(prefixes.contain(path)).as(path).isFalse();
        }
    }

    @Test
    void the_root_contains_every_path_and_none_contains_nothing() {
        assertThat(PathPrefixes.NONE.with("/").contain("/orders")).isTrue();
        assertThat(PathPrefixes.NONE.contain("/orders")).isFalse();
    }

    @Test
    void a_prefix_begins_with_a_slash() {
        assertThatThrownBy(() -> prefixes.with("ops"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("path prefix: must begin with a slash, was \"ops\"");
    }
}
