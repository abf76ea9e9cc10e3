// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.compare.evidence;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What was added to the evidence of one replica between two looks, as evidence: {@code earlier.plus(Increase.of(earlier, later))} is {@code later}. Rows
 * to which nothing was added are left out. The one count that may be negative is that of an attribute which gave its place to others. Stateless.
 *
 * @since 0.1.0
 */
public final class Increase {
    private static final RouteEvidence NO_ROUTE = new RouteEvidence(RouteCounts.ZERO, AttributeCounts.ZERO);

    private static final CellEvidence NO_CELL = new CellEvidence(
            CellCounts.ZERO, IdSample.EMPTY, IdSample.EMPTY, AttributeCounts.ZERO, Long.MAX_VALUE, Long.MIN_VALUE);

    private Increase() {}

    /**
     * The difference.
     *
     * @throws IllegalArgumentException if the later look has counted less: the experiment was begun anew
     */
    public static Evidence of(Evidence earlier, Evidence later) {
        Map<String, RouteEvidence> routes = new TreeMap<>();
        later.routes().forEach((name, route) -> {
            RouteEvidence before = earlier.routes().getOrDefault(name, NO_ROUTE);
            if (!route.equals(before)) {
                routes.put(name, route(before, route));
            }
        });
        Map<CellKey, CellEvidence> cells = new TreeMap<>();
        later.cells().forEach((key, cell) -> {
            CellEvidence before = earlier.cells().getOrDefault(key, NO_CELL);
            if (!cell.equals(before)) {
                cells.put(key, cell(before, cell));
            }
        });
        return new Evidence(routes, cells);
    }

    private static RouteEvidence route(RouteEvidence before, RouteEvidence now) {
        RouteCounts a = before.counts();
        RouteCounts b = now.counts();
        TreeMap<Long, BlockCounts> blocks = new TreeMap<>();
        b.blocks().forEach((span, block) -> {
            BlockCounts old = a.blocks().getOrDefault(span, BlockCounts.NONE);
            if (!block.equals(old)) {
                blocks.put(
                        span,
                        new BlockCounts(
                                block.exchanges() - old.exchanges(),
                                block.mismatches() - old.mismatches(),
                                pairs(old.pairs(), block.pairs())));
            }
        });
        RouteCounts counts = new RouteCounts(
                b.compared() - a.compared(),
                b.mismatches() - a.mismatches(),
                b.failed() - a.failed(),
                pairs(a.pairs(), b.pairs()),
                pairs(a.strict(), b.strict()),
                counts(a.notCompared(), b.notCompared()),
                latency(a.latency(), b.latency()),
                blocks);
        return new RouteEvidence(counts, attributes(before.attributes(), now.attributes()));
    }

    private static CellEvidence cell(CellEvidence before, CellEvidence now) {
        CellCounts a = before.counts();
        CellCounts b = now.counts();
        CellCounts counts = new CellCounts(
                b.shadowOnly() - a.shadowOnly(),
                b.controlOnly() - a.controlOnly(),
                b.both() - a.both(),
                b.uncontrolled() - a.uncontrolled(),
                b.repeated() - a.repeated());
        boolean shown = counts.shadow() > 0;
        return new CellEvidence(
                counts,
                sample(before.exchanges(), now.exchanges()),
                sample(before.requests(), now.requests()),
                attributes(before.attributes(), now.attributes()),
                examples(before.examples(), now.examples()),
                shown ? now.firstMillis() : Long.MAX_VALUE,
                shown ? now.lastMillis() : Long.MIN_VALUE);
    }

    private static PairCounts pairs(PairCounts a, PairCounts b) {
        return new PairCounts(
                b.controlled() - a.controlled(),
                b.shadowOnly() - a.shadowOnly(),
                b.controlOnly() - a.controlOnly(),
                b.both() - a.both());
    }

    private static LatencyCounts latency(LatencyCounts a, LatencyCounts b) {
        return new LatencyCounts(
                counts(a.primary(), b.primary()),
                counts(a.shadow(), b.shadow()),
                counts(a.control(), b.control()),
                pairs(a.pairs(), b.pairs()),
                b.recorders() - a.recorders());
    }

    private static <K extends Comparable<K>> Map<K, Long> counts(Map<K, Long> a, Map<K, Long> b) {
        Map<K, Long> more = new TreeMap<>();
        b.forEach((key, n) -> more.put(key, n - a.getOrDefault(key, 0L)));
        more.values().removeIf(n -> n == 0);
        return more;
    }

    private static IdSample sample(IdSample a, IdSample b) {
        Set<Long> fresh = new TreeSet<>(b.smallest());
        fresh.removeAll(a.smallest());
        return new IdSample(fresh, b.added() - a.added());
    }

    private static Examples examples(Examples a, Examples b) {
        List<Example> fresh = new ArrayList<>(b.all());
        fresh.removeAll(a.all());
        return new Examples(fresh);
    }

    private static AttributeCounts attributes(AttributeCounts a, AttributeCounts b) {
        Map<String, Long> more = new TreeMap<>(b.counts());
        a.counts().forEach((attribute, n) -> more.merge(attribute, -n, Math::addExact));
        more.values().removeIf(n -> n == 0);
        return new AttributeCounts(b.exchanges() - a.exchanges(), more);
    }
}
