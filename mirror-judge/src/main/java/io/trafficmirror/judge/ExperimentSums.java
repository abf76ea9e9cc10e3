// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.judge;

import io.trafficmirror.compare.evidence.Evidence;
import io.trafficmirror.compare.evidence.EvidenceSum;
import io.trafficmirror.compare.report.Report;
import io.trafficmirror.compare.verdict.JudgedCounts;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The sums by key, grouped by experiment. Confined to one thread. */
final class ExperimentSums {
    private static final Logger LOG = LoggerFactory.getLogger(ExperimentSums.class);

    private final Map<String, Map<String, Report>> experiments = new TreeMap<>();

    /** The experiment that a key is of. */
    static String experimentOf(String key) {
        int bar = key.indexOf('|');
        return bar < 0 ? key : key.substring(0, bar);
    }

    void put(String key, Report sum) {
        experiments.computeIfAbsent(experimentOf(key), id -> new HashMap<>()).put(key, sum);
    }

    void remove(String key) {
        experiments.computeIfPresent(experimentOf(key), (id, left) -> {
            left.remove(key);
            return left.isEmpty() ? null : left;
        });
    }

    void clear() {
        experiments.clear();
    }

    Set<String> ids() {
        return new TreeSet<>(experiments.keySet());
    }

    /**
     * Everything known of an experiment; empty if nothing is, if its counts come to more than counts can, or if they can't be judged: a row may be there
     * before the counts of its route are.
     */
    Optional<Report> report(String experiment) {
        Map<String, Report> sums = experiments.getOrDefault(experiment, Map.of());
        EvidenceSum added = new EvidenceSum();
        Evidence all;
        try {
            sums.values().forEach(sum -> added.add(sum.evidence()));
            all = added.evidence();
            JudgedCounts.of(all);
        } catch (IllegalArgumentException | ArithmeticException e) {
            LOG.warn("The sums of the experiment {} do not add up: {}", experiment, e.getMessage());
            return Optional.empty();
        }
        return sums.values().stream().findFirst().map(any -> new Report(any.experiment(), all));
    }
}
