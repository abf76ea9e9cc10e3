// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.trafficmirror.copy.HostPolicy;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TrafficPolicyTest {
    private static final String ROUTE = """
            apiVersion: gateway.networking.k8s.io/v1
            kind: HTTPRoute
            metadata: {name: shop, namespace: web}
            spec:
              parentRefs: [{name: public, namespace: web, sectionName: https}]
              rules:
              - name: orders
                matches: [{path: {value: /orders}}]
                filters: [{type: RequestMirror, requestMirror: {backendRef: {name: next, port: 80}}}]
              - filters: [{type: RequestMirror, requestMirror: {backendRef: {name: next, port: 80}}}]
            """;
    private static final String SUFFIX = "{}";
    private static final String PLAIN = "{disableShadowHostSuffixAppend: true}";

    private static String policy(String name, String target, String block) {
        return """
                ---
                apiVersion: gateway.kgateway.dev/v1alpha1
                kind: TrafficPolicy
                metadata: {name: %s, namespace: web}
                spec:
                  targetRefs: [{group: gateway.networking.k8s.io, %s}]
                  requestMirror: %s
                """.formatted(name, target, block);
    }

    private static Loaded load(String... documents) {
        return Manifests.with(BackendUrls.none()).read(String.join("", documents), "t.yaml");
    }

    private static List<HostPolicy> hosts(String... documents) {
        return load(documents).routes().get(0).rules().stream()
                .map(rule -> rule.mirrors().get(0).copy().host())
                .toList();
    }

    private static List<String> warnings(String... documents) {
        return load(documents).warnings().stream().map(Problem::toString).toList();
    }

    private static String literal(String host) {
        return "{hostRewriteLiteral: " + host + "}";
    }

    @Test
    void without_a_policy_copies_name_their_target() {
        assertThat(hosts(ROUTE)).containsExactly(HostPolicy.TARGET, HostPolicy.TARGET);
    }

    @Test
    void the_block_says_the_host() {
        String route = "kind: HTTPRoute, name: shop";
        assertThat(hosts(ROUTE, policy("p", route, SUFFIX))).containsOnly(HostPolicy.SHADOW_SUFFIX);
        assertThat(hosts(ROUTE, policy("p", route, "{disableShadowHostSuffixAppend: false}")))
                .containsOnly(HostPolicy.SHADOW_SUFFIX);
        assertThat(hosts(ROUTE, policy("p", route, PLAIN))).containsOnly(HostPolicy.ORIGINAL);
        assertThat(hosts(ROUTE, policy("p", route, literal("a.example"))))
                .containsOnly(HostPolicy.literal("a.example"));
        assertThat(hosts(
                        ROUTE,
                        policy("p", route, "{disableShadowHostSuffixAppend: false, hostRewriteLiteral: a.example}")))
                .containsOnly(HostPolicy.literal("a.example"));
    }

    @Test
    void the_most_specific_policy_wins_the_whole_block() {
        String gateway = policy("a", "kind: Gateway, name: public", literal("gateway.example"));
        String listener = policy("b", "kind: Gateway, name: public, sectionName: https", literal("listener.example"));
        String route = policy("c", "kind: HTTPRoute, name: shop", literal("route.example"));
        String rule = policy("d", "kind: HTTPRoute, name: shop, sectionName: orders", PLAIN);

        assertThat(hosts(ROUTE, gateway)).containsOnly(HostPolicy.literal("gateway.example"));
        assertThat(hosts(ROUTE, gateway, listener)).containsOnly(HostPolicy.literal("listener.example"));
        assertThat(hosts(ROUTE, route, gateway, listener)).containsOnly(HostPolicy.literal("route.example"));
        assertThat(hosts(ROUTE, rule, route, gateway, listener))
                .containsExactly(HostPolicy.ORIGINAL, HostPolicy.literal("route.example"));
    }

    @Test
    void of_two_as_specific_the_older_one_wins_then_the_first_by_name() {
        String target = "kind: HTTPRoute, name: shop";
        String a = policy("a", target, literal("a.example"));
        String b = policy("b", target, literal("b.example"));
        String old = policy("z", target, literal("z.example"))
                .replace("name: z,", "name: z, creationTimestamp: 2026-01-01T00:00:00Z,");
        assertThat(hosts(ROUTE, b, a)).containsOnly(HostPolicy.literal("a.example"));
        assertThat(hosts(ROUTE, b, a, old)).containsOnly(HostPolicy.literal("z.example"));
    }

    @Test
    void a_policy_without_the_block_changes_nothing_and_hides_none() {
        String other =
                policy("a", "kind: HTTPRoute, name: shop", PLAIN).replace("requestMirror: " + PLAIN, "buffer: {}");
        assertThat(hosts(ROUTE, other)).containsOnly(HostPolicy.TARGET);
        assertThat(warnings(ROUTE, other))
                .containsExactly("t.yaml:17:11: spec.buffer: is ignored: it binds the primary's gateway, not a copy");
        assertThat(hosts(ROUTE, other, policy("b", "kind: Gateway, name: public", PLAIN)))
                .containsOnly(HostPolicy.ORIGINAL);
    }

    @Test
    void a_mirror_policy_goes_over_it() {
        String mirror = """
                ---
                apiVersion: trafficmirror.io/v1alpha1
                kind: MirrorPolicy
                metadata: {name: m, namespace: web}
                spec:
                  targetRefs: [{group: gateway.networking.k8s.io, kind: HTTPRoute, name: shop}]
                  host: target
                """;
        assertThat(hosts(ROUTE, policy("p", "kind: HTTPRoute, name: shop", PLAIN), mirror))
                .containsOnly(HostPolicy.TARGET);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            kind: HTTPRoute, name: other                    | no route of these manifests is other
            kind: Gateway, name: other                      | no route of these manifests is other
            kind: Gateway, name: public, sectionName: http  | no route of these manifests is public
            kind: GRPCRoute, name: shop                     | no HTTPRoute and no Gateway, was GRPCRoute
            kind: Gateway, name: public, sectionName: https | by which one a request came is not known here
            """)
    void what_has_no_effect_is_said(String target, String warning) {
        assertThat(warnings(ROUTE, policy("p", target, PLAIN)))
                .singleElement()
                .asString()
                .contains("spec.targetRefs[0]: ")
                .contains(warning);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {disableShadowHostSuffixAppend: maybe} | disableShadowHostSuffixAppend: must be true or false
            {hostRewriteLiteral: ""}               | hostRewriteLiteral: must have 1..260 characters
            {hostRewriteLiteral: "a b"}            | hostRewriteLiteral:
            {hostRewrite: a}                       | hostRewrite: unknown field
            """)
    void what_is_wrong_is_an_error(String block, String message) {
        assertThatThrownBy(() -> load(ROUTE, policy("p", "kind: HTTPRoute, name: shop", block)))
                .isInstanceOf(ManifestException.class)
                .hasMessageContaining(message);
    }

    @Test
    void a_policy_needs_targets() {
        String policy = policy("p", "kind: HTTPRoute, name: shop", PLAIN).replaceFirst("  targetRefs.*\n", "");
        assertThatThrownBy(() -> load(ROUTE, policy)).hasMessageContaining("spec: targetRefs is required");
    }
}
