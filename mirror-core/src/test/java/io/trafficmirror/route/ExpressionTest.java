// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.route;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import io.trafficmirror.http.Headers;
import io.trafficmirror.http.RequestHead;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ExpressionTest {
    private static final long SEED = 20261129;
    private static final int EXPRESSIONS = 100_000;
    private static final List<String> PIECES = List.of(
            "x",
            "(",
            ")",
            "(",
            ")",
            "(?:",
            "(?i)",
            "(?i:",
            "(?P<n>",
            "(?P<m>",
            "[",
            "]",
            "[^",
            "[]",
            "[[:alpha:]]",
            "-",
            "^",
            "$",
            "|",
            "|",
            "*",
            "+",
            "?",
            "*?",
            "{3}",
            "{0,3}",
            "{2,}",
            "{0}",
            "{1,4}",
            "{",
            "}",
            "{,2}",
            ",",
            "2",
            "\\",
            "\\Q",
            "\\E",
            "\\b",
            "\\A",
            "\\pL",
            "\\p{Greek}",
            "\\x{41}",
            "\\x41",
            "\\101",
            "\\n",
            "\\[",
            "\\(",
            ".",
            "\u00e9");

    /** The whole bound rests on this: an expression that is let pass compiles to no more than was told from its text. */
    @Test
    void the_program_is_never_larger_than_was_told_from_the_text() {
        Random random = new Random(SEED);
        int compiled = 0;
        for (int i = 0; i < EXPRESSIONS; i++) {
            StringBuilder text = new StringBuilder();
            for (int pieces = 1 + random.nextInt(12); pieces > 0; pieces--) {
                text.append(PIECES.get(random.nextInt(PIECES.size())));
            }
            String expression = text.toString();
            ExpressionBounds told = ExpressionBounds.of(expression);
            if (told.instructions() <= 100_000) {
                Optional<Pattern> pattern = compiled(expression);
                if (pattern.isPresent()) {
                    compiled++;
                    assertThat((long) pattern.get().programSize())
                            .as("seed %d: %s", SEED, expression)
                            .isLessThanOrEqualTo(told.instructions());
                }
            }
        }
        assertThat(compiled).isGreaterThan(EXPRESSIONS / 20);
    }

    private static Optional<Pattern> compiled(String expression) {
        try {
            return Optional.of(Pattern.compile(expression));
        } catch (PatternSyntaxException e) {
            return Optional.empty();
        }
    }

    /** The largest that are let pass, on a stack smaller than any container's thread has left. */
    @ParameterizedTest
    @ValueSource(
            strings = {"((x?)){95}", "((((((x?)))))){35}", "(x?){160}", "(|x){110}", "((((x*)*)*)*){30}", "x{0,490}"})
    void what_is_let_pass_needs_little_stack(String expression) throws InterruptedException {
        PathMatch.regex(expression);
        Pattern pattern = Pattern.compile(expression);
        AtomicReference<Throwable> thrown = new AtomicReference<>();
        Thread small = new Thread(
                null,
                () -> {
                    pattern.matches("");
                    pattern.matches("xxy");
                },
                "small stack",
                256 << 10);
        small.setUncaughtExceptionHandler((thread, e) -> thrown.set(e));
        small.start();
        small.join();

        assertThat(thrown.get()).isNull();
    }

    @Test
    void a_value_too_long_for_its_expression_does_not_match_and_is_counted() {
        ValueMatch slow = ValueMatch.regex("X-Slow", ".*[a-z0-9]{1,300}!?");
        RouteTable<String> table = table(new RouteMatch(PathMatch.ALL, Optional.empty(), List.of(slow), List.of()));

        assertThat(table.find(request("/", "a".repeat(100)), RequestHead.reader()))
                .isNotNull();
        assertThat(table.takeUncompared()).isZero();
        assertThat(table.find(request("/", "a".repeat(8_000)), RequestHead.reader()))
                .isNull();

        assertThat(table.takeUncompared()).isOne();
        assertThat(table.takeUncompared()).isZero();
    }

    @Test
    void paths_and_parameters_have_the_same_bound() {
        RouteTable<String> byPath = table(RouteMatch.of(PathMatch.regex("/.*[a-z0-9]{1,300}")));
        RouteTable<String> byQuery = table(new RouteMatch(
                PathMatch.ALL, Optional.empty(), List.of(), List.of(ValueMatch.regex("q", ".*[a-z0-9]{1,300}"))));
        String text = "a".repeat(8_000);

        assertThat(byPath.find(request("/" + text, "x"), RequestHead.reader())).isNull();
        assertThat(byQuery.find(request("/?q=" + text, "x"), RequestHead.reader()))
                .isNull();

        assertThat(byPath.takeUncompared()).isOne();
        assertThat(byQuery.takeUncompared()).isOne();
    }

    @Test
    void the_explanation_says_that_a_value_was_too_long() {
        ValueMatch slow = ValueMatch.regex("X-Slow", ".*[a-z0-9]{1,300}!?");
        RouteTable<String> table = table(new RouteMatch(PathMatch.ALL, Optional.empty(), List.of(slow), List.of()));
        int most = (1 << 17) / Pattern.compile(slow.value()).programSize();

        assertThat(table.explain(request("/", "a".repeat(8_000)), RequestHead.reader())
                        .get(0)
                        .verdict()
                        .reason())
                .endsWith(": not compared, since 8000 characters are more than the " + most
                        + " that this expression may look at");
    }

    private static RouteTable<String> table(RouteMatch match) {
        return RouteTable.of(List.of(new Route<>("r", List.of(), List.of(new RouteRule<>(List.of(match), "x")))));
    }

    private static RequestHead request(String target, String slow) {
        Headers headers = Headers.builder(1).add("X-Slow", slow).build();
        return new RequestHead("GET", "http", "host", target, headers);
    }
}
