// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.judge;

import io.trafficmirror.compare.evidence.EvidenceSum;
import io.trafficmirror.compare.report.Report;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** The sums by key, grouped by experiment. Confined to one thread. */
final class ExperimentSums {
    private final Map<String, Map<String, Report>> experiments = new TreeMap<>();

    /** The experiment that a key is of. */
    static String experimentOf(String key) {
        int bar = key.indexOf('|');
        return bar < 0 ? key : key.substring(0, bar);
    }

    void put(String key, Report sum) {
        experiments.computeIfAbsent(experimentOf(key), id -> new HashMap<>()).put(key, sum);
    }

    Set<String> ids() {
        return new TreeSet<>(experiments.keySet());
    }

    /** Everything known of an experiment; empty if nothing is. */
    Optional<Report> report(String experiment) {
        Map<String, Report> sums = experiments.getOrDefault(experiment, Map.of());
        EvidenceSum all = new EvidenceSum();
        sums.values().forEach(sum -> all.add(sum.evidence()));
        return sums.values().stream().findFirst().map(any -> new Report(any.experiment(), all.evidence()));
    }
}
