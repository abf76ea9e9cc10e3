// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.compare.evidence;

import static org.assertj.core.api.Assertions.assertThat;

import io.trafficmirror.compare.verdict.JudgedCounts;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class RouteCountsTest {
    private static RouteCounts of(long... blocks) {
        SortedMap<Long, BlockCounts> spans = new TreeMap<>();
        for (long block : blocks) {
            spans.put(block, new BlockCounts(1, 0, PairCounts.NONE));
        }
        return new RouteCounts(
                blocks.length, 0, 0, PairCounts.NONE, PairCounts.NONE, Map.of(), LatencyCounts.ZERO, spans);
    }

    private static long[] range(long from, int blocks) {
        long[] range = new long[blocks];
        for (int i = 0; i < blocks; i++) {
            range[i] = from + i;
        }
        return range;
    }

    @Test
    void the_last_blocks_are_kept() {
        assertThat(of(range(1000, 300)).blocks().keySet()).first().isEqualTo(1060L);
        assertThat(of(range(1000, 300)).blocks()).hasSize(RouteCounts.BLOCKS);
    }

    @Test
    void a_clock_that_is_wrong_by_years_costs_one_block_and_not_all_others() {
        RouteCounts right = of(range(1000, 100));
        RouteCounts wrong = of(5_000_000);

        assertThat(right.plus(wrong).blocks()).hasSize(101).containsKey(1000L);
        assertThat(right.plus(wrong).plus(of(range(1100, 300))).blocks())
                .hasSize(RouteCounts.BLOCKS)
                .containsKeys(1399L, 5_000_000L)
                .doesNotContainKey(1160L);
    }

    @Test
    void a_judge_looks_at_the_last_blocks_however_far_apart_they_are() {
        assertThat(judged(of(10, 12)))
                .as("a minute without exchanges is a block with none")
                .hasSize(3);
        assertThat(judged(of(10, 5_000_000))).as("years are no blocks").hasSize(2);
        assertThat(judged(of(Long.MIN_VALUE, 0, Long.MAX_VALUE))).hasSize(3);
        assertThat(judged(of(0, 200, 400))).hasSize(RouteCounts.BLOCKS);
    }

    private static List<BlockCounts> judged(RouteCounts counts) {
        Evidence evidence = new Evidence(Map.of("GET /", new RouteEvidence(counts, AttributeCounts.ZERO)), Map.of());
        return JudgedCounts.of(evidence).routes().get(0).blocks();
    }

    @Test
    void blocks_add_up_to_the_same_in_any_order_and_grouping() {
        Random random = new Random(20);
        for (int round = 0; round < 200; round++) {
            RouteCounts[] parts = new RouteCounts[6];
            for (int i = 0; i < parts.length; i++) {
                parts[i] = of(range(random.nextInt(4) == 0 ? 100_000 : random.nextInt(400), random.nextInt(300)));
            }
            RouteCounts forth = RouteCounts.ZERO;
            RouteCounts back = RouteCounts.ZERO;
            for (int i = 0; i < parts.length; i++) {
                forth = forth.plus(parts[i]);
                back = parts[parts.length - 1 - i].plus(back);
            }
            RouteCounts pairwise =
                    parts[0].plus(parts[1]).plus(parts[2].plus(parts[3])).plus(parts[4].plus(parts[5]));
            assertThat(forth).isEqualTo(back).isEqualTo(pairwise);
        }
    }
}
