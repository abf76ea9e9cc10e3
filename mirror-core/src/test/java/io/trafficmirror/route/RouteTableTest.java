// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.route;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.trafficmirror.http.Headers;
import io.trafficmirror.http.RequestHead;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the conformance suite leaves open, and what we answer there. */
class RouteTableTest {
    private static final RouteMatch ALL = RouteMatch.ALL;

    @ParameterizedTest
    @CsvSource({
        "shop.example, named",
        "shop.example:8443, named",
        "SHOP.Example, named",
        "shop.example., named",
        "shop.example.:80, named",
        "a.shop.example, wild",
        "a.b.shop.example, wilder",
        "A.B.shop.EXAMPLE:1, wilder",
        "deep.a.b.shop.example, wilder",
        "b.shop.example, wild",
        ".shop.example, any",
        "xshop.example, any",
        "example, any",
        "'', any",
        "[::1], any",
        "[::1]:8080, any",
        "192.0.2.1:80, any",
        "shop.example.., any"
    })
    void the_most_specific_hostname_wins(String host, String route) {
        RouteTable<String> table = RouteTable.of(List.of(
                route("any", ALL),
                route("wild", "*.shop.example", ALL),
                route("wilder", "*.b.shop.example", ALL),
                route("named", "shop.example", ALL)));

        assertThat(found(table, get(host, "/"))).isEqualTo(route);
    }

    @Test
    void an_exact_hostname_beats_a_longer_wildcard_and_better_paths() {
        RouteTable<String> table = RouteTable.of(List.of(
                route("wild", "*.shop.example", RouteMatch.of(PathMatch.exact("/a"))),
                route("named", "a.shop.example", ALL)));

        assertThat(found(table, get("a.shop.example", "/a"))).isEqualTo("named");
    }

    @Test
    void falls_through_to_a_less_specific_host() {
        RouteTable<String> table = RouteTable.of(List.of(
                route("named", "a.shop.example", RouteMatch.of(PathMatch.prefix("/a"))),
                route("wild", "*.shop.example", RouteMatch.of(PathMatch.prefix("/b"))),
                route("any", ALL)));

        assertThat(found(table, get("a.shop.example", "/b"))).isEqualTo("wild");
        assertThat(found(table, get("a.shop.example", "/c"))).isEqualTo("any");
    }

    @ParameterizedTest
    @CsvSource({
        "/abc, exact",
        "/abc/, prefix",
        "/abc/def, regex",
        "/abc/defg, prefix",
        "/abcd, root",
        "/ABC, root",
        "/ab/../%61bc;v=1, exact",
        "*, root",
        "/abc/de/x, long",
        "/abc//de, prefix"
    })
    void exact_beats_regex_beats_the_longest_prefix(String path, String route) {
        RouteTable<String> table = RouteTable.of(List.of(
                route("root", ALL),
                route("long", RouteMatch.of(PathMatch.prefix("/abc/de"))),
                route("prefix", RouteMatch.of(PathMatch.prefix("/abc/"))),
                route("regex", RouteMatch.of(PathMatch.regex("/abc/d.f|/abc"))),
                route("exact", RouteMatch.of(PathMatch.exact("/abc")))));

        assertThat(found(table, get("h", path))).isEqualTo(route);
    }

    @Test
    void a_slash_at_the_end_of_a_prefix_gives_no_precedence() {
        RouteTable<String> table = RouteTable.of(List.of(
                route("without", RouteMatch.of(PathMatch.prefix("/abc"))),
                route("with", RouteMatch.of(PathMatch.prefix("/abc/")))));

        assertThat(found(table, get("h", "/abc/x"))).isEqualTo("without");
    }

    @Test
    void registration_order_and_not_the_name_breaks_ties() {
        RouteTable<String> table = RouteTable.of(List.of(route("b", ALL), route("a", ALL)));

        assertThat(found(table, get("h", "/"))).isEqualTo("b");
    }

    @Test
    void repeated_fields_are_compared_joined_by_a_comma() {
        RouteTable<String> table = RouteTable.of(List.of(
                route("joined", matching(List.of(ValueMatch.exact("x-version", "1,2")), List.of()))));

        assertThat(found(table, head("GET", "h", "/", "X-Version", "1", "x-version", "2")))
                .isEqualTo("joined");
        assertThat(found(table, head("GET", "h", "/", "X-Version", "2", "x-version", "1")))
                .isNull();
    }

    @Test
    void of_several_conditions_on_one_field_the_first_counts() {
        RouteTable<String> table = RouteTable.of(List.of(route(
                "first", matching(List.of(ValueMatch.exact("X-A", "1"), ValueMatch.exact("x-a", "2")), List.of()))));

        assertThat(found(table, head("GET", "h", "/", "x-a", "1"))).isEqualTo("first");
    }

