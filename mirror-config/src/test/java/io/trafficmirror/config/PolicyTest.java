// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.trafficmirror.MirrorRoute;
import io.trafficmirror.MirrorRule;
import io.trafficmirror.MirrorSpec;
import io.trafficmirror.capture.CaptureRules;
import io.trafficmirror.capture.CaptureRules.Parsed;
import io.trafficmirror.capture.CaptureRules.RequestBody;
import io.trafficmirror.capture.CaptureRules.When;
import io.trafficmirror.capture.StatusCondition;
import io.trafficmirror.copy.CopyEdit;
import io.trafficmirror.copy.HostPolicy;
import io.trafficmirror.copy.TracePolicy;
import io.trafficmirror.experiment.Writes;
import io.trafficmirror.http.Headers;
import io.trafficmirror.sample.Fraction;
import io.trafficmirror.sample.Ordering;
import io.trafficmirror.sample.SampleKey;
import io.trafficmirror.targets.BreakerRules;
import io.trafficmirror.targets.TargetLimits;
import io.trafficmirror.targets.TargetLimits.Overflow;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PolicyTest {
    static final String POLICY = """
        apiVersion: trafficmirror.io/v1alpha1
        kind: MirrorPolicy
        metadata:
          name: settings
          namespace: httpbin
        spec:
          targetRefs:
          - group: gateway.networking.k8s.io
            kind: HTTPRoute
            name: httpbin-mirror
          backends:
          - name: httpbin/httpbin2:8000
            url: https://shadow.example:8443
          host:
            literal: shadow.example
          dropHeaders: [Authorization]
          redactHeaders: [Cookie, X-Token]
          trace: newUnsampledRoot
          sampling:
            key:
              cookie: session
            maxPerSecond: 50
            copies: 2
          when: afterResponse
          statuses:
            from: 200
            to: 299
          maxBodyBytes: 2Mi
          stream: false
          streamBufferBytes: 64Ki
          forms: drop
          multipart: rebuild
          body: none
          limits:
            maxQueued: 10
            maxInFlight: 4
            maxQueueAge: 1m30s
            connectTimeout: 500ms
            deadline: 2s
            overflow: dropOldest
          breaker:
            consecutiveFailures: 3
            failurePercent: 20
            window: 40
            probeInterval: 2s
            maxProbeInterval: 1m
          ordering:
            by: key
            key: {cookie: JSESSIONID}
          http2: true
        """;

    private static final String ROUTE = ManifestsTest.walkthrough();

    private static String route() {
        return ROUTE.replace("    filters:\n", """
                filters:
                - type: RequestHeaderModifier
                  requestHeaderModifier:
                    set: [{name: X-Env, value: shadow}]
            """)
                .replace(
                        "          port: 8000\n    backendRefs",
                        "          port: 8000\n        percent: 10\n    backendRefs");
    }

    private static List<String> errors(String policy) {
        ManifestException thrown =
                catchThrowableOfType(ManifestException.class, () -> Manifests.load(ROUTE + "---\n" + policy, "p.yaml"));
        return thrown == null
                ? List.of()
                : thrown.problems().stream().map(Problem::toString).toList();
    }

    private static MirrorSpec only(String yaml) {
        return Manifests.load(yaml, "p.yaml").get(0).rules().get(0).mirrors().get(0);
    }

    @Test
    void yaml_and_the_builder_make_equal_objects() {
        MirrorRoute built = MirrorRoute.to("https://shadow.example:8443")
                .name("httpbin/httpbin-mirror")
                .hostname("mirror.example")
                .pathPrefix("/")
                .percent(10)
                .mirror(m -> m.withName("httpbin2")
                        .withSampling(m.sampling()
                                .withKey(SampleKey.cookie("session"))
                                .withMaxPerSecond(50)
                                .withCopies(2))
                        .withCopy(m.copy()
                                .withEdits(List.of(new CopyEdit.HeaderEdit(
                                        Headers.of("X-Env", "shadow"), Headers.empty(), List.of())))
                                .withHost(HostPolicy.literal("shadow.example"))
                                .withDrop(List.of("Authorization"))
                                .withRedact(List.of("Cookie", "X-Token"))
                                .withTrace(TracePolicy.NEW_UNSAMPLED_ROOT))
                        .withCapture(new CaptureRules(
                                2 << 20,
                                false,
                                64 << 10,
                                When.AFTER_RESPONSE,
                                new StatusCondition(200, 299),
                                Parsed.DROP,
                                Parsed.REBUILD,
                                RequestBody.NONE))
                        .withLimits(new TargetLimits(
                                10,
                                4,
                                Duration.ofSeconds(90),
                                Duration.ofMillis(500),
                                Duration.ofSeconds(2),
                                Overflow.DROP_OLDEST,
                                new BreakerRules(3, 20, 40, Duration.ofSeconds(2), Duration.ofMinutes(1))))
                        .withOrdering(Ordering.by(SampleKey.cookie("JSESSIONID")))
                        .withHttp2(true))
                .build();
        MirrorRule rule = built.rules().get(0);
        MirrorRoute expected = new MirrorRoute(
                built.name(),
                built.hostnames(),
                List.of(new MirrorRule(Optional.empty(), rule.matches(), List.of("httpbin"), rule.mirrors())));

        Loaded loaded = Manifests.with(BackendUrls.none()).read(route() + "---\n" + POLICY, "p.yaml");

        assertThat(loaded.routes()).containsExactly(expected);
        assertThat(loaded.warnings()).isEmpty();
    }

    @Test
    void writes_that_are_dropped_have_no_copies() {
        String policy = POLICY + "  comparison: {writes: %s}\n";
        String all = ROUTE + "---\n" + policy;

        assertThat(only(all.formatted("drop")).sampling().safeOnly()).isTrue();
        assertThat(only(all.formatted("send")).sampling().safeOnly()).isFalse();
        assertThat(Manifests.with(BackendUrls.none())
                        .read(all.formatted("drop"), "p.yaml")
                        .plan()
                        .scopes()
                        .get(0)
                        .writes())
                .contains(Writes.DROP);
    }

    /** A policy for the mirrors to one backend says nothing of those to another, whichever comes first. */
    @Test
    void writes_are_dropped_for_the_mirrors_that_a_policy_is_for() {
        String two = ROUTE.replace(
                "    backendRefs:",
                "    - {type: RequestMirror, requestMirror: {backendRef: {name: other, port: 80}}}\n    backendRefs:");
        String send = writes("send", "httpbin2");
        String drop = writes("drop", "other");

        for (String policies : List.of(send + drop, drop + send)) {
            assertThat(Manifests.load(two + policies, "p").get(0).rules().get(0).mirrors())
                    .extracting(mirror -> mirror.sampling().safeOnly())
                    .containsExactly(false, true);
        }
    }

    private static String writes(String what, String mirror) {
        return """
            ---
            apiVersion: trafficmirror.io/v1alpha1
            kind: MirrorPolicy
            metadata: {name: %s, namespace: httpbin}
            spec:
              targetRefs: [{group: gateway.networking.k8s.io, kind: HTTPRoute, name: httpbin-mirror}]
              mirrors: [%s]
              comparison: {writes: %s}
            """.formatted(what, mirror, what);
    }

    @Test
    void the_caller_s_urls_win_over_those_of_policies() {
        BackendUrls urls = BackendUrls.none().with("httpbin2", "http://127.0.0.1:1");

        assertThat(Manifests.with(urls)
                        .read(ROUTE + "---\n" + POLICY, "p")
                        .routes()
                        .get(0)
                        .rules()
                        .get(0)
                        .mirrors()
                        .get(0)
                        .target())
                .hasToString("http://127.0.0.1:1");
    }

    @Test
    void a_policy_may_stand_before_its_route_and_without_a_namespace() {
        MirrorSpec mirror = only(POLICY.replace("  namespace: httpbin\n", "") + "---\n" + ROUTE);

        assertThat(mirror.http2()).isTrue();
    }

    @Test
    void the_policy_of_a_rule_goes_over_the_policy_of_its_route_field_by_field() {
        String route = ROUTE.replace("  - matches:", "  - name: all\n    matches:");
        String special = """
            apiVersion: trafficmirror.io/v1alpha1
            kind: MirrorPolicy
            metadata: {name: special, namespace: httpbin}
            spec:
              targetRefs: [{group: gateway.networking.k8s.io, kind: HTTPRoute, name: httpbin-mirror, sectionName: all}]
              host: original
              limits: {deadline: 200ms}
            """;

        MirrorSpec mirror = only(special + "---\n" + route + "---\n" + POLICY);

        assertThat(mirror.copy().host()).isEqualTo(HostPolicy.ORIGINAL);
        assertThat(mirror.copy().drop()).containsExactly("Authorization");
        assertThat(mirror.limits().deadline()).isEqualTo(Duration.ofMillis(200));
        assertThat(mirror.limits().connectTimeout()).isEqualTo(Duration.ofMillis(200));
        assertThat(mirror.limits().maxQueued()).isEqualTo(10);
    }

    @Test
    void a_policy_may_be_for_the_mirrors_to_one_backend_only() {
        String two = ROUTE.replace(
                "    backendRefs:",
                "    - {type: RequestMirror, requestMirror: {backendRef: {name: other, port: 80},"
                        + " fraction: {numerator: 1, denominator: 1000000}}}\n    backendRefs:");
        String policy = POLICY.replace("spec:\n", "spec:\n  mirrors: [httpbin2]\n");

        List<MirrorSpec> mirrors = Manifests.load(two + "---\n" + policy, "p")
                .get(0)
                .rules()
                .get(0)
                .mirrors();

        assertThat(mirrors).extracting(MirrorSpec::name).containsExactly("httpbin2", "other");
        assertThat(mirrors).extracting(MirrorSpec::http2).containsExactly(true, false);
        assertThat(mirrors.get(1).sampling().fraction()).isEqualTo(new Fraction(1, 1_000_000));
    }

    @Test
    void a_url_that_no_mirror_needs_is_told() {
        Loaded loaded = Manifests.with(BackendUrls.none())
                .read(ROUTE + "---\n" + POLICY.replace("httpbin/httpbin2:8000", "httpbin/httpbin2:8080"), "p.yaml");

        assertThat(loaded.warnings())
                .extracting(Problem::toString)
                .containsExactly(
                        "p.yaml:39:11: spec.backends[0].name: is ignored: no rule of targetRefs mirrors to it");
    }

    @Test
    void two_policies_for_one_mirror_are_an_error() {
        assertThat(errors(POLICY + "---\n" + POLICY.replace("name: settings", "name: more")))
                .singleElement()
                .asString()
                .startsWith("p.yaml:79:1: must not be for the same mirror as httpbin/settings (httpbin2 of route"
                        + " httpbin/httpbin-mirror)");
    }

    @Test
    void a_policy_without_a_target_is_an_error() {
        assertThat(errors(POLICY.replace("name: httpbin-mirror", "name: httpbin-miror")))
                .containsExactly(
                        "p.yaml:35:5: spec.targetRefs[0]: must be a route or a named rule of these manifests, was"
                                + " httpbin-miror");
        assertThat(errors(POLICY.replace("namespace: httpbin", "namespace: other")))
                .hasSize(1);
        assertThat(errors(POLICY.replace("name: httpbin-mirror", "name: httpbin-mirror\n    sectionName: nosuch")))
                .singleElement()
                .asString()
                .endsWith("was httpbin-mirror, rule nosuch");
    }

    @Test
    void a_policy_for_a_backend_that_its_targets_do_not_have_is_an_error() {
        assertThat(errors(POLICY.replace("spec:\n", "spec:\n  mirrors: [httpbin2, htpbin2]\n")))
                .containsExactly("p.yaml:34:23: spec.mirrors[1]: must be a backend that a rule of targetRefs mirrors to"
                        + " (httpbin2), was \"htpbin2\"");
        assertThat(errors(POLICY.replace("spec:\n", "spec:\n  primary: httpbin2\n")))
                .containsExactly("p.yaml:34:12: spec.primary: must be one of the backendRefs of a rule of targetRefs"
                        + " (httpbin), was \"httpbin2\"");
        assertThat(errors(POLICY.replace("spec:\n", "spec:\n  primary: httpbin\n")))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        http2: true             | htpp2: true            | spec.htpp2: unknown field; allowed: targetRefs, mirrors,
        kind: HTTPRoute         | kind: Gateway          | spec.targetRefs[0].kind: must be one of HTTPRoute, was "Gateway"
        maxBodyBytes: 2Mi       | maxBodyBytes: 2 MB     | spec.maxBodyBytes: must be a size of 0..2147483647 bytes
        maxBodyBytes: 2Mi       | maxBodyBytes: 2Gi      | spec.maxBodyBytes: must be a size of 0..2147483647 bytes
        deadline: 2s            | deadline: 2            | spec.limits.deadline: must be a duration such as 500ms
        deadline: 2s            | deadline: 1.5s         | spec.limits.deadline: must be a duration such as 500ms
        deadline: 2s            | deadline: 100ms        | p.yaml:34:3: spec: connectTimeout: must be at most the deadline
        deadline: 2s            | deadline: 0s           | spec.limits.deadline: must be a duration above 0 and at most 24h, was "0s"
        when: afterResponse     | when: later            | spec.when: must be one of afterResponse, requestComplete, was "later"
        when: afterResponse     | when: requestComplete  | statuses: 200..299 needs when: afterResponse
        stream: false           | stream: true           | stream: true can't go with when: afterResponse
        from: 200               | from: 20               | spec.statuses.from: must be a number, 100..999, was 20
        copies: 2               | copies: 11             | spec.sampling.copies: must be a number, 1..10, was 11
        cookie: session         | cokie: session         | spec.sampling.key.cokie: unknown field; allowed: header, cookie, query, supplied
        trace: newUnsampledRoot | trace: none            | spec.trace: must be one of inherit, drop, newUnsampledRoot, was "none"
        literal: shadow.example | literal: "a b"         | spec.host.literal: host: must be
        overflow: dropOldest    | overflow: wait         | spec.limits.overflow: must be one of dropNewest, dropOldest, was "wait"
        url: https://shadow.example:8443 | url: shadow:8443 | spec.backends[0].url: target "shadow:8443": needs a scheme
        httpbin/httpbin2:8000   | httpbin/httpbin2:x     | spec.backends[0].name: must be [namespace/]name[:port]
        """)
    void what_a_policy_can_not_say_is_an_error(String given, String wrong, String message) {
        assertThat(POLICY).contains(given);
        assertThat(errors(POLICY.replace(given, wrong)))
                .anySatisfy(error -> assertThat(error).contains(message));
    }

    @Test
    void a_word_says_the_host() {
        String policy = POLICY.replace("host:\n    literal: shadow.example", "host: shadow-suffix");
        assertThat(only(ROUTE + "---\n" + policy).copy().host()).isEqualTo(HostPolicy.SHADOW_SUFFIX);
        assertThat(errors(POLICY.replace("host:\n    literal: shadow.example", "host: same")))
                .containsExactly(
                        "p.yaml:41:9: spec.host: must be one of target, original, shadow-suffix, or a mapping literal:"
                                + " AUTHORITY, was \"same\"");
    }
}
