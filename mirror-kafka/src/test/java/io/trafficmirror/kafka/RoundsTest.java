// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.sun.management.ThreadMXBean;
import io.trafficmirror.compare.difference.DifferenceKind;
import io.trafficmirror.compare.difference.Transition;
import io.trafficmirror.compare.evidence.AttributeCounts;
import io.trafficmirror.compare.evidence.CellCounts;
import io.trafficmirror.compare.evidence.CellEvidence;
import io.trafficmirror.compare.evidence.CellKey;
import io.trafficmirror.compare.evidence.Evidence;
import io.trafficmirror.compare.evidence.IdSample;
import io.trafficmirror.compare.evidence.LatencyCounts;
import io.trafficmirror.compare.evidence.PairCounts;
import io.trafficmirror.compare.evidence.RouteCounts;
import io.trafficmirror.compare.evidence.RouteEvidence;
import io.trafficmirror.compare.report.Experiment;
import io.trafficmirror.compare.report.Report;
import io.trafficmirror.compare.verdict.JudgedCounts;
import io.trafficmirror.report.MirrorStats;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class RoundsTest {
    private static final int ROOM = 64 << 10;

    private final SinkCounters counters = new SinkCounters(ROOM);
    private final Map<String, RouteEvidence> routes = new HashMap<>();
    private final Map<CellKey, CellEvidence> cells = new HashMap<>();
    private final Rounds rounds = new Rounds(
            new EvidenceSource() {
                @Override
                public Report report() {
                    return new Report(new Experiment("orders 2", "settings"), new Evidence(routes, cells));
                }

                @Override
                public long resets() {
                    return 0;
                }
            },
            new SinkSettings(
                    "t",
                    "one",
                    Duration.ofSeconds(1),
                    4,
                    ROOM,
                    true,
                    true,
                    () -> new MirrorStats(List.of(), List.of(), 0, 0, 0, 0, 0)),
            counters,
            () -> "e");

    /** A route of ten exchanges whose counts take so many bytes and some hundred. */
    private void route(String name, int bytes) {
        PairCounts pairs = new PairCounts(10, 5, 0, 0);
        RouteCounts counts =
                new RouteCounts(10, 5, 0, pairs, PairCounts.NONE, Map.of(), LatencyCounts.ZERO, new TreeMap<>());
        routes.put(name, new RouteEvidence(counts, new AttributeCounts(10, Map.of("x".repeat(bytes), 10L))));
    }

    private void row(String route, String path) {
        cells.put(
                new CellKey(route, path, DifferenceKind.VALUE, Transition.OTHER),
                new CellEvidence(
                        new CellCounts(5, 0, 0, 0, 0), IdSample.EMPTY, IdSample.EMPTY, AttributeCounts.ZERO, 1, 2));
    }

    /** Such a row could not be judged, for as long as the counts are not there. */
    @Test
    void a_round_has_no_rows_of_a_route_whose_counts_found_no_room() {
        route("GET /a", 1);
        for (String name : List.of("k", "l", "m", "n")) {
            row("GET /a", name.repeat(13_000));
        }
        route("GET /b", 12_000);
        row("GET /b", "o".repeat(6_000));

        List<Outgoing> first = rounds.next();
        assertThat(first)
                .allSatisfy(record -> assertThat(record.evidence().cells().keySet())
                        .allMatch(key -> key.route().equals("GET /a")));
        assertThat(counters.account().dropped()).isEqualTo(Map.of(SinkDropReason.SINK_FULL, 2L));

        first.forEach(this::stored);
        List<Outgoing> second = rounds.next();
        second.forEach(this::stored);
        assertThat(counters.account()).isEqualTo(new SinkAccount(8, 6, Map.of(SinkDropReason.SINK_FULL, 2L), 0, 0, 0));
        Evidence soFar = Evidence.NONE;
        for (Outgoing record :
                List.of(first, second).stream().flatMap(List::stream).toList()) {
            soFar = soFar.plus(record.evidence());
            assertThat(JudgedCounts.of(soFar).routes()).isNotEmpty();
        }
        assertThat(soFar).isEqualTo(new Evidence(routes, cells));
    }

    /** The sum fails here for a number that no sample has, as it does where memory ends. */
    @Test
    void what_is_stored_is_not_sent_again_where_it_can_not_be_added_up() {
        route("GET /a", 1);
        sample("GET /a", -1);
        rounds.next().forEach(this::stored);
        sample("GET /a", Long.MAX_VALUE);
        List<Outgoing> second = rounds.next();
        assertThat(second).isNotEmpty();
        var unused = catchThrowable(() -> second.forEach(this::stored));

        List<Outgoing> third = new ArrayList<>();
        unused = catchThrowable(() -> third.addAll(rounds.next()));

        assertThat(third).isEmpty();
    }

    /** Where memory ends behind the answer of a broker, what is stored must be known as stored all the same. */
    @Test
    void to_note_what_is_stored_takes_no_memory() {
        route("GET /a", 1);
        Outgoing first = rounds.next().get(0);
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long unused = threads.getCurrentThreadAllocatedBytes();

        long before = threads.getCurrentThreadAllocatedBytes();
        rounds.settled(first);
        long after = threads.getCurrentThreadAllocatedBytes();

        assertThat(after - before).isZero();
    }

    private void sample(String route, long added) {
        cells.put(
                new CellKey(route, "$.a", DifferenceKind.VALUE, Transition.OTHER),
                new CellEvidence(
                        new CellCounts(5, 0, 0, 0, 0),
                        new IdSample(Set.of(), added),
                        IdSample.EMPTY,
                        AttributeCounts.ZERO,
                        1,
                        2));
    }

    private void stored(Outgoing record) {
        counters.acked(record.bytes());
        rounds.settled(record);
    }
}
