// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.trafficmirror.MirrorSpec;
import io.trafficmirror.experiment.PlaceRule;
import io.trafficmirror.experiment.PlaceRule.How;
import io.trafficmirror.experiment.Scope;
import io.trafficmirror.experiment.Writes;
import io.trafficmirror.report.Role;
import io.trafficmirror.sample.Fraction;
import io.trafficmirror.targets.Target;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a policy says of the control, of comparing and of judging. */
class QuestionTest {
    private static final String ROUTE = """
            apiVersion: gateway.networking.k8s.io/v1
            kind: HTTPRoute
            metadata: {name: orders, namespace: shop}
            spec:
              rules:
              - name: api
                matches: [{path: {type: PathPrefix, value: /orders}}]
                filters:
                - {type: RequestMirror, requestMirror: {backendRef: {name: next, port: 8000}}}
                backendRefs: [{name: live, port: 8000}]
              - name: search
                matches: [{path: {type: PathPrefix, value: /search}}]
                filters:
                - {type: RequestMirror, requestMirror: {backendRef: {name: next, port: 8000}}}
                - {type: RequestMirror, requestMirror: {backendRef: {name: again, port: 8000}}}
                backendRefs: [{name: live, port: 8000}]
            ---
            """;

    private static String policy(String name, String rule, String spec) {
        return """
                apiVersion: trafficmirror.io/v1alpha1
                kind: MirrorPolicy
                metadata: {name: NAME, namespace: shop}
                spec:
                  targetRefs: [{group: gateway.networking.k8s.io, kind: HTTPRoute, name: orders RULE}]
                  SPEC
                ---
                """.replace("NAME", name)
                .replace(" RULE", rule.isEmpty() ? "" : ", sectionName: " + rule)
                .replace("SPEC", spec);
    }

    private static Loaded load(String... policies) {
        return Manifests.with(BackendUrls.none()).read(ROUTE + String.join("", policies), "p.yaml");
    }

    private static List<MirrorSpec> mirrors(Loaded loaded, int rule) {
        return loaded.routes().get(0).rules().get(rule).mirrors();
    }

    @Test
    void a_backend_of_the_rule_becomes_the_control_of_its_only_mirror() {
        Loaded loaded = load(policy("a", "api", "control: {name: live, percent: 25}"));

        assertThat(mirrors(loaded, 0)).extracting(MirrorSpec::name).containsExactly("next", "live");
        MirrorSpec control = mirrors(loaded, 0).get(1);
        assertThat(control.role()).isEqualTo(Role.CONTROL);
        assertThat(control.target()).isEqualTo(Target.parse("http://live.shop.svc:8000"));
        assertThat(control.sampling().fraction()).isEqualTo(Fraction.percent(25));
        assertThat(loaded.plan().adaptive()).isEmpty();
    }

    /** Else what the control answers differently may be the order alone. */
    @Test
    void a_backend_that_is_the_control_gets_its_copies_in_the_order_of_the_shadow() {
        Loaded loaded = load(policy("a", "api", "control: {name: live}\n  ordering: {by: connection}"));

        assertThat(mirrors(loaded, 0).get(0).ordering()).isPresent();
        assertThat(mirrors(loaded, 0).get(1).ordering())
                .isEqualTo(mirrors(loaded, 0).get(0).ordering());
    }

    @Test
    void a_mirror_becomes_the_control_of_the_other_and_is_captured_as_it_is() {
        Loaded loaded = load(policy("a", "search", "control: {name: again}"), policy("b", "", "maxBodyBytes: 10"));

        assertThat(mirrors(loaded, 1)).extracting(MirrorSpec::role).containsExactly(Role.SHADOW, Role.CONTROL);
        assertThat(mirrors(loaded, 1).get(1).sampling().fraction()).isEqualTo(Fraction.percent(10));
        assertThat(mirrors(loaded, 1).get(1).capture())
                .isEqualTo(mirrors(loaded, 1).get(0).capture());
        assertThat(loaded.plan().adaptive()).containsExactly("shop/orders");
    }

    @Test
    void a_backend_that_is_the_control_is_found_where_a_policy_says() {
        Loaded loaded = load(
                policy("a", "api", "control: {name: live}\n  backends: [{name: live, url: 'http://live.example:81'}]"));

        assertThat(mirrors(loaded, 0).get(1).target()).isEqualTo(Target.parse("http://live.example:81"));
        assertThat(loaded.warnings()).isEmpty();
    }

