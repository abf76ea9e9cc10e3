// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.compare.verdict;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class CountsJudgeTest {
    @Test
    void answers_each_line_with_a_line() throws IOException {
        String out = judge("""
                {"exchanges":3398,"mismatches":0,"controlled":0,"shadowOnly":0,"controlOnly":0}
                {"exchanges":3397,"mismatches":0}

                {"exchanges":5000,"mismatches":50,"controlled":5000,"shadowOnly":50,"controlOnly":0}
                """);

        String[] lines = out.split("\n");
        assertThat(lines).hasSize(3);
        assertThat(lines[0])
                .matches("\\{\"verdict\":\"PASS\",\"logFailDifference\":0\\.0,\"logFailBudget\":0\\.0,"
                        + "\"logPassControlled\":0\\.0,\"logPassRaw\":2\\.99\\d+,\"needs\":0}");
        assertThat(lines[1]).contains("INSUFFICIENT").endsWith("\"needs\":1}");
        assertThat(lines[2]).contains("\"verdict\":\"FAIL\"").endsWith("\"needs\":0}");
    }

    @Test
    void what_no_number_would_decide_needs_null() throws IOException {
        assertThat(judge("{\"exchanges\":10000,\"mismatches\":100}")).endsWith("\"needs\":null}\n");
    }

    @Test
    void pairs_vouch_only_where_the_control_was_seen_to_differ() throws IOException {
        String pairs = "\"controlled\":200000,\"shadowOnly\":100,\"controlOnly\":";

        assertThat(judge("{\"exchanges\":200000,\"mismatches\":5000," + pairs + "100}"))
                .contains("PASS");
        assertThat(judge("{\"exchanges\":400000,\"mismatches\":5000," + pairs + "9}"))
                .contains("INSUFFICIENT");
    }

    @Test
    void what_was_needed_is_enough() throws IOException {
        assertThat(judge("{\"exchanges\":1000,\"mismatches\":0}")).contains("\"needs\":2398}");
        assertThat(judge("{\"exchanges\":20000,\"mismatches\":2}")).contains("PASS");
    }

    @Test
    void a_bad_line_is_named() {
        assertThatThrownBy(() -> judge("{\"exchanges\":1,\"mismatches\":0}\n{\"exchanges\":1,\"mismatches\":2}\n"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("counts: mismatches: must be at most exchanges 1, was 2 (line 2)");
        assertThatThrownBy(() -> judge("{\"exchange\":1}"))
                .hasMessageStartingWith("counts: field \"exchange\" is unknown, known are [exchanges, ");
        assertThatThrownBy(() -> judge("{\"exchanges\":1.5}"))
                .hasMessage("counts: exchanges: must be a whole number, was 1.5 (line 1)");
        assertThatThrownBy(() -> judge("[1]")).hasMessageContaining("must be an object");
        assertThatThrownBy(() -> judge("{\"exchanges\":9999999999999999999999}"))
                .hasMessageContaining("(line 1)");
        assertThatThrownBy(() -> judge("{\"exchanges\":")).hasMessageContaining("(line 1)");
        assertThatThrownBy(() -> judge("{}")).hasMessageContaining("exchanges: must be 0..");
    }

    private static String judge(String lines) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        CountsJudge.defaults().judge(new ByteArrayInputStream(lines.getBytes(StandardCharsets.UTF_8)), out);
        return out.toString(StandardCharsets.UTF_8);
    }
}
