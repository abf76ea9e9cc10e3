// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.compare.verdict;

import java.util.OptionalLong;

/**
 * One route by itself. Immutable. All logarithms are natural; each proves its point at {@code ln(1/α)}.
 *
 * @param counts what was seen
 * @param passed whether the excess is proved below the budget, and nothing later has revoked it
 * @param revoked whether it was, and a regression began later
 * @param different whether the shadow is proved to differ more often than the control, be it within the budget; corrected for the number of routes
 * @param slower whether it is proved to be slow more often than the budget allows; corrected for the number of routes
 * @param needs exchanges still needed to decide this route; 0 where it has passed, empty where no number would do at the rates seen
 * @param logDifference evidence that the shadow differs more often: {@code docs/verdict.md}, A
 * @param logFailBudget evidence that the excess is above the budget: B
 * @param logPassControlled evidence that it is below, from pairs: B
 * @param logPassRaw evidence that it is below, without a control: C
 * @since 0.1.0
 */
public record RouteVerdict(
        JudgedRoute counts,
        boolean passed,
        boolean revoked,
        boolean different,
        boolean slower,
        OptionalLong needs,
        double logDifference,
        double logFailBudget,
        double logPassControlled,
        double logPassRaw) {}
