// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.compare.evidence;

import io.trafficmirror.compare.difference.Detail;
import io.trafficmirror.compare.difference.Difference;
import io.trafficmirror.compare.difference.DifferenceKind;
import io.trafficmirror.compare.difference.Path;
import io.trafficmirror.compare.difference.PathTable;
import io.trafficmirror.compare.difference.ShownPair;
import io.trafficmirror.compare.difference.ShownValue;
import io.trafficmirror.compare.difference.Transition;
import io.trafficmirror.compare.response.Comparison;
import io.trafficmirror.compare.response.NotComparedReason;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;

/**
 * Counts the exchanges of one route. What is noise is decided by exchanges that came before. Confined to one thread.
 *
 * @since 0.1.0
 */
public final class RouteRecorder {
    private final String route;
    private final PathTable paths;
    private final BooleanSupplier mayAddCell;
    private final Map<Difference, Cell> cells = new LinkedHashMap<>();
    private final KnownNoise noise = new KnownNoise(cells);
    private final CountedDifferences counted = new CountedDifferences(cells);
    private final AttributeCounts.Collector attributes = new AttributeCounts.Collector();
    private final LatencyRecorder latency = new LatencyRecorder();
    private final Map<NotComparedReason, Long> notCompared = new EnumMap<>(NotComparedReason.class);
    private final Difference other;
    private long compared;
    private long mismatches;
    private long failed;
    private final PairRecorder pairs = new PairRecorder();
    private final PairRecorder strict = new PairRecorder();
    private final LoneFailures loneFailures = new LoneFailures();
    private final BlockRecorder blocks = new BlockRecorder();

    RouteRecorder(String route, PathTable paths, BooleanSupplier mayAddCell) {
        this.route = route;
        this.paths = paths;
        this.mayAddCell = mayAddCell;
        this.other = new Difference(paths.overflow(), DifferenceKind.VALUE, Transition.MANY);
    }

    /** The places of this route. */
    public PathTable paths() {
        return paths;
    }

    /** Whether the values of a difference are to be shown, for an exchange of this hash. */
    public boolean wantsExample(Difference difference, Detail detail, long exchange) {
        Cell cell = cells.get(counted.told(difference, detail));
        return cell == null || cell.wantsExample(exchange);
    }

    /**
     * Counts an exchange.
     *
     * @param ofShadow the shadow against the primary
     * @param ofControl the control against the primary; empty if there was none, or nothing can be said of it
     */
    public void record(Request request, Comparison ofShadow, Optional<Comparison> ofControl, long nowMillis) {
        if (ofShadow instanceof Comparison.NotCompared not) {
            notCompared.merge(not.reason(), 1L, Math::addExact);
            return;
        }
        Optional<Comparison> shadow = Optional.of(ofShadow).filter(RouteRecorder::wentOn);
        Optional<Comparison> control = ofControl.filter(RouteRecorder::wentOn);
        Optional<Comparison> controlCounted = ofControl.map(found -> counted.ofControl(found, shadow));
        count(request, counted.ofShadow(ofShadow, control), controlCounted, nowMillis);
        control.ifPresent(found -> counted.learn(ofShadow, found, shadow.isPresent()));
    }

    private void count(Request request, Comparison shadow, Optional<Comparison> control, long nowMillis) {
        boolean hasControl = control.isPresent() && !(control.get() instanceof Comparison.NotCompared);
        Set<Difference> ofControl = hasControl ? differences(control.get()) : Set.of();
        if (hasControl && isFailed(differences(shadow)) != isFailed(ofControl)) {
            if (isFailed(ofControl)) {
                hasControl = loneFailures.ofControl();
                ofControl = hasControl ? ofControl : Set.of();
            } else if (loneFailures.ofShadow()) {
                ofControl = differences(shadow);
            }
        }
        Set<Difference> ofShadow = hasControl ? differences(shadow) : withoutUnlisted(differences(shadow));
        classify(ofShadow, ofControl, hasControl, nowMillis);
        attributes.add(request.attributes());
        Set<Difference> ofControlAlone = without(ofControl, ofShadow);
        Set<Difference> rows = new HashSet<>();
        for (Difference difference : ofShadow) {
            Difference row = rowOf(difference);
            if (rows.add(row)) { // the row of all others counts an exchange once, too
                boolean controlled = hasControl && reaches(ofControl, difference);
                boolean controlToo = ofControl.contains(difference) || (row.equals(other) && hasNoRow(ofControlAlone));
                cell(row).shadow(request, controlled, controlToo, nowMillis);
            }
        }
        if (shadow instanceof Comparison.Different different
                && !different.shown().isEmpty()) {
            examples(request, different.shown(), control, ofControl, nowMillis);
        }
        for (Difference difference : ofControlAlone) {
            if (reaches(ofShadow, difference)) {
                Difference row = rowOf(difference);
                if (rows.add(row)) {
                    cell(row).controlOnly();
                }
            }
        }
    }

