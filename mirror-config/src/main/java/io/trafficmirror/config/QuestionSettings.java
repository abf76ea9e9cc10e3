// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.config;

import io.trafficmirror.experiment.PlaceRule;
import io.trafficmirror.experiment.PlaceRule.How;
import io.trafficmirror.experiment.Writes;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * {@code comparison} and {@code judgement} of a policy. Immutable.
 *
 * @param writes what becomes of methods that are not safe
 * @param places how places are compared, in order
 * @param excess {@code epsilon}
 * @param slower how many times as often the shadow may be slow
 * @param alpha the bound on both errors, with its place
 * @param window the sample, with its place
 */
record QuestionSettings(
        Optional<Writes> writes,
        List<PlaceRule> places,
        Optional<BigDecimal> excess,
        Optional<BigDecimal> slower,
        Optional<Placed<BigDecimal>> alpha,
        Optional<Placed<Integer>> window) {
    private static final List<String> COMPARISON = List.of("writes", "rules");
    private static final List<String> JUDGEMENT = List.of("epsilon", "alpha", "slower", "window");
    private static final List<String> HOW = List.of("ignore", "set", "multiset", "setKeys", "precision", "format");
    private static final List<String> RULE =
            List.of("path", "ignore", "set", "multiset", "setKeys", "precision", "format");
    private static final Map<String, Writes> WRITES =
            Map.of("send", Writes.SEND, "compare", Writes.COMPARE, "drop", Writes.DROP);
    private static final int MOST_RULES = 1000;
    private static final int MOST_KEYS = 16;

    /** A value and where it stands. */
    record Placed<T>(YamlValue at, T value) {
        static <T> Optional<Placed<T>> of(YamlValue at, Optional<T> value) {
            return value.map(v -> new Placed<>(at, v));
        }
    }

    /** Copies the list. */
    QuestionSettings {
        places = List.copyOf(places);
    }

    static QuestionSettings read(YamlFields spec) {
        Optional<YamlFields> comparison = spec.read("comparison", value -> value.fields(COMPARISON));
        Optional<YamlFields> judgement = spec.read("judgement", value -> value.fields(JUDGEMENT));
        List<PlaceRule> places = new ArrayList<>();
        comparison.ifPresent(fields ->
                fields.list("rules", MOST_RULES).forEach(rule -> place(rule).ifPresent(places::add)));
        return new QuestionSettings(
                comparison.flatMap(fields -> fields.read("writes", word -> word.choice(WRITES))),
                places,
                judgement.flatMap(fields ->
                        fields.read("epsilon", v -> v.decimal("above 0 and below 1", d -> isBetween(d, 1)))),
                judgement.flatMap(
                        fields -> fields.read("slower", v -> v.decimal("1..1000", QuestionSettings::isFactor))),
                judgement.flatMap(fields -> fields.read(
                        "alpha", v -> Placed.of(v, v.decimal("above 0 and below 0.5", d -> isBetween(d, 0.5))))),
                judgement.flatMap(fields -> fields.read("window", v -> Placed.of(v, v.integer(1, Integer.MAX_VALUE)))));
    }

    private static boolean isBetween(BigDecimal value, double end) {
        return value.signum() > 0 && value.compareTo(BigDecimal.valueOf(end)) < 0;
    }

    private static boolean isFactor(BigDecimal value) {
        return value.compareTo(BigDecimal.ONE) >= 0 && value.compareTo(BigDecimal.valueOf(1000)) <= 0;
    }

    private static Optional<PlaceRule> place(YamlValue value) {
        return value.fields(RULE).flatMap(fields -> {
            Optional<YamlValue> path = fields.require("path");
            List<How> hows = new ArrayList<>();
            how(fields, "ignore", v -> only(v, new How.Ignore())).ifPresent(hows::add);
            how(fields, "set", v -> only(v, new How.AsSet())).ifPresent(hows::add);
            how(fields, "multiset", v -> only(v, new How.AsMultiset())).ifPresent(hows::add);
            how(fields, "setKeys", QuestionSettings::keys).ifPresent(hows::add);
            how(fields, "precision", QuestionSettings::within).ifPresent(hows::add);
            how(fields, "format", v -> only(v, new How.SameFormat())).ifPresent(hows::add);
            if (HOW.stream().filter(fields::has).count() != 1) {
                value.error("must have exactly one of " + String.join(", ", HOW));
                return Optional.empty();
            }
            return path.flatMap(p -> p.text(1, 512)
                    .filter(text -> !hows.isEmpty())
                    .flatMap(text -> p.made(() -> new PlaceRule(text, hows.get(0)))));
        });
    }

    private static Optional<How> how(YamlFields fields, String name, Function<YamlValue, Optional<How>> reader) {
        return fields.read(name, reader);
    }

    /** What is said by {@code true} alone. */
    private static Optional<How> only(YamlValue value, How how) {
        Optional<Boolean> flag = value.flag();
        if (flag.isPresent() && !flag.get()) {
            value.error("must be true, or be left out");
        }
        return flag.map(f -> how);
    }

    private static Optional<How> keys(YamlValue value) {
        List<String> keys = new ArrayList<>();
        value.items(1, MOST_KEYS).forEach(key -> key.text(1, 256).ifPresent(keys::add));
        return keys.isEmpty() ? Optional.empty() : Optional.of(new How.ByKeys(keys));
    }

    private static Optional<How> within(YamlValue value) {
        return value.decimal("0 or more", d -> d.signum() >= 0).map(How.Within::new);
    }
}
