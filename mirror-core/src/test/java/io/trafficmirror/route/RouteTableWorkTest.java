// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.route;

import static org.assertj.core.api.Assertions.assertThat;

import io.trafficmirror.http.RequestHead;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * How much a look-up does, without a clock: every rule has a condition on a field of its own, so that the fields that were read tell which rules were asked. What is done to find
 * them is places looked at in {@link TextIndex}.
 */
class RouteTableWorkTest {
    /** What tells the rules of a table apart, and a request for one of them. */
    record Shape(String name, IntFunction<Route<String>> route, IntFunction<RequestHead> request) {
        RouteTable<String> table(int rules) {
            return RouteTable.of(IntStream.range(0, rules).mapToObj(route).toList());
        }

        /** What is asked of a request that this rule matches, or that lacks its one field. */
        List<String> asked(RouteTable<String> table, int rule, boolean withField) {
            RequestHead plain = request.apply(rule);
            RequestHead head =
                    withField ? RouteTableTest.head("GET", plain.host(), plain.target(), "X-" + rule, "v") : plain;
            CountedHead reader = new CountedHead();
            RouteHit<String> hit = table.find(head, reader);
            assertThat(hit == null ? "nothing" : hit.action()).isEqualTo(withField ? "r" + rule : "nothing");
            return reader.asked();
        }

        @Override
        public String toString() {
            return name;
        }
    }

    private static Route<String> route(int i, List<Hostname> hostnames, PathMatch path) {
        List<ValueMatch> field = List.of(ValueMatch.regex("X-" + i, ".*"));
        RouteMatch match = new RouteMatch(path, Optional.of("GET"), field, List.of(ValueMatch.exact("q", "1")));
        return new Route<>("r" + i, hostnames, List.of(new RouteRule<>(List.of(match), "r" + i)));
    }

    private static RequestHead head(String host, String path) {
        return RouteTableTest.get(host, path + "?q=1");
    }

    static Stream<Shape> shapes() {
        return Stream.of(
                new Shape(
                        "prefix",
                        i -> route(i, List.of(), PathMatch.prefix("/service/" + i)),
                        i -> head("h.example", "/service/" + i + "/x")),
                new Shape(
                        "exact path",
                        i -> route(i, List.of(), PathMatch.exact("/page/" + i)),
                        i -> head("h.example", "/page/" + i)),
                new Shape(
                        "host",
                        i -> route(i, List.of(new Hostname("host" + i + ".example")), PathMatch.ALL),
                        i -> head("HOST" + i + ".example:80", "/x")),
                new Shape(
                        "wildcard",
                        i -> route(i, List.of(new Hostname("*.host" + i + ".example")), PathMatch.ALL),
                        i -> head("a.b.host" + i + ".example", "/x")),
                new Shape(
                        "mixed",
                        i -> route(
                                i,
                                List.of(new Hostname((i % 2 == 0 ? "*." : "") + "host" + i % 100 + ".example")),
                                i % 3 == 0 ? PathMatch.exact("/a/" + i) : PathMatch.prefix("/a/" + i)),
                        i -> head((i % 2 == 0 ? "x." : "") + "host" + i % 100 + ".example", "/a/" + i)));
    }

    @ParameterizedTest
    @MethodSource("shapes")
    void as_many_questions_are_asked_of_a_request_with_10_000_rules_as_with_one(Shape shape) {
        List<String> one = shape.asked(shape.table(1), 0, true);
        assertThat(one).contains("path", "method", "X-0", "query");
        for (int rules : new int[] {1_000, 10_000}) {
            RouteTable<String> table = shape.table(rules);
            for (int rule = 0; rule < rules; rule += 37) {
                int of = rule;
                List<String> expected = new ArrayList<>(one);
                expected.replaceAll(question -> question.equals("X-0") ? "X-" + of : question);
                assertThat(shape.asked(table, rule, true)).containsExactlyInAnyOrderElementsOf(expected);
                expected.remove("query");
                assertThat(shape.asked(table, rule, false)).containsExactlyInAnyOrderElementsOf(expected);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"/service/%d", "/%x/items", "/api/v1/tenants/%d/orders", "host%d.example", "t-%x.eu.example"})
    void a_key_is_found_at_the_first_or_second_place_however_many_there_are(String form) {
        for (int size : new int[] {1, 100, 1_000, 10_000}) {
            Map<String, Integer> keys = new HashMap<>();
            IntStream.range(0, size).forEach(i -> keys.put(String.format(Locale.ROOT, form, i), i));
            TextIndex<Integer> index = TextIndex.of(keys);
            long steps = 0;
            for (Map.Entry<String, Integer> key : keys.entrySet()) {
                int place = index.first(key.getKey().hashCode());
                assertThat(index.value(place)).isEqualTo(key.getValue());
                steps += index.steps(place);
            }
            assertThat((double) steps / size)
                    .as("places looked at for %d keys", size)
                    .isBetween(1.0, 2.0);
        }
    }
}
