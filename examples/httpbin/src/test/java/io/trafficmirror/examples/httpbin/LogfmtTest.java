// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.examples.httpbin;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class LogfmtTest {
    @Test
    void pairs_keep_their_order() {
        assertThat(new Logfmt().quoted("a", "").bare("b", 2).quoted("c", "d e").toString())
                .isEqualTo("a=\"\" b=2 c=\"d e\"");
    }

    @Test
    void a_value_can_not_end_its_line_or_its_quotes() {
        assertThat(new Logfmt()
                        .quoted("a", "\" b=\"\\\r\n\t\u0000\u007f\u0085ü")
                        .toString())
                .isEqualTo("a=\"\\\" b=\\\"\\\\\\r\\n\\t\\u0000\\u007f\\u0085ü\"");
    }
}
