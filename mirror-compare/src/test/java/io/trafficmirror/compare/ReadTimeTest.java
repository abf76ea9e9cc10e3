// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.compare;

import static io.trafficmirror.compare.Trial.NOW;
import static io.trafficmirror.compare.Trial.PAGE;
import static io.trafficmirror.compare.Trial.json;
import static org.assertj.core.api.Assertions.assertThat;

import io.trafficmirror.compare.verdict.Outcome;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.function.IntFunction;
import org.junit.jupiter.api.Test;

/** Times that are read off a clock and written in whole seconds: who responds later writes the next second more often. */
class ReadTimeTest {
    private final Trial trial = new Trial();

    /** When the exchange of this number is compared, and so many milliseconds later. */
    private static Instant second(int n, long late) {
        return Instant.ofEpochMilli(NOW + n + late).truncatedTo(ChronoUnit.SECONDS);
    }

    private void see(IntFunction<IntFunction<String>> bodyOfSecond) {
        trial.see(
                4000,
                n -> json(bodyOfSecond.apply(0).apply(n)),
                n -> json(bodyOfSecond.apply(40).apply(n)),
                n -> json(bodyOfSecond.apply(10).apply(n)));
    }

    @Test
    void a_candidate_that_reads_its_clock_later_is_no_fault() {
        see(late -> n -> "{\"at\":\"" + second(n, late) + "\"}");

        assertThat(trial.causes()).isEmpty();
        assertThat(trial.counts().mismatches()).isZero();
        assertThat(trial.findings().verdict().outcome()).isEqualTo(Outcome.PASS);
    }

    @Test
    void nor_is_one_that_says_when_something_ends_or_what_time_it_is_in_a_line_or_in_a_zone() {
        see(late -> n -> {
            Instant second = second(n, late);
            return "{\"exp\":%d,\"line\":\"at %s\",\"local\":\"%s\"}"
                    .formatted(
                            second.getEpochSecond() + 1800,
                            second,
                            second.plusSeconds(5 * 3600 + 1800).toString().replace("Z", ""));
        });

        assertThat(trial.causes()).isEmpty();
        assertThat(trial.counts().mismatches()).isZero();
    }

    /** Of most exchanges, once a route is decided. */
    @Test
    void nor_is_one_in_an_exchange_of_which_the_control_gets_no_copy() {
        trial.seeAlone(
                4000, n -> json("{\"at\":\"" + second(n, 0) + "\"}"), n -> json("{\"at\":\"" + second(n, 40) + "\"}"));

        assertThat(trial.counts().mismatches()).isZero();
        assertThat(trial.findings().verdict().outcome()).isEqualTo(Outcome.PASS);
    }

    @Test
    void a_time_that_was_written_down_long_ago_and_has_lost_its_milliseconds_is_found() {
        IntFunction<Instant> created = n -> Instant.ofEpochMilli(NOW - n * 12_345_678L - 400_123);
        trial.see(
                60,
                n -> json("{\"at\":\"" + created.apply(n) + "\"}"),
                n -> json("{\"at\":\"" + created.apply(n).truncatedTo(ChronoUnit.SECONDS) + "\"}"),
                n -> json("{\"at\":\"" + created.apply(n) + "\"}"));

        assertThat(trial.causes()).singleElement().asString().startsWith(PAGE + "$.at  value, another time");
    }
}
