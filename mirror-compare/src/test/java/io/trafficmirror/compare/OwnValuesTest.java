// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.compare;

import static io.trafficmirror.compare.Trial.PAGE;
import static io.trafficmirror.compare.Trial.json;
import static org.assertj.core.api.Assertions.assertThat;

import io.trafficmirror.compare.verdict.Outcome;
import io.trafficmirror.report.Response;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What each process says of itself in all its responses. */
class OwnValuesTest {
    private final Trial trial = new Trial();

    private static IntFunction<Response> by(String name) {
        return n -> json("{\"page\":%d,\"by\":\"%s\"}".formatted(n, name));
    }

    private static IntFunction<Response> started(String name, String moment) {
        return n -> json("{\"page\":%d,\"by\":\"%s\",\"startedAt\":\"%s\"}".formatted(n, name, moment));
    }

    @Test
    void names_and_moments_of_start_are_noise_where_the_control_has_others_than_the_primary() {
        trial.see(
                3500,
                started("pod-1", "2026-11-29T09:00:00Z"),
                started("pod-12", "2026-11-29T11:30:00Z"),
                started("pod-3", "2026-11-29T09:00:02Z"));

        assertThat(trial.causes()).isEmpty();
        assertThat(trial.counts().mismatches()).isZero();
        assertThat(trial.findings().verdict().outcome()).isEqualTo(Outcome.PASS);
    }

    @Test
    void no_copy_shows_them_alone_before_they_are_known() {
        trial.see(
                3,
                started("pod-1", "2026-11-29T09:00:00Z"),
                started("pod-12", "2026-11-29T11:00:00Z"),
                started("pod-3", "2026-11-29T09:00:02Z"));

        assertThat(trial.counts().mismatches()).isZero();
        assertThat(trial.findings().report().evidence().cells().values())
                .allSatisfy(cell -> assertThat(cell.counts().shadowOnly()).isZero());
    }

    @Test
    void those_of_several_processes_that_take_turns_are_noise() {
        trial.see(
                200,
                by("pod-1"),
                n -> by("node-" + n % 3).apply(n),
                n -> by("pod-" + (2 + n % 2)).apply(n));

        assertThat(trial.causes()).isEmpty();
        assertThat(trial.counts().mismatches()).isLessThan(16);
    }

    @Test
    void a_value_that_the_primary_and_the_control_have_both_is_not_of_a_process() {
        trial.see(40, by("pod-1"), by("pod-2"), by("pod-1"));

        assertThat(trial.causes()).containsExactly(PAGE + "$.by  value, changed  40 of 40 (control 0)");
    }

    @Test
    void a_value_that_is_empty_or_another_in_each_response_is_none_of_a_process() {
        trial.see(40, by("pod-1"), by(""), by("pod-3"));
        assertThat(trial.causes()).containsExactly(PAGE + "$.by  value, value/empty  40 of 40 (control 0)");

        Trial varying = new Trial();
        varying.see(60, by("pod-1"), n -> by("node-" + n).apply(n), by("pod-3"));
        assertThat(varying.counts().mismatches()).isGreaterThan(55);
    }

    @Test
    void a_name_in_an_element_of_a_list_excuses_no_other_element() {
        IntFunction<Response> right = n -> json("[\"page %d\",\"pod-1\"]".formatted(n));
        IntFunction<Response> wrong = n -> json("[\"%s %d\",\"pod-2\"]".formatted(n % 5 == 0 ? "side" : "page", n));
        IntFunction<Response> control = n -> json("[\"page %d\",\"pod-3\"]".formatted(n));
        trial.see(200, right, wrong, control);

        assertThat(trial.counts().mismatches()).isEqualTo(200);
    }

    /** An application that names members by ids has one for each. */
    @Test
    void at_most_1024_places_of_a_route_are_followed_and_nothing_is_own_at_others() {
        trial.see(160, members(16, "pod-1"), members(16, "pod-12"), members(16, "pod-3"));
        assertThat(trial.counts().mismatches()).isZero();
        assertThat(shadowOnly(trial)).isEmpty();

        Trial more = new Trial();
        more.see(170, members(17, "pod-1"), members(17, "pod-12"), members(17, "pod-3"));
        assertThat(more.counts().mismatches()).as("those of one object").isEqualTo(10);
        assertThat(shadowOnly(more)).hasSize(64).containsOnly(10L);
    }

    /** Each response has one of so many objects, of 64 members each. */
    private static IntFunction<Response> members(int objects, String name) {
        String members = IntStream.range(0, 64)
                .mapToObj(i -> "\"m%d\":\"%s\"".formatted(i, name))
                .collect(Collectors.joining(",", "{", "}"));
        return n -> json("{\"o%d\":%s}".formatted(n % objects, members));
    }

    private static List<Long> shadowOnly(Trial trial) {
        return trial.findings().report().evidence().cells().values().stream()
                .map(cell -> cell.counts().shadowOnly())
                .filter(count -> count > 0)
                .toList();
    }
}
