// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class LongValueLogTest {
    private static final long SECOND = 1_000_000_000L;

    private final List<String> lines = new ArrayList<>();
    private final LongValueLog log = new LongValueLog(lines::add);

    @Test
    void values_that_were_too_long_are_summed_up_in_a_line_each_half_minute() {
        log.round(0, 0);
        log.round(SECOND, 3);
        log.round(2 * SECOND, 4);
        log.round(30 * SECOND, 5);
        assertThat(lines).singleElement().asString().startsWith("3 values of requests were too long");

        log.round(31 * SECOND, 0);
        log.round(99 * SECOND, 0);

        assertThat(lines).hasSize(2).last().asString().startsWith("9 values of requests were too long");
    }
}
