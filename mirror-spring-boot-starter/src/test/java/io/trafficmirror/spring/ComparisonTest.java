// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.spring;

import static org.assertj.core.api.Assertions.assertThat;

import io.trafficmirror.TrafficMirror;
import io.trafficmirror.compare.evidence.RouteEvidence;
import io.trafficmirror.compare.gate.LiveExperiment;
import io.trafficmirror.compare.gate.LiveVerdict;
import io.trafficmirror.compare.report.Report;
import io.trafficmirror.testkit.shadow.Answer;
import io.trafficmirror.testkit.shadow.RecordingShadow;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Comparison, control and judgement, by properties and by manifests. */
class ComparisonTest {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final RecordingShadow shadow = RecordingShadow.start();
    private final RecordingShadow control = RecordingShadow.start();

    @AfterEach
    void close() {
        shadow.close();
        control.close();
    }

    private TestApplication run(String... properties) {
        String[] all = new String[properties.length + 1];
        all[0] = "mirror.routes.orders.to=" + shadow.uri();
        System.arraycopy(properties, 0, all, 1, properties.length);
        return TestApplication.run(Orders.class, all);
    }

    private static RouteEvidence evidenceOf(TestApplication running) {
        LiveVerdict verdict = running.context().getBean(LiveVerdict.class);
        Awaitility.await().atMost(PATIENCE).until(() -> compared(verdict.report()) > 0);
        return verdict.report().evidence().routes().values().iterator().next();
    }

    private static long compared(Report report) {
        return report.evidence().routes().values().stream()
                .mapToLong(route -> route.counts().compared())
                .sum();
    }

    @Test
    void a_shadow_that_answers_otherwise_than_primary_and_control_is_seen() throws Exception {
        shadow.behave(Answer.ok().body("another"));
        control.behave(Answer.ok().body("order 1"));
        try (TestApplication running = run(
                "mirror.routes.orders.control.to=" + control.uri(),
                "mirror.routes.orders.control.percent=100",
                "mirror.routes.orders.judgement.epsilon=0.05",
                "mirror.routes.orders.comparison.rules[0].path=header.content-type",
                "mirror.routes.orders.comparison.rules[0].ignore=true",
                "mirror.candidate=orders 2.4.1")) {
            assertThat(running.get("/orders/1").status()).isEqualTo(200);
            RouteEvidence evidence = evidenceOf(running);
            assertThat(evidence.counts().mismatches()).isOne();
            assertThat(evidence.counts().pairs().controlled()).isOne();
            assertThat(evidence.counts().pairs().shadowOnly()).isOne();
            LiveVerdict verdict = running.context().getBean(LiveVerdict.class);
            assertThat(verdict.report().experiment().candidate()).isEqualTo("orders 2.4.1");
            assertThat(verdict.judgement().budget().excess()).isEqualTo(0.05);
        }
    }

    @Test
    void evidence_goes_on_after_a_restart_where_a_file_is_named(@TempDir Path directory) throws Exception {
        Path file = directory.resolve("orders.json");
        String[] properties = {"mirror.routes.orders.judgement.epsilon=0.05", "mirror.evidence=" + file};
        try (TestApplication running = run(properties)) {
            assertThat(running.get("/orders/1").status()).isEqualTo(200);
            evidenceOf(running);
        }
        assertThat(file).exists();
        try (TestApplication running = run(properties)) {
            assertThat(compared(running.context().getBean(LiveVerdict.class).report()))
                    .isOne();
        }
    }

    @Test
    void evidence_is_kept_at_the_end_where_beans_are_lazy(@TempDir Path directory) throws Exception {
        Path file = directory.resolve("orders.json");
        try (TestApplication running = run(
                "spring.main.lazy-initialization=true",
                "mirror.routes.orders.judgement.epsilon=0.05",
                "mirror.evidence=" + file)) {
            assertThat(running.get("/orders/1").status()).isEqualTo(200);
            evidenceOf(running);
        }
        assertThat(file).exists();
    }

