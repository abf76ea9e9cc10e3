// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.kafka;

import io.trafficmirror.compare.evidence.AttributeCounts;
import io.trafficmirror.compare.evidence.BlockCounts;
import io.trafficmirror.compare.evidence.CellCounts;
import io.trafficmirror.compare.evidence.CellEvidence;
import io.trafficmirror.compare.evidence.CellKey;
import io.trafficmirror.compare.evidence.Evidence;
import io.trafficmirror.compare.evidence.Examples;
import io.trafficmirror.compare.evidence.IdSample;
import io.trafficmirror.compare.evidence.LatencyCounts;
import io.trafficmirror.compare.evidence.PairCounts;
import io.trafficmirror.compare.evidence.RouteCounts;
import io.trafficmirror.compare.evidence.RouteEvidence;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;

/** Cuts a row that is too large for one record into pieces that add up to it. Stateless. */
final class RowPieces {
    private static final int SPANS = 300;
    private static final int BLOCKS = 50;
    private static final int ATTRIBUTES = 8;

    private RowPieces() {}

    static List<Evidence> of(String name, RouteEvidence route) {
        List<Evidence> pieces = new ArrayList<>();
        RouteCounts all = route.counts();
        LatencyCounts latency = all.latency();
        pieces.add(route(
                name,
                new RouteCounts(
                        all.compared(),
                        all.mismatches(),
                        all.failed(),
                        all.pairs(),
                        all.strict(),
                        all.notCompared(),
                        new LatencyCounts(Map.of(), Map.of(), Map.of(), latency.pairs(), latency.recorders()),
                        new TreeMap<>()),
                new AttributeCounts(route.attributes().exchanges(), Map.of())));
        chunks(latency.primary(), SPANS, spans -> pieces.add(times(name, spans, Map.of(), Map.of())));
        chunks(latency.shadow(), SPANS, spans -> pieces.add(times(name, Map.of(), spans, Map.of())));
        chunks(latency.control(), SPANS, spans -> pieces.add(times(name, Map.of(), Map.of(), spans)));
        chunks(all.blocks(), BLOCKS, blocks -> pieces.add(blocks(name, blocks)));
        chunks(
                route.attributes().counts(),
                ATTRIBUTES,
                some -> pieces.add(route(name, RouteCounts.ZERO, new AttributeCounts(0, some))));
        return pieces;
    }

    static List<Evidence> of(CellKey key, CellEvidence cell) {
        List<Evidence> pieces = new ArrayList<>();
        AttributeCounts noAttributes = new AttributeCounts(cell.attributes().exchanges(), Map.of());
        pieces.add(cell(
                key,
                new CellEvidence(
                        cell.counts(),
                        cell.exchanges(),
                        cell.requests(),
                        noAttributes,
                        cell.firstMillis(),
                        cell.lastMillis())));
        chunks(
                cell.attributes().counts(),
                ATTRIBUTES,
                some -> pieces.add(more(key, new AttributeCounts(0, some), Examples.NONE)));
        cell.examples()
                .all()
                .forEach(example -> pieces.add(more(key, AttributeCounts.ZERO, new Examples(List.of(example)))));
        return pieces;
    }

    private static Evidence more(CellKey key, AttributeCounts attributes, Examples examples) {
        return cell(
                key,
                new CellEvidence(
                        CellCounts.ZERO,
                        IdSample.EMPTY,
                        IdSample.EMPTY,
                        attributes,
                        examples,
                        Long.MAX_VALUE,
                        Long.MIN_VALUE));
    }

    private static Evidence times(
            String name, Map<Long, Long> primary, Map<Long, Long> shadow, Map<Long, Long> control) {
        LatencyCounts latency = new LatencyCounts(primary, shadow, control, PairCounts.NONE);
        return route(name, counts(latency, new TreeMap<>()), AttributeCounts.ZERO);
    }

    private static Evidence blocks(String name, SortedMap<Long, BlockCounts> blocks) {
        return route(name, counts(LatencyCounts.ZERO, blocks), AttributeCounts.ZERO);
    }

    private static RouteCounts counts(LatencyCounts latency, SortedMap<Long, BlockCounts> blocks) {
        RouteCounts zero = RouteCounts.ZERO;
        return new RouteCounts(0, 0, 0, zero.pairs(), zero.strict(), zero.notCompared(), latency, blocks);
    }

    private static Evidence route(String name, RouteCounts counts, AttributeCounts attributes) {
        return new Evidence(Map.of(name, new RouteEvidence(counts, attributes)), Map.of());
    }

    private static Evidence cell(CellKey key, CellEvidence cell) {
        return new Evidence(Map.of(), Map.of(key, cell));
    }

    private static <K extends Comparable<K>, V> void chunks(Map<K, V> all, int most, Consumer<SortedMap<K, V>> each) {
        SortedMap<K, V> chunk = new TreeMap<>();
        for (Map.Entry<K, V> entry : all.entrySet()) {
            chunk.put(entry.getKey(), entry.getValue());
            if (chunk.size() == most) {
                each.accept(chunk);
                chunk = new TreeMap<>();
            }
        }
        if (!chunk.isEmpty()) {
            each.accept(chunk);
        }
    }
}
