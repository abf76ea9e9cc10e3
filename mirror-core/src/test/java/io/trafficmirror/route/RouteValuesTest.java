// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.route;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What an API server refuses of a single value, these types refuse too, and say why. */
class RouteValuesTest {
    @ParameterizedTest
    @CsvSource({
        "abc, start with \"/\"",
        "'', start with \"/\"",
        "*, start with \"/\"",
        "/a//b, not contain \"//\"",
        "/a/./b, not contain \"/./\"",
        "/a/../b, not contain \"/../\"",
        "/a%2fb, not contain \"%2f\"",
        "/a%2Fb, not contain \"%2F\"",
        "/a#b, not contain \"#\"",
        "/a/., not end with \"/.\"",
        "/a/.., not end with \"/..\"",
        "/a b, be letters",
        "/a?b, be letters",
        "/a%4, be letters",
        "/a%zz, be letters",
        "/\u00e9, be letters"
    })
    void a_path_follows_the_rules_of_the_spec(String path, String rule) {
        refuses(() -> PathMatch.exact(path), "path: must " + rule, '"' + path + '"');
        refuses(() -> PathMatch.prefix(path), "path: must " + rule, '"' + path + '"');
    }

    @Test
    void a_path_takes_all_that_the_spec_allows() {
        assertThatCode(() -> PathMatch.exact("/-Az09/._~!$&'()*+,;=:@%20/")).doesNotThrowAnyException();
        assertThatCode(() -> PathMatch.prefix("/" + "a".repeat(1023))).doesNotThrowAnyException();
        refuses(() -> PathMatch.prefix("/" + "a".repeat(1024)), "1..1024", "1025");
    }

