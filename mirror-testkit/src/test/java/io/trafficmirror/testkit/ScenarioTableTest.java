// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** {@code docs/transparency.md} has a line for each scenario, which names tests that there are, or says why there is none. */
class ScenarioTableTest {
    private static final Path ROOT = Path.of("").toAbsolutePath().getParent();
    private static final Pattern ROW = Pattern.compile("(?m)^\\| ([ab]\\d+[a-z]?) \\| (.+) \\|$");
    private static final Pattern MARKED =
            Pattern.compile("@Test\\s+@Scenario\\(([^)]*)\\)\\s+(?:(?:public|default|final) )*void (\\w+)\\(");
    private static final Pattern NUMBER = Pattern.compile("\"([^\"]+)\"");
    private static final Pattern TEST = Pattern.compile("`(?:([A-Z]\\w*)\\.)?([a-z]\\w*_\\w*)(…?)[^`]*`");
    private static final Pattern CLASS = Pattern.compile("`([A-Z]\\w*(?:Test|Contract))\\b");

    private final List<MatchResult> rows =
            ROW.matcher(read(ROOT.resolve("docs/transparency.md"))).results().toList();
    private final Map<String, String> sources = sources();

    @Test
    void each_scenario_has_one_line() {
        Stream<String> filters = IntStream.rangeClosed(1, 120).mapToObj(n -> "a" + n);
        Stream<String> features = IntStream.rangeClosed(1, 41).mapToObj(n -> "b" + n);
        List<String> numbers = rows.stream().map(row -> row.group(1)).toList();
        assertThat(numbers)
                .doesNotHaveDuplicates()
                .containsAll(Stream.concat(filters, features).toList());
    }

    @Test
    void each_scenario_that_is_marked_is_marked_at_a_test() {
        sources.forEach((name, text) -> assertThat(count(MARKED, text))
                .as(name)
                .isEqualTo(count(Pattern.compile("(?m)^ +@Scenario\\("), text)));
    }

    @Test
    void the_line_of_a_marked_scenario_names_one_of_its_tests_or_their_class() {
        Map<String, String> lines = new HashMap<>();
        rows.forEach(row -> lines.put(row.group(1), row.group(2)));
        marked().forEach((number, tests) -> {
            String line = lines.getOrDefault(number, "");
            assertThat(tests).as("named for %s: %s", number, line).anyMatch(test -> names(line, test));
        });
    }

    @Test
    void each_test_that_a_line_names_is_there() {
        Set<String> lost = new TreeSet<>();
        for (MatchResult row : rows) {
            CLASS.matcher(row.group(2))
                    .results()
                    .map(named -> named.group(1))
                    .filter(named -> !sources.containsKey(named))
                    .forEach(named -> lost.add(row.group(1) + ": " + named));
            TEST.matcher(row.group(2))
                    .results()
                    .filter(named -> !isThere(
                            named.group(1), named.group(2), !named.group(3).isEmpty()))
                    .forEach(named -> lost.add(row.group(1) + ": " + named.group()));
        }
        assertThat(lost).isEmpty();
    }

    private boolean isThere(String type, String test, boolean cut) {
        Pattern method = Pattern.compile("void " + test + (cut ? "\\w*\\(" : "\\("));
        return sources.entrySet().stream()
                .filter(source -> type == null || source.getKey().equals(type))
                .anyMatch(source -> method.matcher(source.getValue()).find());
    }

    private static boolean names(String line, Marked test) {
        return line.contains("`" + test.type())
                || TEST.matcher(line)
                        .results()
                        .anyMatch(named -> named.group(3).isEmpty()
                                ? test.name().equals(named.group(2))
                                : test.name().startsWith(named.group(2)));
    }

    private Map<String, List<Marked>> marked() {
        Map<String, List<Marked>> marked = new HashMap<>();
        sources.forEach((type, text) -> MARKED.matcher(text)
                .results()
                .forEach(test -> NUMBER.matcher(test.group(1))
                        .results()
                        .forEach(number -> marked.computeIfAbsent(number.group(1), n -> new ArrayList<>())
                                .add(new Marked(type, test.group(2))))));
        return marked;
    }

    private static long count(Pattern pattern, String text) {
        return pattern.matcher(text).results().count();
    }

    /** The text of each test and contract by the name of its class; of two of one name, both. */
    private static Map<String, String> sources() {
        try (Stream<Path> files = Files.walk(ROOT)) {
            return files.filter(file -> file.toString().endsWith(".java"))
                    .filter(file -> !ROOT.relativize(file).toString().contains("target"))
                    .collect(Collectors.toMap(
                            file -> file.getFileName().toString().replace(".java", ""),
                            ScenarioTableTest::read,
                            String::concat));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    /** A test that a scenario is marked at. */
    private record Marked(String type, String name) {}
}
