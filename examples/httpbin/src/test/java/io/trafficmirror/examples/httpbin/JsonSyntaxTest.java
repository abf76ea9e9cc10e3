// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.examples.httpbin;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonSyntaxTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "null",
                " true ",
                "0",
                "-0.5e-10",
                "1E+2",
                "\"\"",
                "\"\\u00e4\\n\\\"\"",
                "[]",
                "{ }",
                "[1, [2], {\"a\" : \"b\"}]\n",
                "{\"\":{\"b\":[false]},\"c\":null}",
                "\"\ud83d\ude00\""
            })
    void accepts(String text) {
        assertThat(JsonSyntax.isValid(text)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "nul",
                "nulll",
                "01",
                "-",
                "1.",
                ".5",
                "1e",
                "1e+",
                "+1",
                "NaN",
                "\"",
                "\"\n\"",
                "\"\\x\"",
                "\"\\u12g4\"",
                "\"\\",
                "\"\\u12",
                "[",
                "[1,]",
                "[1 2]",
                "[}",
                "{",
                "{\"a\"}",
                "{\"a\":}",
                "{a:1}",
                "{\"a\":1,}",
                "{\"a\":1]",
                "1 2",
                "'a'",
                "\uffff"
            })
    void rejects(String text) {
        assertThat(JsonSyntax.isValid(text)).isFalse();
    }

    @Test
    void rejects_what_is_nested_too_deep_without_overflowing() {
        assertThat(JsonSyntax.isValid("[".repeat(500) + "]".repeat(500))).isTrue();
        assertThat(JsonSyntax.isValid("[".repeat(1_000_000))).isFalse();
    }
}
