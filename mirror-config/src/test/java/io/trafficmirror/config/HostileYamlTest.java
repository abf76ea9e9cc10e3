// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever the text, nothing but the documented exception comes out, and soon. */
class HostileYamlTest {
    private static final String ROUTE = ManifestsTest.walkthrough();
    private static final int FUZZED = 2_000;

    private static ManifestException refused(String text) {
        return catchThrowableOfType(
                ManifestException.class,
                () -> Manifests.with(BackendUrls.none()).read(text, "hostile"));
    }

    static Stream<String> hostile() {
        StringBuilder laughs = new StringBuilder("a0: &a0 [x,x,x,x,x,x,x,x,x,x]\n");
        for (int i = 1; i < 20; i++) {
            laughs.append("a")
                    .append(i)
                    .append(": &a")
                    .append(i)
                    .append(" [")
                    .append(("*a" + (i - 1) + ",").repeat(10))
                    .append("]\n");
        }
        String spec = ROUTE.substring(0, ROUTE.indexOf("spec:")) + "spec: ";
        return Stream.of(
                laughs.toString(),
                laughs + ROUTE.replace("hostnames:\n  - mirror.example", "hostnames: *a19"),
                "[".repeat(100_000),
                "{a: ".repeat(20_000),
                "- ".repeat(20_000),
                "? ".repeat(20_000),
                "- \n".repeat(600_000),
                "a: " + "x".repeat(500_000),
                "\"" + "\\u0041".repeat(40_000),
                "'" + "\n".repeat(100_000),
                "#".repeat(300_000),
                "---\n".repeat(20_000),
                "a: &a [*a]\n",
                "a: *" + "x".repeat(5000),
                "&a {*a : b}\n",
                spec + "&s {hostnames: *s, rules: *s}\n",
                spec + "{rules: &r [*r]}\n",
                aliasedMatches(),
                "a: &a \"" + "x".repeat(3000) + "\"\nb: [" + "*a,".repeat(999) + "]\n",
                ROUTE.replace("- mirror.example", "- !!null mirror.example"),
                ROUTE.replace("hostnames:", "hostnames: !!null"),
                ROUTE + "---\n!!null\nkind: MirrorPolicy\n",
                ROUTE.replace("hostnames:", "http2: !!bool yes\nhostnames:"),
                "? [a, b]\n: c\n",
                "? {a: b}\n: c\n",
                "!!java.net.URL [\"http://127.0.0.1:1/\"]\n",
                ROUTE.replace("kind: HTTPRoute", "kind: !!binary HTTPRoute"),
                ROUTE.replace("spec:", "spec: !foo"),
                "<<: {kind: HTTPRoute}\n",
                "%TAG ! tag:a,2000:\n---\n!b c\n",
                "\uD800",
                "\uFFFE",
                "a: \u0085\u2028",
                "\u0000",
                "a:\r- b",
                "a: \uFEFFb",
                ROUTE.replace("- mirror.example", "- mirror.example\n  - x".repeat(5000)),
                ROUTE + ("---\n" + ROUTE).repeat(300));
    }

    /** Some kilobytes that stand for 900,000 matches of 32 conditions each. */
    private static String aliasedMatches() {
        String conditions = "[" + "{name: a, value: b},".repeat(16) + "]";
        StringBuilder text =
                new StringBuilder("m: &m {headers: " + conditions + ", queryParams: " + conditions + "}\n");
        text.append("r: &r {matches: [").append("*m,".repeat(64)).append("]}\n");
        text.append("s: &s {spec: {rules: [").append("*r,".repeat(16)).append("]}}\n");
        return text.append("items: [").append("*s,".repeat(900)).append("]\n").toString();
    }

    @ParameterizedTest
    @MethodSource("hostile")
    void hostile_text_is_refused_and_soon(String text) {
        ManifestException refused = assertTimeoutPreemptively(Duration.ofSeconds(60), () -> refused(text));

        assertThat(refused).isNotNull();
        assertThat(refused.problems()).hasSizeBetween(1, 1000);
        assertThat(refused.problems())
                .allSatisfy(p -> assertThat(p.toString()).doesNotContain("\n").hasSizeLessThan(2000));
    }

