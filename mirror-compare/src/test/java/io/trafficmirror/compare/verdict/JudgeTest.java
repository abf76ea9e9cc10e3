// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.compare.verdict;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.trafficmirror.compare.difference.DifferenceKind;
import io.trafficmirror.compare.evidence.BlockCounts;
import io.trafficmirror.compare.evidence.PairCounts;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.OptionalLong;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class JudgeTest {
    private static final Judge JUDGE = Judge.of(Judgement.defaults());

    @Test
    void clean_exchanges_pass_without_a_control() {
        assertThat(judge(route(3397, 0, PairCounts.NONE)).outcome()).isEqualTo(Outcome.INSUFFICIENT);
        assertThat(judge(route(3397, 0, PairCounts.NONE)).needs()).hasValue(1);

        Verdict verdict = judge(route(3398, 0, PairCounts.NONE));

        assertThat(verdict.outcome()).isEqualTo(Outcome.PASS);
        assertThat(verdict.code()).isZero();
        assertThat(verdict.reason()).isEqualTo("GET /orders: excess below 0.1 %, 0 of 3,398 exchanges differ");
    }

    @Test
    void nothing_seen_is_insufficient() {
        Verdict verdict = JUDGE.judge(JudgedCounts.NONE);

        assertThat(verdict.outcome()).isEqualTo(Outcome.INSUFFICIENT);
        assertThat(verdict.code()).isEqualTo(2);
        assertThat(verdict.reason()).isEqualTo("no exchange was judged yet");
    }

    @Test
    void a_status_that_always_changes_fails_within_fifteen_exchanges() {
        PairCounts always = new PairCounts(15, 15, 0, 0);
        JudgedRoute counts = new JudgedRoute("GET /orders", 15, 15, 0, 0, always, always, PairCounts.NONE, List.of());
        JudgedCell cell = JudgedCell.of("GET /orders", "status", DifferenceKind.STATUS, always);

        Verdict verdict = JUDGE.judge(new JudgedCounts(List.of(counts), List.of(cell)));

        assertThat(verdict.outcome()).isEqualTo(Outcome.FAIL);
        assertThat(verdict.code()).isEqualTo(1);
        assertThat(verdict.reason()).contains("GET /orders", "15");
    }

    @Test
    void a_cell_is_judged_with_one_less() {
        JudgedCell seventeen = JudgedCell.of("r", "$.a", DifferenceKind.VALUE, new PairCounts(17, 17, 0, 0));
        JudgedCell eighteen = JudgedCell.of("r", "$.a", DifferenceKind.VALUE, new PairCounts(18, 18, 0, 0));

        assertThat(JUDGE.judge(new JudgedCounts(List.of(), List.of(seventeen))).culprits())
                .isEmpty();
        assertThat(JUDGE.judge(new JudgedCounts(List.of(), List.of(eighteen))).culprits())
                .extracting(Verdict.Culprit::cell)
                .containsExactly(eighteen);
    }

    @Test
    void an_excess_above_the_budget_fails_and_names_the_path() {
        PairCounts pairs = new PairCounts(4000, 60, 20, 0);
        JudgedCell cell =
                JudgedCell.of("GET /orders", "$.items[*].price", DifferenceKind.VALUE, new PairCounts(4000, 40, 0, 0));

        Verdict verdict = JUDGE.judge(new JudgedCounts(List.of(route(4000, 60, pairs)), List.of(cell)));

        assertThat(verdict.outcome()).isEqualTo(Outcome.FAIL);
        assertThat(verdict.reason())
                .isEqualTo("GET /orders $.items[*].price: value, changed, shadow alone 40, control alone 0 of 4,000");
    }

    @Test
    void proved_different_within_budget_is_a_pass_that_says_so() {
        Verdict verdict = judge(route(100_000, 12, new PairCounts(100_000, 12, 0, 0)));

        assertThat(verdict.outcome()).isEqualTo(Outcome.PASS);
        assertThat(verdict.reason()).contains("proved different, within budget", "12", "100,000");
    }

    @Test
    void of_many_routes_one_that_differs_more_as_chance_has_it_is_not_proved_different() {
        JudgedRoute seven = route(100_000, 7, new PairCounts(100_000, 7, 0, 0));
        List<JudgedRoute> routes = new ArrayList<>(List.of(seven));
        IntStream.range(1, 100).forEach(i -> routes.add(JudgedRoute.of("GET /r" + i, 3398, 0, PairCounts.NONE)));

        Verdict verdict = JUDGE.judge(new JudgedCounts(routes, List.of()));

        assertThat(judge(seven).reason()).contains("proved different, within budget");
        assertThat(verdict.outcome()).isEqualTo(Outcome.PASS);
        assertThat(verdict.reason()).doesNotContain("proved different");
    }

    @Test
    void a_path_where_both_always_differ_never_passes() {
        PairCounts both = new PairCounts(1_000_000, 0, 0, 1_000_000);

        assertThat(judge(route(1_000_000, 1_000_000, both)).outcome()).isEqualTo(Outcome.INSUFFICIENT);
    }

    @Test
    void a_path_where_both_nearly_always_differ_can_fail() {
        PairCounts pairs = new PairCounts(1_000_000, 1000, 0, 999_000);

        assertThat(judge(route(1_000_000, 1_000_000, pairs)).outcome()).isEqualTo(Outcome.FAIL);
    }

    @Test
    void a_noisy_route_passes_by_its_pairs() {
        Verdict verdict = judge(route(100_000, 1000, new PairCounts(100_000, 500, 505, 500)));

        assertThat(verdict.outcome()).isEqualTo(Outcome.PASS);
        assertThat(verdict.routes().get(0).logPassRaw()).isLessThan(-100);
    }

    @Test
    void a_noisy_route_without_a_control_is_told_to_get_one() {
        Verdict verdict = judge(route(100_000, 1000, PairCounts.NONE));

        assertThat(verdict.outcome()).isEqualTo(Outcome.INSUFFICIENT);
        assertThat(verdict.needs()).isEqualTo(OptionalLong.empty());
        assertThat(verdict.reason())
                .isEqualTo(
                        "GET /orders: 1,000 of 100,000 exchanges differ, above 0.1 %: needs a control to tell noise");
    }

    @Test
    void a_candidate_that_is_down_fails_without_a_control() {
        JudgedRoute down = new JudgedRoute(
                "GET /orders", 12, 12, 12, 0, PairCounts.NONE, PairCounts.NONE, PairCounts.NONE, List.of());

        Verdict verdict = judge(down);

        assertThat(verdict.outcome()).isEqualTo(Outcome.FAIL);
        assertThat(verdict.reason()).isEqualTo("GET /orders: no response to 12 of 12 copies");
    }

    @Test
    void two_of_a_hundred_routes_is_insufficient_and_names_the_missing() {
        String[] names = IntStream.range(0, 100).mapToObj(i -> "GET /r" + i).toArray(String[]::new);
        Judge judge = Judge.of(Judgement.defaults().withRequired(names));

        Verdict verdict = judge.judge(new JudgedCounts(
                List.of(
                        JudgedRoute.of("GET /r1", 9000, 0, PairCounts.NONE),
                        JudgedRoute.of("GET /r2", 9000, 0, PairCounts.NONE)),
                List.of()));

        assertThat(verdict.outcome()).isEqualTo(Outcome.INSUFFICIENT);
        assertThat(verdict.reason())
                .startsWith("2 of 100 routes seen, missing: GET /r0, GET /r10,")
                .hasSize(140);
    }

    @Test
    void a_route_of_which_most_copies_were_dropped_is_insufficient() {
        Verdict verdict = judge(new JudgedRoute(
                "GET /orders", 4000, 0, 0, 4001, PairCounts.NONE, PairCounts.NONE, PairCounts.NONE, List.of()));

        assertThat(verdict.outcome()).isEqualTo(Outcome.INSUFFICIENT);
        assertThat(verdict.reason()).isEqualTo("GET /orders: only 4,000 of 8,001 copies judged");
        assertThat(verdict.needs())
                .as("more of the same are no more than half either")
                .isEmpty();
    }

    @Test
    void latency_more_than_doubled_fails_and_equal_latency_does_not() {
        assertThat(judge(latency(new PairCounts(20_000, 800, 190, 10))).outcome())
                .isEqualTo(Outcome.FAIL);
        assertThat(judge(latency(new PairCounts(20_000, 200, 190, 10))).outcome())
                .isEqualTo(Outcome.PASS);
    }

    @Test
    void a_regression_that_begins_later_revokes_the_pass() {
        List<BlockCounts> blocks = new ArrayList<>(Collections.nCopies(90, new BlockCounts(1000, 0, PairCounts.NONE)));
        assertThat(judge(blocks(blocks)).outcome()).isEqualTo(Outcome.PASS);

        blocks.addAll(Collections.nCopies(5, new BlockCounts(1000, 6, PairCounts.NONE)));
        Verdict verdict = judge(blocks(blocks));

        assertThat(verdict.outcome()).isEqualTo(Outcome.INSUFFICIENT);
        assertThat(verdict.reason())
                .isEqualTo("GET /orders: PASS revoked, a regression began later; 30 of 95,000 exchanges differ");
        assertThat(verdict.needs()).isEmpty();
    }

    @Test
    void a_window_is_judged_once_it_is_full_with_the_power_of_a_fixed_sample() {
        Judge judge = Judge.of(Judgement.defaults().withWindow(2995));

        Verdict early = judge.judge(new JudgedCounts(List.of(route(2000, 0, PairCounts.NONE)), List.of()));
        assertThat(early.outcome()).isEqualTo(Outcome.INSUFFICIENT);
        assertThat(early.needs()).hasValue(995);
        assertThat(judge.judge(new JudgedCounts(List.of(route(2995, 0, PairCounts.NONE)), List.of()))
                        .outcome())
                .isEqualTo(Outcome.PASS);
        assertThat(judge.judge(new JudgedCounts(List.of(route(2995, 1, PairCounts.NONE)), List.of()))
                        .outcome())
                .isEqualTo(Outcome.INSUFFICIENT);
    }

    @Test
    void a_window_that_is_lost_needs_no_number_and_one_that_fails_needs_what_fail_does() {
        Judge judge = Judge.of(Judgement.defaults().withWindow(2995));

        Verdict lost = judge.judge(new JudgedCounts(List.of(route(100, 1, PairCounts.NONE)), List.of()));
        assertThat(lost.needs()).isEmpty();

        Verdict failing =
                judge.judge(new JudgedCounts(List.of(route(3000, 9, new PairCounts(3000, 9, 0, 0))), List.of()));
        assertThat(failing.outcome()).isEqualTo(Outcome.INSUFFICIENT);
        assertThat(failing.needs()).isPresent();
    }

    /** A test of a fixed size that is made again whenever the sample has grown is wrong more often each time. */
    @Test
    void a_window_that_brought_no_pass_brings_none_later_whatever_follows() {
        Judge judge = Judge.of(Judgement.defaults().withWindow(2995));

        for (long exchanges : new long[] {2995, 6000, 60_000}) {
            JudgedRoute route = route(exchanges, 1, PairCounts.NONE);
            assertThat(judge.judge(new JudgedCounts(List.of(route), List.of())).outcome())
                    .as("after %d exchanges", exchanges)
                    .isEqualTo(Outcome.INSUFFICIENT);
        }
        JudgedRoute longer = route(60_000, 0, PairCounts.NONE);
        assertThat(judge.judge(new JudgedCounts(List.of(longer), List.of())).outcome())
                .isEqualTo(Outcome.PASS);
    }

    @Test
    void a_route_has_its_own_budget() {
        Judge judge = Judge.of(Judgement.defaults().withRoute("GET /orders", new Budget(0.01, 2)));

        assertThat(judge.judge(new JudgedCounts(List.of(route(339, 0, PairCounts.NONE)), List.of()))
                        .outcome())
                .isEqualTo(Outcome.PASS);
    }

    @Test
    void a_failure_stays() {
        Verdict failed = judge(route(4000, 60, new PairCounts(4000, 60, 0, 0)));
        Verdict later = judge(route(1_000_000, 60, new PairCounts(1_000_000, 60, 0, 0)));
        assertThat(later.outcome()).isEqualTo(Outcome.PASS);

        FailLatch latch = FailLatch.OPEN.after(failed).after(later);

        assertThat(latch.hold(later).outcome()).isEqualTo(Outcome.FAIL);
        assertThat(latch.hold(later).reason()).isEqualTo(failed.reason());
        assertThat(FailLatch.OPEN.hold(later)).isEqualTo(later);
    }

    @Test
    void a_hundred_parts_merged_in_any_order_and_grouping_give_the_same_bits() {
        Random random = new Random(16);
        List<JudgedCounts> parts = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            parts.add(part(random));
        }
        Verdict whole = JUDGE.judge(sum(parts));
        assertThat(whole.culprits()).isNotEmpty();
        for (int round = 0; round < 20; round++) {
            Collections.shuffle(parts, random);
            int cut = 1 + random.nextInt(99);
            Verdict other = JUDGE.judge(sum(parts.subList(0, cut)).plus(sum(parts.subList(cut, 100))));

            assertThat(other).isEqualTo(whole);
        }
    }

    private static JudgedCounts part(Random random) {
        List<JudgedRoute> routes = new ArrayList<>();
        List<JudgedCell> cells = new ArrayList<>();
        for (int r = 0; r < 5; r++) {
            if (random.nextBoolean()) {
                long n = 100L + random.nextInt(900);
                PairCounts pairs = new PairCounts(n, random.nextInt(20), random.nextInt(10), random.nextInt(5));
                PairCounts strict = new PairCounts(n, random.nextInt(3), random.nextInt(3), 0);
                List<BlockCounts> blocks =
                        Collections.nCopies(random.nextInt(5), new BlockCounts(9, 1, PairCounts.NONE));
                routes.add(new JudgedRoute("GET /" + r, n, 25, 1, 3, pairs, strict, strict, blocks));
                cells.add(JudgedCell.of(
                        "GET /" + r,
                        "$.p" + random.nextInt(9),
                        random.nextBoolean() ? DifferenceKind.STATUS : DifferenceKind.VALUE,
                        pairs));
            }
        }
        return new JudgedCounts(routes, cells);
    }

    private static JudgedCounts sum(List<JudgedCounts> parts) {
        return parts.stream().reduce(JudgedCounts.NONE, JudgedCounts::plus);
    }

    @Test
    void a_reason_is_never_longer_than_a_gate_can_show() {
        JudgedCell cell = JudgedCell.of(
                "GET /" + "very-long/".repeat(40),
                "$." + "deep.".repeat(90),
                DifferenceKind.VALUE,
                new PairCounts(4000, 40, 0, 0));

        Verdict verdict = JUDGE.judge(new JudgedCounts(List.of(), List.of(cell)));

        assertThat(verdict.outcome()).isEqualTo(Outcome.FAIL);
        assertThat(verdict.reason()).hasSizeLessThanOrEqualTo(140).contains("GET /very", "$.deep", "40");
    }

    @Test
    void the_control_goes_on_in_full_until_a_route_is_decided() {
        Judgement judgement = Judgement.defaults();
        Verdict open = judge(route(100, 0, new PairCounts(100, 0, 0, 0)));
        Verdict passed = judge(route(5000, 0, new PairCounts(5000, 0, 0, 0)));
        Verdict settled = judge(route(500_000, 0, new PairCounts(100_000, 0, 0, 0)));

        assertThat(ControlShare.next(open, "GET /orders", judgement)).isEqualTo(1);
        assertThat(ControlShare.next(passed, "GET /orders", judgement)).isEqualTo(0.05);
        assertThat(ControlShare.next(settled, "GET /orders", judgement)).isEqualTo(0.01);
        assertThat(ControlShare.next(settled, "GET /new", judgement)).isEqualTo(1);
    }

    @Test
    void settings_out_of_range_are_refused_by_name() {
        assertThatThrownBy(() -> Judgement.defaults().withAlpha(0.7))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("alpha: must be above 0.0 and below 0.5, was 0.7");
        assertThatThrownBy(() -> new Budget(0, 2)).hasMessageContaining("excess: must be above 0.0");
        assertThatThrownBy(() -> new PairCounts(3, 2, 2, 0)).hasMessageContaining("at most controlled 3, was 4");
    }

    private static Verdict judge(JudgedRoute counts) {
        return JUDGE.judge(new JudgedCounts(List.of(counts), List.of()));
    }

    private static JudgedRoute route(long exchanges, long mismatches, PairCounts pairs) {
        return JudgedRoute.of("GET /orders", exchanges, mismatches, pairs);
    }

    private static JudgedRoute latency(PairCounts latency) {
        return new JudgedRoute("GET /orders", 20_000, 0, 0, 0, PairCounts.NONE, PairCounts.NONE, latency, List.of());
    }

    private static JudgedRoute blocks(List<BlockCounts> blocks) {
        long exchanges = blocks.stream().mapToLong(BlockCounts::exchanges).sum();
        long mismatches = blocks.stream().mapToLong(BlockCounts::mismatches).sum();
        return new JudgedRoute(
                "GET /orders", exchanges, mismatches, 0, 0, PairCounts.NONE, PairCounts.NONE, PairCounts.NONE, blocks);
    }
}