    private void examples(
            Request request,
            Map<Difference, ShownPair> shown,
            Optional<Comparison> control,
            Set<Difference> ofControl,
            long nowMillis) {
        Map<Path, ShownValue> controls = new HashMap<>();
        if (control.isPresent() && control.get() instanceof Comparison.Different different) {
            different.shown().forEach((difference, pair) -> controls.put(difference.path(), pair.other()));
        }
        boolean controlled = control.isPresent() && !(control.get() instanceof Comparison.NotCompared);
        String line = request.line().get();
        shown.forEach((difference, pair) -> {
            Cell cell = cells.get(difference);
            if (cell != null && !ofControl.contains(difference) && cell.wantsExample(request.exchange())) {
                Optional<ShownValue> ofControlHere = controlled
                        ? Optional.of(controls.getOrDefault(difference.path(), ShownValue.SAME))
                        : Optional.empty();
                cell.example(
                        new Example(request.exchange(), nowMillis, line, pair.primary(), pair.other(), ofControlHere));
            }
        });
    }

    /**
     * Whether a comparison that ended with these differences went as far as to a place: one without a response, or with another status, says nothing of
     * what lies behind. A control that is down must not make the noise of its shadow look like the shadow's own.
     */
    private static boolean reaches(Set<Difference> ended, Difference place) {
        if (isFailed(ended)) {
            return place.kind() == DifferenceKind.FAILED;
        }
        return !isEndedByStatus(ended)
                || place.kind() == DifferenceKind.STATUS
                || place.kind() == DifferenceKind.FAILED;
    }

    private static boolean isEndedByStatus(Set<Difference> ended) {
        return ended.size() == 1 && ended.iterator().next().kind() == DifferenceKind.STATUS;
    }

    /** Whether a comparison went on to what lies behind a status. */
    private static boolean wentOn(Comparison comparison) {
        Set<Difference> differences = differences(comparison);
        return !(comparison instanceof Comparison.NotCompared)
                && !isFailed(differences)
                && !isEndedByStatus(differences);
    }

    private static Set<Difference> without(Set<Difference> all, Set<Difference> some) {
        if (all.isEmpty()) {
            return all;
        }
        Set<Difference> rest = new HashSet<>(all);
        rest.removeAll(some);
        return rest;
    }

    private static Set<Difference> differences(Comparison comparison) {
        return comparison instanceof Comparison.Different different ? different.differences() : Set.of();
    }

    /** A field that nobody asked for, and of which there is no control to say whether it was added on the way. */
    private static Set<Difference> withoutUnlisted(Set<Difference> differences) {
        return differences.isEmpty()
                ? differences
                : differences.stream()
                        .filter(difference -> difference.transition() != Transition.UNLISTED)
                        .collect(Collectors.toSet());
    }

    /** What the exchange as a whole says; before its own differences can make anything noise. */
    private void classify(Set<Difference> ofShadow, Set<Difference> ofControl, boolean hasControl, long nowMillis) {
        Set<Difference> shadow = noise.without(ofShadow);
        Set<Difference> control = noise.without(ofControl);
        boolean mismatch = shadow.stream().anyMatch(d -> !(d.keepsFormat() && control.contains(d)));
        compared++;
        mismatches += mismatch ? 1 : 0;
        failed += isFailed(ofShadow) ? 1 : 0;
        if (hasControl) {
            pairs.add(!shadow.isEmpty(), !control.isEmpty());
            if (!isFailed(ofShadow) && !isFailed(ofControl)) { // without a response nothing could be missing in it
                strict.add(isStructural(shadow), isStructural(control));
            }
        }
        Optional<Boolean> controlDiffers = hasControl ? Optional.of(!control.isEmpty()) : Optional.empty();
        blocks.add(nowMillis, mismatch, !shadow.isEmpty(), controlDiffers);
    }

    private static boolean isFailed(Set<Difference> differences) {
        return differences.stream().anyMatch(difference -> difference.kind() == DifferenceKind.FAILED);
    }

    private static boolean isStructural(Set<Difference> differences) {
        return differences.stream().anyMatch(difference -> difference.kind().isStructural());
    }

    /** Where a difference is counted: in a row of its own if it has one or there is room for one, else in that of all others. */
    private Difference rowOf(Difference difference) {
        return cells.containsKey(difference) || mayAddCell.getAsBoolean() ? difference : other;
    }

    private Cell cell(Difference row) {
        return cells.computeIfAbsent(row, d -> new Cell(d.keepsFormat()));
    }

    private boolean hasNoRow(Set<Difference> differences) {
        return differences.stream().anyMatch(difference -> !cells.containsKey(difference));
    }

    /** How long the primary took, in nanoseconds. */
    public void primaryTook(long nanos) {
        latency.primary(nanos);
    }

    /** How long the shadow took. */
    public void shadowTook(long nanos) {
        latency.shadow(nanos);
    }

    /**
     * How long both took in one exchange.
     *
     * @param atNanos when they were over, by the mirror's clock
     */
    public void pairTook(long shadowNanos, long controlNanos, long atNanos) {
        latency.pair(shadowNanos, controlNanos, atNanos);
    }

    RouteEvidence evidence() {
        RouteCounts counts = new RouteCounts(
                compared,
                mismatches,
                failed,
                pairs.counts(),
                strict.counts(),
                notCompared,
                latency.counts(),
                blocks.counts());
        return new RouteEvidence(counts, attributes.counts());
    }

    void cells(Map<CellKey, CellEvidence> into) {
        cells.forEach(
                (difference, cell) -> into.merge(CellKey.of(route, difference), cell.evidence(), CellEvidence::plus));
    }
}