    @Test
    void a_text_that_is_too_long_is_not_looked_at() {
        assertThat(refused("x".repeat(YamlDocuments.MAX_LENGTH + 1)))
                .hasMessage("hostile: must have at most 2097152 characters, was 2097153");
    }

    @Test
    void aliases_count_as_what_they_stand_for() {
        assertThat(refused(aliasedMatches())).hasMessageContaining("at most 500000 values are read");
        assertThat(refused("a: &a \"" + "x".repeat(3000) + "\"\nb: [" + "*a,".repeat(999) + "]\n"))
                .hasMessageContaining("at most 2097152 characters are read");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a: !!null [Authorization]",
                "a: !!null Authorization",
                "--- !!null {kind: MirrorPolicy}",
                "a: !!bool yes",
                "a: !!int true",
                "a: !!seq {b: c}",
                "a: !!map [b]"
            })
    void a_tag_that_says_something_else_than_the_text_is_refused(String text) {
        assertThat(refused(text)).hasMessageContaining("is read for what stands here");
    }

    @Test
    void an_alias_in_its_place_is_fine() {
        String text = ROUTE.replace("name: httpbin2", "name: &shadow httpbin2")
                .replace("- name: httpbin\n", "- name: *shadow\n");

        assertThat(Manifests.load(text, "aliased").get(0).rules().get(0).backends())
                .containsExactly("httpbin2");
    }

    @Test
    void fuzzed_text_brings_out_nothing_but_the_documented_exception() {
        Random random = new Random(20261123);
        List<String> seeds = List.of(ROUTE, PolicyTest.POLICY, ROUTE + "---\n" + PolicyTest.POLICY);
        int loaded = 0;
        for (int i = 0; i < FUZZED; i++) {
            String text = fuzzed(seeds.get(i % seeds.size()), random);
            try {
                Manifests.with(BackendUrls.none()).read(text, "fuzzed");
                loaded++;
            } catch (ManifestException e) {
                assertThat(e.problems()).isNotEmpty();
            } catch (Throwable t) {
                throw new AssertionError("seed 20261123, text " + i + ":\n" + text, t);
            }
        }
        assertThat(loaded).isBetween(1, FUZZED - 1);
    }

    /** Lines dropped, doubled, indented or swapped, words replaced, characters thrown in. */
    private static String fuzzed(String seed, Random random) {
        StringBuilder text = new StringBuilder(seed);
        for (int edits = 1 + random.nextInt(4); edits > 0 && !text.isEmpty(); edits--) {
            int at = random.nextInt(text.length());
            int end = Math.min(text.length(), at + 1 + random.nextInt(12));
            switch (random.nextInt(5)) {
                case 0 -> text.delete(at, end);
                case 1 -> text.insert(at, text.substring(at, end));
                case 2 -> text.insert(at, WORDS.get(random.nextInt(WORDS.size())));
                case 3 -> text.replace(at, end, WORDS.get(random.nextInt(WORDS.size())));
                default -> text.insert(at, characters(random));
            }
        }
        return text.toString();
    }

    private static final List<String> WORDS = List.of(
            "\n",
            "  ",
            "\n  - ",
            ": ",
            "[",
            "]",
            "{",
            "}",
            "null",
            "~",
            "-1",
            "99999999999999999999",
            "1e400",
            "0x7fffffff",
            "true",
            "percent: 101",
            "&a ",
            "*a",
            "!!int ",
            "|\n",
            ">\n",
            "\"",
            "'",
            "#",
            "---\n",
            "...\n",
            "%",
            "@",
            "`",
            "\t",
            "RegularExpression",
            "(?i)(((",
            "kind: HTTPRoute",
            "500ms",
            "1Mi",
            "http://[::1",
            "filters: []",
            "rules: {}",
            "? ",
            "<<: ");

    private static String characters(Random random) {
        return IntStream.range(0, 1 + random.nextInt(3))
                .map(i -> random.nextInt(10) == 0 ? random.nextInt(0x10000) : random.nextInt(0x80))
                .collect(StringBuilder::new, (b, c) -> b.append((char) c), StringBuilder::append)
                .toString();
    }
}
