// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.kafka;

import io.trafficmirror.report.MirrorCounts;
import java.util.Collections;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * By how much the counters of one mirror have grown since the record before. Immutable.
 *
 * @param mirror which, as {@link io.trafficmirror.report.MirrorName} is written: {@code orders[0].mirrors[1] (orders-v2)}
 * @param counts 1 or more each, by the names of {@link MirrorCounts}: {@code selected}, {@code notSampled}, {@code sent}, {@code afterLoss}, {@code wanted},
 *     {@code observed}, and with a reason {@code dropped.queue_full}, {@code answered.2xx}, {@code failed.timeout}, {@code unobserved.queue_full}
 * @since 0.1.0
 */
public record MirrorIncrease(String mirror, SortedMap<String, Long> counts) {
    /** Copies the map. */
    public MirrorIncrease {
        Objects.requireNonNull(mirror, "mirror");
        counts = Collections.unmodifiableSortedMap(new TreeMap<>(counts));
    }

    /** Everything that was counted of a mirror so far; what is zero is left out. */
    static MirrorIncrease of(MirrorCounts counts) {
        TreeMap<String, Long> all = new TreeMap<>();
        all.put("selected", counts.selected());
        all.put("notSampled", counts.notSampled());
        all.put("sent", counts.sent());
        all.put("afterLoss", counts.afterLoss());
        all.put("wanted", counts.wanted());
        all.put("observed", counts.observed());
        counts.dropped().forEach((reason, n) -> all.put("dropped." + word(reason), n));
        counts.answered().forEach((status, n) -> all.put("answered." + status, n));
        counts.failed().forEach((reason, n) -> all.put("failed." + word(reason), n));
        counts.unobserved().forEach((reason, n) -> all.put("unobserved." + word(reason), n));
        all.values().removeIf(n -> n == 0);
        return new MirrorIncrease(counts.mirror().toString(), all);
    }

    private static String word(Enum<?> reason) {
        return reason.name().toLowerCase(Locale.ROOT);
    }

    /** Whether this look at a mirror can follow another: nothing counts less than it did. */
    boolean follows(SortedMap<String, Long> before) {
        return before.entrySet().stream().allMatch(e -> counts.getOrDefault(e.getKey(), 0L) >= e.getValue());
    }

    /** What was added to an earlier look that this one follows. */
    MirrorIncrease since(SortedMap<String, Long> before) {
        TreeMap<String, Long> added = new TreeMap<>(counts);
        added.replaceAll((name, n) -> n - before.getOrDefault(name, 0L));
        added.values().removeIf(n -> n == 0);
        return new MirrorIncrease(mirror, added);
    }

    /** The sum of both maps. */
    static SortedMap<String, Long> plus(Map<String, Long> one, Map<String, Long> other) {
        TreeMap<String, Long> sum = new TreeMap<>(one);
        other.forEach((name, n) -> sum.merge(name, n, Math::addExact));
        return sum;
    }
}