    @Test
    void what_is_asked_of_a_rule_is_that_of_the_most_specific_policy_and_rules_add_up() {
        Loaded loaded = load(
                policy(
                        "a",
                        "",
                        "comparison: {writes: compare, rules: [{path: $.id, ignore: true}]}\n"
                                + "  judgement: {epsilon: 0.01, slower: 3, alpha: 0.1, window: 500}"),
                policy(
                        "b",
                        "api",
                        "comparison: {rules: [{path: $.total, precision: 0.01}]}\n  judgement: {epsilon: 0.02}"));

        Scope api = loaded.plan().scope("shop/orders", 0).orElseThrow();
        assertThat(api.places())
                .containsExactly(
                        new PlaceRule("$.total", new How.Within(new BigDecimal("0.01"))),
                        new PlaceRule("$.id", new How.Ignore()));
        assertThat(api.writes()).contains(Writes.COMPARE);
        assertThat(api.excess()).hasValue(0.02);
        assertThat(api.slower()).hasValue(3);
        Scope search = loaded.plan().scope("shop/orders", 1).orElseThrow();
        assertThat(search.places()).containsExactly(new PlaceRule("$.id", new How.Ignore()));
        assertThat(search.excess()).hasValue(0.01);
        assertThat(loaded.plan().alpha()).hasValue(0.1);
        assertThat(loaded.plan().window()).hasValue(500);
    }

    /** What is said of the copies for one mirror says nothing of the responses to those for another. */
    @Test
    void writes_that_one_mirror_drops_are_still_compared_for_the_other() {
        String compare = policy("a", "", "comparison: {writes: compare}");
        String dropNext = policy("b", "", "mirrors: [next]\n  comparison: {writes: drop}");
        String dropAgain = policy("c", "", "mirrors: [again]\n  comparison: {writes: drop}");

        Loaded one = load(compare, dropNext);
        assertThat(mirrors(one, 1))
                .extracting(mirror -> mirror.sampling().safeOnly())
                .containsExactly(true, false);
        assertThat(writes(one, 0)).as("next is its only mirror").contains(Writes.DROP);
        assertThat(writes(one, 1)).contains(Writes.COMPARE);
        assertThat(writes(load(dropNext), 1)).as("the application may say").isEmpty();
        assertThat(writes(load(compare, dropNext, dropAgain), 1)).contains(Writes.DROP);
        String control = policy("d", "search", "control: {name: again}");
        assertThat(writes(load(compare, dropNext, control), 1))
                .as("a control has copies where the shadow has")
                .contains(Writes.DROP);
    }

    private static Optional<Writes> writes(Loaded loaded, int rule) {
        return loaded.plan().scope("shop/orders", rule).orElseThrow().writes();
    }

    @Test
    void a_scope_has_a_label_only_where_not_the_same_is_asked_everywhere() {
        assertThat(load().plan().label("shop/orders", 0)).isEmpty();
        assertThat(load(policy("a", "", "judgement: {epsilon: 0.1}")).plan().label("shop/orders", 1))
                .isEmpty();
        assertThat(load(policy("a", "search", "judgement: {epsilon: 0.1}"))
                        .plan()
                        .label("shop/orders", 1))
                .isEqualTo("shop/orders[1]");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            control: {name: nobody}                        | must be a mirror or one of the backendRefs of a rule of targetRefs
            control: {name: live}                          | must stand beside one mirror and nothing else
            control: {percent: 10}                         | name is required
            comparison: {rules: [{path: $.a}]}             | must have exactly one of ignore, set
            comparison: {rules: [{path: a, set: true}]}    | path: must be $, header.NAME or status
            comparison: {rules: [{path: $.a, set: false}]} | must be true, or be left out
            comparison: {rules: [{ignore: true}]}          | path is required
            judgement: {epsilon: 1}                        | must be a number, above 0 and below 1, was 1
            judgement: {epsilon: 1e-3}                     | must be a number, above 0 and below 1
            judgement: {noNewStatus: false}                | unknown field; allowed: epsilon, alpha, slower, window
            """)
    void what_can_not_be_asked_is_an_error(String spec, String message) {
        ManifestException thrown = catchThrowableOfType(ManifestException.class, () -> load(policy("a", "", spec)));

        assertThat(thrown).isNotNull();
        assertThat(thrown.problems()).extracting(Problem::toString).anyMatch(text -> text.contains(message));
    }

    @Test
    void two_policies_must_not_ask_for_two_probabilities_of_error() {
        ManifestException thrown = catchThrowableOfType(
                ManifestException.class,
                () -> load(
                        policy("a", "api", "judgement: {alpha: 0.1}"),
                        policy("b", "search", "judgement: {alpha: 0.05}")));

        assertThat(thrown).hasMessageContaining("must be the same in all policies, for one verdict is reached");
    }
}