    @Test
    void a_condition_that_is_ignored_gives_no_precedence() {
        ValueMatch one = ValueMatch.exact("X-A", "1");
        RouteTable<String> table = RouteTable.of(List.of(
                route("single", matching(List.of(one), List.of())),
                route("double", matching(List.of(one, ValueMatch.exact("x-a", "2")), List.of()))));

        assertThat(found(table, head("GET", "h", "/", "x-a", "1"))).isEqualTo("single");
    }

    @ParameterizedTest
    @CsvSource({
        "a=1, true",
        "a=1&a=2, true",
        "a=2&a=1, false",
        "b=0&a=1, true",
        "A=1, false",
        "%61=%31, true",
        "a=%31&b, true",
        "a, false",
        "a=, false",
        "=1, false",
        "&&a=1, true",
        "a%=1, false",
        "a=1%, false",
        "a=1=, false",
        "xa=1, false",
        "'', false"
    })
    void the_first_value_of_a_query_parameter_counts(String query, boolean matches) {
        RouteTable<String> table =
                RouteTable.of(List.of(route("one", matching(List.of(), List.of(ValueMatch.exact("a", "1"))))));

        assertThat(found(table, get("h", "/?" + query))).isEqualTo(matches ? "one" : null);
    }

    @Test
    void a_plus_in_a_query_is_a_space_and_escapes_are_utf_8() {
        RouteTable<String> table = RouteTable.of(List.of(
                route("space", matching(List.of(), List.of(ValueMatch.exact("a", "x y")))),
                route("plus", matching(List.of(), List.of(ValueMatch.exact("a", "x+y")))),
                route("accent", matching(List.of(), List.of(ValueMatch.exact("a", "\u00e9")))),
                route("regex", matching(List.of(), List.of(ValueMatch.regex("a", "\u20ac+"))))));

        assertThat(found(table, get("h", "/?a=x+y"))).isEqualTo("space");
        assertThat(found(table, get("h", "/?a=x%20y"))).isEqualTo("space");
        assertThat(found(table, get("h", "/?a=x%2By"))).isEqualTo("plus");
        assertThat(found(table, get("h", "/?a=%C3%a9"))).isEqualTo("accent");
        assertThat(found(table, get("h", "/?a=%E2%82%AC"))).isEqualTo("regex");
    }

    @Test
    void regular_expressions_match_whole_values() {
        RouteTable<String> table =
                RouteTable.of(List.of(route("h", matching(List.of(ValueMatch.regex("x", "v[0-9]")), List.of()))));

        assertThat(found(table, head("GET", "h", "/", "x", "v1"))).isEqualTo("h");
        assertThat(found(table, head("GET", "h", "/", "x", "v12"))).isNull();
    }

    @Test
    void reads_the_query_once_and_only_when_asked() {
        CountedHead counting = new CountedHead();
        List<Route<String>> routes = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            ValueMatch parameter = ValueMatch.exact("p" + i, "v" + i);
            RouteMatch match =
                    new RouteMatch(PathMatch.prefix("/q"), Optional.of("GET"), List.of(), List.of(parameter));
            routes.add(route("r" + i, match));
        }
        RouteTable<String> table = RouteTable.of(routes);

        assertThat(table.find(get("h", "/other?p7=v7"), counting)).isNull();
        assertThat(table.find(head("POST", "h", "/q?p7=v7"), counting)).isNull();
        assertThat(counting.asked()).doesNotContain("query");
        assertThat(table.find(get("h", "/q?x=1&p99=v99"), counting).route().name())
                .isEqualTo("r99");
        assertThat(counting.asked()).containsOnlyOnce("query");
        assertThat(table.find(get("h", "/q?x=1"), counting)).isNull();
    }

    @Test
    void a_name_stands_for_one_route() {
        assertThatThrownBy(() -> RouteTable.of(List.of(route("a", ALL), route("a", ALL))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("\"a\"");
    }

    @Test
    void an_empty_table_finds_nothing() {
        assertThat(RouteTable.of(List.<Route<String>>of()).find(get("h", "/"), RequestHead.reader()))
                .isNull();
    }

    private static RouteMatch matching(List<ValueMatch> headers, List<ValueMatch> query) {
        return new RouteMatch(PathMatch.ALL, Optional.empty(), headers, query);
    }

    static Route<String> route(String name, RouteMatch... matches) {
        return new Route<>(name, List.of(), List.of(new RouteRule<>(Arrays.asList(matches), name)));
    }

    static Route<String> route(String name, String hostname, RouteMatch... matches) {
        return new Route<>(
                name, List.of(new Hostname(hostname)), List.of(new RouteRule<>(Arrays.asList(matches), name)));
    }

    static RequestHead get(String host, String target) {
        return head("GET", host, target);
    }

    static RequestHead head(String method, String host, String target, String... headers) {
        return new RequestHead(method, "http", host, target, Headers.of(headers));
    }

    private static String found(RouteTable<String> table, RequestHead request) {
        RouteHit<String> hit = table.find(request, RequestHead.reader());
        return hit == null ? null : hit.action();
    }
}
