// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.examples.demo;

import io.trafficmirror.compare.report.Findings;
import io.trafficmirror.compare.verdict.Outcome;
import java.util.Set;
import java.util.stream.Collectors;

/** What the faults of the shop look like in findings. Stateless. */
final class Planted {
    private static final Set<String> PLACES = Set.of("$.items[*].price", "$.status", "header.cache-control");

    private Planted() {}

    /** Whether the verdict is FAIL, with just these causes: three places, and one route that is slow. */
    static boolean areFound(Findings findings) {
        Set<String> places =
                findings.causes().stream().map(cause -> cause.key().path()).collect(Collectors.toSet());
        return findings.verdict().outcome() == Outcome.FAIL
                && findings.causes().size() == PLACES.size()
                && places.equals(PLACES)
                && findings.verdict().slower().size() == 1
                && findings.verdict().slower().get(0).counts().route().contains("/quotes");
    }
}