    /** As requests are: in the normal form. */
    @ParameterizedTest
    @CsvSource({
        "/shop, true",
        "/shop/orders, true",
        "/shopping, false",
        "/orders, false",
        "/sh%6Fp/orders, true",
        "/shop;v=1/orders, true",
        "/sh%C3%B6p/orders, false"
    })
    void whether_a_path_can_match_below_a_context_path_is_told_by_its_normal_form(String path, boolean can) {
        assertThat(PathMatch.exact(path).canMatchBelow("/shop")).isEqualTo(can);
        assertThat(PathMatch.prefix(path).canMatchBelow("/shop")).isEqualTo(can);
        assertThat(PathMatch.prefix(path).canMatchBelow("")).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"[", "(", "a**", "(?=a)", "\\1", "(?<n>a)\\k<n>", "x{1001}"})
    void an_expression_is_re2(String expression) {
        refuses(() -> PathMatch.regex(expression), "path regex: must be an RE2 expression", '"' + expression + '"');
        refuses(() -> ValueMatch.regex("a", expression), "value of \"a\": must be an RE2", '"' + expression + '"');
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "((x{1000}){1000}){1000}",
                "(?:(?:(?:[]x]{99}){99}){99}){99}",
                "((((\\Q(\\E{500}){500}){500}",
                "(x{1,1000}){2,}{1000}",
                "((\\pL{1000}){1000}",
                "\\Q[\\E(((x{1000}){1000}){1000})]",
                "a(?i){1000}{1000}",
                "(?P<n>[[:alpha:]{]\\x{41}{900}){900}"
            })
    void an_expression_that_grows_beyond_measure_is_refused_before_it_does(String expression) {
        refuses(() -> PathMatch.regex(expression), "at most 4000 instructions", '"' + expression + '"');
    }

    @Test
    void an_expression_over_which_a_matcher_would_recurse_too_deep_is_refused() {
        refuses(() -> PathMatch.regex("((x?)){500}"), "at most 500 branches", "{500}");
        refuses(() -> PathMatch.regex("((x?)){1000}".repeat(4)), "instructions", "{1000}");
        refuses(() -> PathMatch.regex("(".repeat(101) + "x" + ")".repeat(101)), "nest at most 100 parentheses", "((");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "(?i)\\x{1c80}",
                "(?s-m)(?im)\u1c88",
                "(?i:[a-\\x{8000}])",
                "(?i)[^\u00e9-\u4000]",
                "(?i)\\Q\u1c80\\E"
            })
    void characters_over_which_the_compiler_never_ends_are_refused(String expression) {
        refuses(() -> PathMatch.regex(expression), "U+1C80..U+1C88", '"' + expression + '"');
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[a-z]{1,63}(\\.[a-z]{1,63}){0,4}",
                "(ab{0,5}){50}",
                "[a-z0-9]{1,400}",
                "{",
                "a{",
                "a{x}",
                "x{,5}",
                "[{999}]",
                "\\{9{9}",
                "a|b",
                ".*",
                "(?i)stra\u00dfe[a-\u024f]*\\pL",
                "(?i)\\p{Cyrillic}+\\P{Greek}[\\pL\\pN]",
                "[\u00e9-\u4000]"
            })
    void ordinary_expressions_pass(String expression) {
        assertThatCode(() -> PathMatch.regex(expression)).doesNotThrowAnyException();
    }

    @Test
    void an_expression_has_a_length() {
        refuses(() -> PathMatch.regex(""), "1..1024", "0");
        refuses(() -> PathMatch.regex("a".repeat(1025)), "1..1024", "1025");
        refuses(() -> ValueMatch.regex("a", "a".repeat(4097)), "1..4096", "4097");
    }

    @Test
    void a_name_is_a_token_and_a_value_is_not_empty() {
        refuses(() -> ValueMatch.exact("", "1"), "name: must be 1..256", "0");
        refuses(() -> ValueMatch.exact("a".repeat(257), "1"), "name: must be 1..256", "257");
        refuses(() -> ValueMatch.exact("a b", "1"), "name: must be letters", "\"a b\"");
        refuses(() -> ValueMatch.exact(":path", "1"), "name: must be letters", "\":path\"");
        refuses(() -> ValueMatch.exact("a", ""), "value of \"a\": must be 1..4096", "0");
        refuses(() -> ValueMatch.exact("a", "b".repeat(4097)), "value of \"a\": must be 1..4096", "4097");
        assertThat(ValueMatch.exact("A9!#$%&'*+-.^_`|~", "b".repeat(4096)).value())
                .hasSize(4096);
    }

    @Test
    void a_match_has_its_bounds() {
        ValueMatch one = ValueMatch.exact("a", "b".repeat(1025));
        List<ValueMatch> many = Collections.nCopies(17, ValueMatch.exact("a", "b"));

        refuses(() -> RouteMatch.ALL.withMethod("get"), "method: must be one of GET, HEAD", "\"get\"");
        refuses(() -> match(many, List.of()), "headers: must be at most 16", "17");
        refuses(() -> match(List.of(), many), "queryParams: must be at most 16", "17");
        refuses(() -> match(List.of(), List.of(one)), "value of \"a\": must be 1..1024", "1025");
        refuses(() -> new RouteRule<>(Collections.nCopies(65, RouteMatch.ALL), "x"), "at most 64", "65");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "*", "*.", "*.*.a", "a.*", "A.b", "a..b", "-a", "a-", "a_b", "a:80", "[::1]", "a."})
    void a_hostname_is_a_lower_case_name(String pattern) {
        refuses(() -> new Hostname(pattern), "hostname: must be", '"' + pattern + '"');
    }

    @Test
    void a_thousand_rules_may_stand_in_one_route_made_by_code() {
        RouteRule<String> rule = new RouteRule<>(List.of(), "x");

        assertThat(RouteTable.of(List.of(new Route<>("r", List.of(), Collections.nCopies(1000, rule))))
                        .routes())
                .hasSize(1);
    }

    private static RouteMatch match(List<ValueMatch> headers, List<ValueMatch> query) {
        return new RouteMatch(PathMatch.ALL, Optional.empty(), headers, query);
    }

    private static void refuses(ThrowingCallable making, String allowed, String given) {
        assertThatThrownBy(making)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(allowed)
                .hasMessageContaining(given);
    }
}
