// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.trafficmirror.MirrorSpec;
import io.trafficmirror.copy.CopyEdit;
import io.trafficmirror.http.Headers;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WarningsTest {
    private static final String MIRROR = "{type: RequestMirror, requestMirror: {backendRef: {name: b, port: 1}}}";

    private static String route(String name, String rules) {
        return """
                apiVersion: gateway.networking.k8s.io/v1
                kind: HTTPRoute
                metadata: {name: %s}
                spec:
                  hostnames: [a.example, "*.b.example"]
                  rules: [%s]
                """.formatted(name, rules);
    }

    private static Loaded load(String yaml) {
        return Manifests.with(BackendUrls.none()).read(yaml, "w.yaml");
    }

    private static List<String> warnings(String yaml) {
        return load(yaml).warnings().stream().map(Problem::toString).toList();
    }

    private static CopyEdit add(String name) {
        return new CopyEdit.HeaderEdit(Headers.empty(), Headers.of(name, "v"), List.of());
    }

    private static String edit(String name) {
        return "{type: RequestHeaderModifier, requestHeaderModifier: {add: [{name: " + name + ", value: v}]}}";
    }

    private static List<MirrorSpec> mirrors(String yaml) {
        return load(yaml).routes().get(0).rules().get(0).mirrors();
    }

    @Test
    void a_share_of_0_copies_nothing() {
        assertThat(warnings(route("r", "{filters: [" + MIRROR.replace("}}}", "}, percent: 0}}") + "]}")))
                .containsExactly(
                        "w.yaml:6:59: spec.rules[0].filters[0].requestMirror: its share is 0: nothing is copied");
    }

    @Test
    void a_rule_behind_one_with_the_same_conditions_never_matches() {
        String first =
                "{matches: [{path: {value: /a}, method: GET, headers: [{name: X, value: v}, {name: Y, value: v}]}]}";
        String same =
                "{matches: [{path: {value: /a/}, method: GET, headers: [{name: y, value: v}, {name: x, value: v}]}]}";
        String less = "{matches: [{path: {value: /a}, method: GET, headers: [{name: x, value: v}]}]}";

        assertThat(warnings(route("r", first + "," + less))).isEmpty();
        assertThat(warnings(route("r", first + "," + same + "," + less)))
                .singleElement()
                .asString()
                .endsWith("spec.rules[1]: can never match: rule 0 of route r has the same conditions and comes first");
        assertThat(warnings(route("r", first) + "---\n" + route("s", less + "," + same)))
                .singleElement()
                .asString()
                .endsWith("spec.rules[1]: can never match: rule 0 of route r has the same conditions and comes first");
        assertThat(warnings(route("r", first) + "---\n" + route("s", same).replace("a.example", "c.example")))
                .isEmpty();
    }

    @Test
    void a_field_of_the_connection_is_not_set() {
        String filter =
                "{type: RequestHeaderModifier, requestHeaderModifier: {set: [{name: host, value: a}, {name: X, value: b}],"
                        + " add: [{name: Content-Length, value: 1}], remove: [Connection]}}".replace("1", "'1'");

        assertThat(warnings(route("r", "{filters: [" + filter + "," + MIRROR + "]}")))
                .containsExactly("w.yaml:6:75: spec.rules[0].filters[0].requestHeaderModifier: can't set host,"
                        + " Content-Length: Host is what URLRewrite or a MirrorPolicy says, and fields of framing and"
                        + " connection are the transport's");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            timeouts: {request: 10s, backendRequest: 5s}                     | spec.rules[0].timeouts: is ignored: it binds the primary's gateway
            retry: {codes: [500], attempts: 2}                               | spec.rules[0].retry: is ignored
            sessionPersistence: {sessionName: s}                             | spec.rules[0].sessionPersistence: is ignored
            filters: [{type: CORS, cors: {allowOrigins: ["*"]}}]             | spec.rules[0].filters[0].cors: is ignored: a copy has no use for CORS
            filters: [{type: ResponseHeaderModifier, responseHeaderModifier: {remove: [a]}}] | is ignored: a copy has no use for ResponseHeaderModifier
            filters: [{type: RequestRedirect, requestRedirect: {statusCode: 301}}] | is ignored: a copy has no use for RequestRedirect
            filters: [{type: ExtensionRef, extensionRef: {group: g, kind: k, name: n}}] | is ignored: custom filters (ExtensionRef) can't be applied to copies
            matches: [{path: {value: /a/*}}]                                 | matches[0].path.value: ends with a star, which is a character here and no wildcard
            matches: [{headers: [{name: a, value: b}, {name: A, value: c}]}] | spec.rules[0].matches[0].headers[1]: is ignored: a condition on the same field
            """)
    void what_has_no_meaning_for_a_copy_is_told(String fields, String warning) {
        assertThat(warnings(route("r", "{" + fields + "}")))
                .singleElement()
                .asString()
                .contains(warning);
    }

    @Test
    void filters_apply_in_order_to_the_mirrors_they_precede() {
        String yaml = route(
                "r",
                "{filters: [" + edit("A") + "," + MIRROR + ","
                        + "{type: URLRewrite, urlRewrite: {hostname: h, path: {type: ReplaceFullPath, replaceFullPath: /p}}},"
                        + MIRROR + "]}");

        assertThat(mirrors(yaml).get(0).copy().edits()).containsExactly(add("A"));
        assertThat(mirrors(yaml).get(1).copy().edits())
                .containsExactly(add("A"), new CopyEdit.HostRewrite("h"), new CopyEdit.FullPathRewrite("/p"));
        assertThat(load(yaml).warnings()).isEmpty();
        assertThat(warnings(route("r", "{filters: [" + MIRROR + "," + edit("A") + "]}")))
                .singleElement()
                .asString()
                .endsWith("spec.rules[0].filters[1]: shapes no copy: no RequestMirror comes after it");
    }

    @Test
    void an_edit_behind_the_mirrors_of_the_rule_shapes_the_copies_of_a_mirror_of_the_backend() {
        String yaml = route(
                "r",
                "{filters: [" + MIRROR + "," + edit("A") + "], backendRefs: [{name: p, port: 1, filters: [" + MIRROR
                        + "," + edit("B") + "]}]}");

        assertThat(mirrors(yaml).get(0).copy().edits()).containsExactly(add("B"));
        assertThat(mirrors(yaml).get(1).copy().edits()).containsExactly(add("A"));
        assertThat(warnings(yaml)).isEmpty();
        assertThat(warnings(
                        route("r", "{backendRefs: [{name: p, port: 1, filters: [" + MIRROR + "," + edit("B") + "]}]}")))
                .singleElement()
                .asString()
                .endsWith("filters[1]: shapes no copy: no RequestMirror comes after it");
    }

    @Test
    void the_filters_of_the_one_backend_come_last() {
        String yaml = route(
                "r",
                "{filters: [" + edit("A") + "," + MIRROR + "], backendRefs: [{name: p, port: 1, filters: [" + edit("B")
                        + "," + MIRROR + "]}, {name: off, port: 1, weight: 0, filters: [" + edit("C") + "]}]}");

        assertThat(mirrors(yaml))
                .hasSize(2)
                .allSatisfy(m -> assertThat(m.copy().edits()).containsExactly(add("A"), add("B")));
    }

    @Test
    void of_several_weighted_backends_a_policy_says_which_one_this_process_is() {
        String yaml = route(
                "r",
                "{filters: [" + MIRROR + "], backendRefs: [{name: p, port: 1, filters: [" + edit("B")
                        + "]}, {name: q, port: 1, filters: [" + edit("C") + "]}]}");
        String policy = """
                ---
                apiVersion: trafficmirror.io/v1alpha1
                kind: MirrorPolicy
                metadata: {name: p}
                spec:
                  targetRefs: [{group: gateway.networking.k8s.io, kind: HTTPRoute, name: r}]
                  primary: q
                """;

        assertThat(mirrors(yaml).get(0).copy().edits()).isEmpty();
        assertThat(warnings(yaml))
                .hasSize(2)
                .allMatch(w -> w.contains("which of the rule's backends this process is, is not known"));
        assertThat(mirrors(yaml + policy).get(0).copy().edits()).containsExactly(add("C"));
        assertThat(warnings(yaml + policy)).isEmpty();
    }
}
