// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.transport;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class OutcomeTest {
    private static String detail(String given) {
        return new Outcome.Failed(FailureReason.TLS, given).detail();
    }

    @Test
    void a_detail_is_one_printable_line() {
        assertThat(detail("connect: refused")).isEqualTo("connect: refused");
        assertThat(detail("CN=a\r\n2026-11-25 ERROR forged \u001b[31m caf\u00e9"))
                .isEqualTo("CN=a??2026-11-25 ERROR forged ?[31m caf?");
        assertThat(new Outcome.Unsendable("a\nb").why()).isEqualTo("a?b");
    }

    @Test
    void a_detail_is_not_longer_than_a_line_should_be() {
        assertThat(detail("x".repeat(300))).hasSize(300);
        assertThat(detail("x".repeat(100_000))).hasSize(303).endsWith("...");
    }
}
