// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.examples.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.trafficmirror.testkit.shadow.RecordingShadow;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class WalkthroughTest {
    @Test
    void the_five_requests_appear_in_both_logs() {
        DemoRun run = DemoRun.of("--requests", "0", "--compare", "0");

        List<String> primary = run.below("Access log of httpbin v1, the primary:");
        List<String> shadow = run.below("Access log of httpbin v2, the shadow:");
        assertThat(run.out()).contains("  200 200 200 200 200");
        assertThat(primary)
                .hasSize(5)
                .allMatch(
                        line -> line.matches(
                                "time=\"[0-9T:.-]+\" status=200 method=\"GET\""
                                        + " uri=\"/headers\" size_bytes=\\d+ duration_ms=[0-9.]+ user_agent=\"mirror-demo\" client_ip=127.0.0.1"));
        assertThat(shadow.stream().map(AccessLines::comparable))
                .containsExactlyElementsOf(
                        primary.stream().map(AccessLines::comparable).toList());
        assertThat(run.out().get(run.out().size() - 1)).startsWith("Kept");
        assertThat(run.status()).isZero();
    }

    @Test
    void the_log_of_an_outside_shadow_is_not_shown() {
        try (RecordingShadow outside = RecordingShadow.start()) {
            DemoRun run = DemoRun.of("--requests=0", "--shadow=" + outside.uri());

            assertThat(outside.requests())
                    .hasSize(5)
                    .allMatch(copy -> copy.target().equals("/headers")
                            && copy.header("X-Forwarded-Host").orElse("").equals("mirror.example:8080"));
            assertThat(run.out())
                    .contains("The log of " + outside.uri() + " is not ours to show. Copies sent: 5, answered: 5.");
            assertThat(run.status()).isZero();
        }
    }

    /** The same words, the same lines in both logs, and a load of which every copy is accounted for. */
    @Test
    void the_walkthrough_is_the_same_over_a_rest_application() {
        DemoRun run = DemoRun.of("--jaxrs", "--requests", "80", "--compare", "0");

        List<String> primary = run.below("Access log of httpbin v1, the primary:");
        List<String> shadow = run.below("Access log of httpbin v2, the shadow:");
        assertThat(run.out().get(0)).endsWith("httpbin v1 on Jersey, with the feature");
        assertThat(run.out()).contains("  200 200 200 200 200");
        assertThat(primary).hasSize(5);
        assertThat(shadow.stream().map(AccessLines::comparable))
                .containsExactlyElementsOf(
                        primary.stream().map(AccessLines::comparable).toList());
        assertThat(run.err()).isEmpty();
        assertThat(run.out().get(run.out().size() - 1)).startsWith("Kept");
        assertThat(run.status()).isZero();
    }

    @Test
    void without_the_filter_nothing_is_copied() {
        try (RecordingShadow outside = RecordingShadow.start()) {
            DemoRun run = DemoRun.of(
                    "--no-filter", "--requests=40", "--shadow", outside.uri().toString());

            assertThat(outside.requestCount()).isZero();
            assertThat(run.out()).contains("No copies: --no-filter.").noneMatch(line -> line.contains("mirroring on"));
            assertThat(run.status()).isZero();
        }
    }

    @Test
    void the_bundled_manifest_is_the_one_of_the_walkthrough() throws IOException {
        try (var in = Routes.class.getResourceAsStream("/" + Routes.BUNDLED)) {
            assertThat(in).isNotNull();
            assertThat(new String(in.readAllBytes(), StandardCharsets.UTF_8)).isEqualTo("""
                    apiVersion: gateway.networking.k8s.io/v1
                    kind: HTTPRoute
                    metadata:
                      name: httpbin-mirror
                      namespace: httpbin
                    spec:
                      parentRefs:
                      - name: http
                        namespace: kgateway-system
                      hostnames:
                      - mirror.example
                      rules:
                      - matches:
                        - path:
                            type: PathPrefix
                            value: /
                        filters:
                        - type: RequestMirror
                          requestMirror:
                            backendRef:
                              kind: Service
                              name: httpbin2
                              port: 8000
                        backendRefs:
                        - name: httpbin
                          port: 8000
                    """);
        }
    }
}