    /** The shadow answers once the mirror is being closed. */
    @Test
    void evidence_of_what_ends_within_the_grace_is_kept(@TempDir Path directory) throws Exception {
        CountDownLatch held = new CountDownLatch(1);
        shadow.behave(exchange -> {
            exchange.readBody();
            try {
                held.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            Answer.ok().answer(exchange);
        });
        String[] properties = {
            "mirror.routes.orders.judgement.epsilon=0.05", "mirror.evidence=" + directory.resolve("orders.json")
        };
        try (TestApplication closing = run(properties)) {
            assertThat(closing.get("/orders/1").status()).isEqualTo(200);
            shadow.awaitRequests(1, PATIENCE);
            TrafficMirror mirror = closing.mirror();
            CompletableFuture<Void> closed =
                    CompletableFuture.runAsync(closing::close, task -> new Thread(task).start());
            Awaitility.await().atMost(PATIENCE).until(() -> isClosing(mirror));
            held.countDown();
            closed.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        }
        try (TestApplication running = run(properties)) {
            assertThat(compared(running.context().getBean(LiveVerdict.class).report()))
                    .isOne();
        }
    }

    private static boolean isClosing(TrafficMirror mirror) {
        try {
            mirror.restoreShares();
            return false;
        } catch (IllegalStateException e) {
            return true;
        }
    }

    @Test
    void a_control_without_a_share_of_its_own_gets_what_the_verdict_needs() throws Exception {
        try (TestApplication running = run("mirror.routes.orders.control.to=" + control.uri())) {
            for (int i = 0; i < 10; i++) {
                assertThat(running.get("/orders/" + i).status()).isEqualTo(200);
            }
            assertThat(control.awaitRequests(10, PATIENCE)).hasSize(10);
        }
    }

    @Test
    void rules_of_a_comparison_are_obeyed() throws Exception {
        shadow.behave(Answer.ok().header("Content-Type", "text/plain").body("another"));
        try (TestApplication running = run(
                "mirror.routes.orders.comparison.rules[0].path=$",
                "mirror.routes.orders.comparison.rules[0].ignore=true",
                "mirror.routes.orders.comparison.rules[1].path=header.content-type",
                "mirror.routes.orders.comparison.rules[1].ignore=true")) {
            assertThat(running.get("/orders/1").status()).isEqualTo(200);
            assertThat(evidenceOf(running).counts().mismatches()).isZero();
        }
    }

    @Test
    void a_policy_of_the_manifests_asks_likewise(@TempDir Path directory) throws Exception {
        Path file = Files.writeString(directory.resolve("routes.yaml"), """
            apiVersion: gateway.networking.k8s.io/v1
            kind: HTTPRoute
            metadata: {name: shop, namespace: live}
            spec:
              rules:
              - filters:
                - type: RequestMirror
                  requestMirror: {backendRef: {name: shop-v2, port: 8080}}
            ---
            apiVersion: trafficmirror.io/v1alpha1
            kind: MirrorPolicy
            metadata: {name: shop, namespace: live}
            spec:
              targetRefs: [{group: gateway.networking.k8s.io, kind: HTTPRoute, name: shop}]
              backends: [{name: "shop-v2:8080", url: "%s"}]
              judgement: {epsilon: 0.02}
            """.formatted(shadow.uri()));
        try (TestApplication running = TestApplication.run(Orders.class, "mirror.manifests=" + file)) {
            assertThat(running.get("/orders/1").status()).isEqualTo(200);
            assertThat(evidenceOf(running).counts().mismatches()).isOne();
        }
    }

    @Test
    void nothing_is_compared_where_nobody_asks() {
        try (TestApplication running = run()) {
            assertThat(running.context().getBeanProvider(LiveExperiment.class).getIfAvailable())
                    .isNull();
            assertThat(running.context().getBeanProvider(LiveVerdict.class).getIfAvailable())
                    .isNull();
        }
    }
}
