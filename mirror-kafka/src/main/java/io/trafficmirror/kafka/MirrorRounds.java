// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.kafka;

import io.trafficmirror.report.MirrorCounts;
import io.trafficmirror.report.MirrorStats;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** By how much the counters of mirrors have grown since what is stored. Confined to the sink's thread. */
final class MirrorRounds {
    private static final Logger LOG = LoggerFactory.getLogger(MirrorRounds.class);

    private final Supplier<MirrorStats> stats;
    private final EvidenceRecordFormat format;
    private final int most;
    private Map<String, SortedMap<String, Long>> stored = new HashMap<>();

    /** What is stored and not in the sums yet: to be put here takes no memory, and the sums have all of it or none. */
    private final ArrayList<List<MirrorIncrease>> settled = new ArrayList<>(0);

    /**
     * Rounds.
     *
     * @param most the most bytes of the mirrors of one record
     */
    MirrorRounds(Supplier<MirrorStats> stats, EvidenceRecordFormat format, int most) {
        this.stats = stats;
        this.format = format;
        this.most = most;
    }

    /** The mirrors of each record of a round; empty if nothing was counted. A fault of a look costs the counters of this round, and no evidence. */
    List<List<MirrorIncrease>> next() {
        try {
            return records();
        } catch (Throwable e) {
            LOG.debug("The counters of mirrors could not be read.", e);
            return List.of();
        }
    }

    private List<List<MirrorIncrease>> records() {
        addSettled();
        List<List<MirrorIncrease>> records = new ArrayList<>();
        List<MirrorIncrease> record = new ArrayList<>();
        int size = 0;
        for (MirrorIncrease mirror : increases()) {
            int bytes = format.write(mirror).length + 1;
            if (size + bytes > most && !record.isEmpty()) {
                records.add(record);
                record = new ArrayList<>();
                size = 0;
            }
            record.add(mirror);
            size += bytes;
        }
        if (!record.isEmpty()) {
            records.add(record);
        }
        settled.ensureCapacity(records.size());
        return records;
    }

    private void addSettled() {
        Map<String, SortedMap<String, Long>> sums = new HashMap<>(stored);
        for (List<MirrorIncrease> record : settled) {
            record.forEach(mirror -> sums.merge(mirror.mirror(), mirror.counts(), MirrorIncrease::plus));
        }
        stored = sums;
        settled.clear();
    }

    private List<MirrorIncrease> increases() {
        List<MirrorIncrease> all = new ArrayList<>();
        for (MirrorCounts counts : stats.get().mirrors()) {
            MirrorIncrease now = MirrorIncrease.of(counts);
            SortedMap<String, Long> before = stored.getOrDefault(now.mirror(), Collections.emptySortedMap());
            if (!now.follows(before)) {
                // It was removed for so long that it counts from zero again.
                stored.remove(now.mirror());
                before = Collections.emptySortedMap();
            }
            MirrorIncrease added = now.since(before);
            if (!added.counts().isEmpty()) {
                all.add(added);
            }
        }
        return all;
    }

    /** What a record of the last round carried needs not be sent again. Takes no memory. */
    void settled(List<MirrorIncrease> record) {
        if (!record.isEmpty()) {
            settled.add(record);
        }
    }
}
