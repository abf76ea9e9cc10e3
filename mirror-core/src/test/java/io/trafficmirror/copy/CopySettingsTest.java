// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.copy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.trafficmirror.http.Headers;
import io.trafficmirror.targets.Target;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CopySettingsTest {
    private static final Target TARGET = new Target("http", "shadow", 8000);

    @ParameterizedTest(name = "{0} becomes {1}")
    @CsvSource({
        "foo.com, foo.com-shadow",
        "foo.com:8080, foo.com-shadow:8080",
        "127.0.0.1:80, 127.0.0.1-shadow:80",
        "[::1], [::1]-shadow",
        "[::1]:8080, [::1]-shadow:8080",
        "'', shadow:8000"
    })
    void the_shadow_suffix_goes_before_the_port(String host, String expected) {
        assertThat(HostPolicy.SHADOW_SUFFIX.authority(host, TARGET)).isEqualTo(expected);
    }

    @Test
    void the_other_host_policies_say_what_their_name_says() {
        assertThat(HostPolicy.TARGET.authority("foo.com:81", TARGET)).isEqualTo("shadow:8000");
        assertThat(HostPolicy.ORIGINAL.authority("foo.com:81", TARGET)).isEqualTo("foo.com:81");
        assertThat(HostPolicy.ORIGINAL.authority("", TARGET)).isEqualTo("shadow:8000");
        assertThat(HostPolicy.literal("[::1]:99").authority("foo.com", TARGET)).isEqualTo("[::1]:99");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a b", "a/b", "me@a", "a\r\nX: y", "ä"})
    void a_literal_host_must_be_one(String host) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> HostPolicy.literal(host))
                .withMessage("host: must be a host in visible ASCII, was \"" + host + '"');
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a b", "a:b", "ä", "a\r\nb"})
    void a_mark_must_be_a_field_name(String name) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> CopyMarks.DEFAULT.withMark(name))
                .withMessage("mark field: must be a field name, was \"" + name + '"');
    }

    @ParameterizedTest
    @ValueSource(strings = {"Host", "connection", "Content-Length", "Transfer-Encoding"})
    void a_mark_must_be_a_field_that_travels(String name) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new CopyMarks("X-Mark", name))
                .withMessage("id field: must be a field that travels with a copy, was \"" + name + '"');
    }

    @Test
    void mark_and_id_must_differ() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new CopyMarks("X-Mark", "x-mark"))
                .withMessageContaining("must not be the id field");
    }

    @Test
    void an_edit_can_not_split_a_line() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new CopyEdit.HeaderEdit(Headers.of("X-A", "1\r\nX-B: 2"), Headers.empty(), List.of()))
                .withMessageStartingWith("set[X-A]: must hold no control character")
                .withMessageNotContaining("X-B");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new CopyEdit.HeaderEdit(Headers.empty(), Headers.of("X A", "1"), List.of()))
                .withMessage("add: must be a field name, was \"X A\"");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new CopyEdit.HeaderEdit(Headers.empty(), Headers.empty(), List.of("X:A")))
                .withMessage("remove: must be a field name, was \"X:A\"");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new CopyEdit.FullPathRewrite("/a HTTP/1.1\r\n"))
                .withMessageStartingWith("path: must be a path of visible ASCII");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new CopyEdit.PrefixRewrite("/", "/a?b"))
                .withMessage("replacement: must be a path of visible ASCII without \"?\" and \"#\", was \"/a?b\"");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new CopyEdit.HostRewrite("a b"))
                .withMessage("hostname: must be a host in visible ASCII, was \"a b\"");
    }
}
