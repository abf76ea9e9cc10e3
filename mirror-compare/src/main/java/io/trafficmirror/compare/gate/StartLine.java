// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.compare.gate;

import io.trafficmirror.compare.verdict.Judgement;
import io.trafficmirror.experiment.ExperimentPlan;
import io.trafficmirror.experiment.Scope;
import io.trafficmirror.experiment.Writes;
import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The one line that says at the start what will be judged and what not. Stateless. */
final class StartLine {
    private StartLine() {}

    static String of(ExperimentPlan plan, String candidate, Judgement judgement) {
        int places =
                plan.scopes().stream().mapToInt(scope -> scope.places().size()).sum();
        return String.format(
                Locale.ROOT,
                "Judging %s: excess below %s, α %s, slow at most %s times as often%s%s; %s",
                candidate,
                percent(judgement.budget().excess()),
                percent(judgement.alpha()),
                plain(judgement.budget().slower()),
                judgement.routes().isEmpty()
                        ? ""
                        : ", other budgets for " + judgement.routes().keySet(),
                places == 0 ? "" : ", " + places + " rules for places",
                writes(plan.scopes()));
    }

    private static String writes(List<Scope> scopes) {
        long judged = on(scopes, Writes.COMPARE);
        long dropped = on(scopes, Writes.DROP);
        if (judged > 0 && judged == scopes.size()) {
            return "methods that are not safe are judged like all others";
        }
        if (dropped > 0 && dropped == scopes.size()) {
            return "POST, PUT, PATCH and DELETE are not copied";
        }
        return "copies of POST, PUT, PATCH and DELETE are sent and not judged"
                + (judged + dropped == 0
                        ? " (comparison.writes: compare judges them, drop makes none)"
                        : ", but judged on " + judged + " and not made on " + dropped + " of " + scopes.size()
                                + " rules");
    }

    private static long on(List<Scope> scopes, Writes writes) {
        return scopes.stream()
                .filter(scope -> scope.writes().equals(Optional.of(writes)))
                .count();
    }

    private static String percent(double share) {
        return plain(100 * share) + " %";
    }

    private static String plain(double number) {
        return new BigDecimal(String.format(Locale.ROOT, "%.6f", number))
                .stripTrailingZeros()
                .toPlainString();
    }
}
