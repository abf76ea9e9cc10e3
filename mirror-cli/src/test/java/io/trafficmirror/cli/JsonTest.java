// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonTest {
    @Test
    void reads_what_json_can_say() {
        assertThat(JsonReader.read("\t{\"a\":[1,-2.5e1,true,false,null,{}],\r\n\"b\" : \"\" }"))
                .isEqualTo(Map.of("a", Arrays.asList(1.0, -25.0, true, false, null, Map.of()), "b", ""));
        assertThat(JsonReader.read("\"\\\"\\\\\\/\\b\\f\\n\\r\\t\\u00e9\\ud83d\\ude00\u007f\""))
                .isEqualTo("\"\\/\b\f\n\r\té😀\u007f");
        assertThat(JsonReader.read("\"" + "k".repeat(5000) + "\"")).isEqualTo("k".repeat(5000));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "{",
                "[1,]",
                "{\"a\"}",
                "{\"a\":1,}",
                "{a:1}",
                "01",
                "1.",
                ".5",
                "+1",
                "tru",
                "\"",
                "\"\t\"",
                "\"\\x\"",
                "\"\\u12g4\"",
                "\"\\u12",
                "1 2",
                "{\"a\":1,\"a\":2}",
                "'a'",
                "[",
                "\u00a01"
            })
    void refuses_what_it_can_not_say(String text) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> JsonReader.read(text))
                .withMessageStartingWith("JSON: ");
    }

    @Test
    void refuses_to_nest_without_end() {
        assertThatIllegalArgumentException().isThrownBy(() -> JsonReader.read("[".repeat(100_000)));
    }

    @Test
    void writes_what_it_reads() {
        Object value = Map.of("a \" \\ \n \u0001 é 😀 \u2028", List.of("x", List.of(), Map.of(), true, 12));

        String text = JsonWriter.write(value);

        assertThat(text)
                .doesNotContain("\n")
                .contains("\\u0001", "\\u000a", "\\ud83d\\ude00", "\\u2028", "é", ":[\"x\",[],{},true,12]}");
        assertThat(JsonReader.read(text))
                .isEqualTo(Map.of("a \" \\ \n \u0001 é 😀 \u2028", List.of("x", List.of(), Map.of(), true, 12.0)));
    }
}
