// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.compare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.trafficmirror.compare.difference.PathPattern;
import io.trafficmirror.compare.difference.PathRule;
import io.trafficmirror.compare.verdict.Budget;
import io.trafficmirror.compare.verdict.Judgement;
import io.trafficmirror.experiment.ExperimentPlan;
import io.trafficmirror.experiment.PlaceRule;
import io.trafficmirror.experiment.PlaceRule.How;
import io.trafficmirror.experiment.Scope;
import io.trafficmirror.experiment.Writes;
import io.trafficmirror.http.RequestHead;
import io.trafficmirror.report.Interest;
import io.trafficmirror.report.MirrorName;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PlannedRulesTest {
    private static Scope scope(int rule, double excess, Optional<Writes> writes, PlaceRule... places) {
        return new Scope(
                "shop/orders", rule, List.of(places), writes, OptionalDouble.of(excess), OptionalDouble.empty());
    }

    private static ExperimentPlan plan(Scope... scopes) {
        return new ExperimentPlan(List.of(scopes), OptionalDouble.of(0.1), OptionalLong.of(500), Set.of());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "$",
                "$.items[*].id",
                "$.**.traceId",
                "$.*",
                "$['a.b'][*]",
                "$['it\\'s']",
                "header.etag",
                "status",
                "header",
                "$.",
                "$..a",
                "$[0]",
                "$['a",
                "x",
                "",
                "$.a[*",
                "$.a b",
                "header.",
                "status.x"
            })
    void settings_take_the_paths_that_the_comparison_takes(String path) {
        Throwable compared = catchThrowable(() -> PathPattern.parse(path));
        Throwable set = catchThrowable(() -> new PlaceRule(path, new How.Ignore()));

        assertThat(set == null).as("%s: %s, %s", path, set, compared).isEqualTo(compared == null);
    }

    @Test
    void each_rule_becomes_that_of_the_comparison() {
        ExperimentPlan plan = plan(scope(
                0,
                0.1,
                Optional.empty(),
                new PlaceRule("$.a", new How.Ignore()),
                new PlaceRule("$.b", new How.AsSet()),
                new PlaceRule("$.c", new How.AsMultiset()),
                new PlaceRule("$.d", new How.ByKeys(List.of("id"))),
                new PlaceRule("$.e", new How.Within(BigDecimal.ONE)),
                new PlaceRule("$.f", new How.SameFormat())));

        assertThat(PlannedRules.of(plan))
                .isEqualTo(Map.of(
                        "",
                        Map.of(
                                PathPattern.parse("$.a"), PathRule.IGNORE,
                                PathPattern.parse("$.b"), PathRule.set(),
                                PathPattern.parse("$.c"), PathRule.multiset(),
                                PathPattern.parse("$.d"), PathRule.keys("id"),
                                PathPattern.parse("$.e"), PathRule.precision(BigDecimal.ONE),
                                PathPattern.parse("$.f"), PathRule.format())));
    }

    @Test
    void the_rule_that_meets_a_place_is_told() {
        PlaceRule items = new PlaceRule("$.items", new How.ByKeys(List.of("id")));
        PlaceRule all = new PlaceRule("$.**", new How.SameFormat());
        PlaceRule meta = new PlaceRule("$.meta", new How.Ignore());
        Scope scope = scope(0, 0.1, Optional.empty(), items, meta, all);

        assertThat(PlaceExplainer.rule(scope, "$.items")).contains(items);
        assertThat(PlaceExplainer.rule(scope, "$.items[*].id")).contains(all);
        assertThat(PlaceExplainer.rule(scope, "$.meta.at")).contains(meta);
        assertThat(PlaceExplainer.rule(scope, "status")).isEmpty();
    }

    @Test
    void a_plan_sets_the_question_for_each_scope() {
        Judgement judgement = Judgement.of(plan(
                scope(0, 0.02, Optional.empty()),
                scope(1, 0.03, Optional.empty(), new PlaceRule("$", new How.Ignore()))));

        assertThat(judgement.alpha()).isEqualTo(0.1);
        assertThat(judgement.window()).hasValue(500);
        assertThat(judgement.budget("GET /orders/{id} in shop/orders[0]")).isEqualTo(new Budget(0.02, 2));
        assertThat(judgement.budget("GET /orders/{id} in shop/orders[1]")).isEqualTo(new Budget(0.03, 2));
        assertThat(judgement.budget("GET /orders/{id}"))
                .isEqualTo(Judgement.defaults().budget());
    }

    @Test
    void one_question_for_all_needs_no_labels() {
        Judgement judgement = Judgement.of(plan(scope(0, 0.02, Optional.empty()), scope(1, 0.02, Optional.empty())));

        assertThat(judgement.routes()).isEmpty();
        assertThat(judgement.budget()).isEqualTo(new Budget(0.02, 2));
    }

    @Test
    void the_text_of_a_judgement_is_the_same_in_any_order_of_its_routes() {
        Judgement one = Judgement.defaults();
        Judgement other = Judgement.defaults();
        for (int i = 0; i < 9; i++) {
            one = one.withRoute("GET /" + i, new Budget(0.1, 2)).withRequired("GET /" + i);
            other = other.withRoute("GET /" + (8 - i), new Budget(0.1, 2)).withRequired("GET /" + (8 - i));
        }

        assertThat(one).hasToString(other.toString());
        assertThat(List.copyOf(one.routes().keySet())).isSorted();
        assertThat(List.copyOf(one.required())).isSorted();
    }

    @Test
    void writes_are_judged_on_the_rule_that_says_so_alone() {
        ComparingObserver observer = ComparingObserver.builder()
                .plan(plan(scope(0, 0.1, Optional.of(Writes.COMPARE)), scope(1, 0.1, Optional.empty())))
                .build();
        RequestHead post = RequestHead.of("POST", "/orders", Map.of());

        assertThat(observer.interest(post, List.of(new MirrorName("shop/orders", 0, 0, "next"))))
                .isEqualTo(Interest.BODIES);
        assertThat(observer.interest(post, List.of(new MirrorName("shop/orders", 1, 0, "next"))))
                .isEqualTo(Interest.NONE);
        assertThatCode(() -> observer.interest(post, List.of())).doesNotThrowAnyException();
    }
}
