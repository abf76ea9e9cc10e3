// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.compare;

import static io.trafficmirror.compare.Trial.PAGE;
import static io.trafficmirror.compare.Trial.json;
import static org.assertj.core.api.Assertions.assertThat;

import io.trafficmirror.capture.HeldBody;
import io.trafficmirror.compare.response.NotComparedReason;
import io.trafficmirror.compare.verdict.Outcome;
import io.trafficmirror.report.Response;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Responses with more content than is read. */
class LargeBodyTest {
    private final Trial trial = new Trial();

    /** Above the limit: neither bytes nor length are known. */
    private static Response above(String... fields) {
        Response known = json("{}", fields);
        return new Response(known.head(), true, HeldBody.without(HeldBody.State.TRUNCATED), known.timing());
    }

    @Test
    void a_candidate_that_sends_a_mebibyte_where_two_kilobytes_are_right_is_found() {
        trial.see(60, n -> json("[" + n + ",7]"), n -> above());

        assertThat(trial.findings().verdict().outcome()).isEqualTo(Outcome.FAIL);
        assertThat(trial.causes())
                .containsExactly(PAGE + "$  length, too large to read, other bytes  60 of 60 (control 0)");
    }

    @Test
    void a_length_that_varies_about_the_limit_in_all_responses_is_no_fault() {
        trial.see(
                60, n -> json("[1]"), n -> n % 3 == 0 ? above() : json("[1]"), n -> n % 3 == 1 ? above() : json("[1]"));

        assertThat(trial.causes()).isEmpty();
        assertThat(trial.findings().verdict().outcome()).isEqualTo(Outcome.INSUFFICIENT);
    }

    @Test
    void a_coding_may_make_more_of_what_is_nearly_as_long_as_the_limit() {
        Response known = json("{}");
        HeldBody below = HeldBody.measured(HeldBody.State.TRUNCATED, (1 << 20) - 9, 7);
        Response plain = new Response(known.head(), true, below, known.timing());
        trial.see(60, n -> plain, n -> above("Content-Encoding", "gzip", "Vary", "Accept-Encoding"));

        assertThat(trial.counts().notCompared()).isEqualTo(Map.of(NotComparedReason.BODY_TOO_LARGE, 60L));
    }

    @Test
    void of_two_bodies_above_the_limit_nobody_knows() {
        trial.see(60, n -> above(), n -> above());

        assertThat(trial.counts().compared()).isZero();
        assertThat(trial.counts().notCompared()).isEqualTo(Map.of(NotComparedReason.BODY_TOO_LARGE, 60L));
    }
}
