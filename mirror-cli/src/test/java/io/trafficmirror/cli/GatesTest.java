// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.trafficmirror.compare.gate.GateHandler;
import io.trafficmirror.compare.gate.GateServer;
import io.trafficmirror.compare.gate.LiveVerdict;
import io.trafficmirror.compare.report.Report;
import io.trafficmirror.compare.report.ReportReader;
import io.trafficmirror.compare.verdict.Judgement;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The files of {@code examples/gates}, unchanged, in pipelines as their sources say that they work. */
class GatesTest {
    private static final Path EXAMPLES = Path.of("../examples/gates");
    private static final String TOKEN = "a-token-of-some-length";

    private final AtomicLong clock = new AtomicLong();
    private final AtomicReference<Report> report = new AtomicReference<>();
    private GateServer server;
    private GateServer open;

    @BeforeEach
    void start() throws IOException {
        seen(Reports.same(10));
        LiveVerdict verdict = LiveVerdict.over(report::get, Judgement.defaults(), clock::get);
        InetSocketAddress any = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
        server = GateServer.start(any, GateHandler.withToken(verdict, TOKEN));
        open = GateServer.start(any, GateHandler.guardedElsewhere(verdict));
    }

    @AfterEach
    void stop() {
        server.close();
        open.close();
    }

    private void seen(byte[] bytes) {
        try {
            report.set(new ReportReader().read(new ByteArrayInputStream(bytes)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        clock.addAndGet(2_000_000_000L);
    }

    private static URI root(GateServer of) {
        return URI.create("http://127.0.0.1:" + of.address().getPort() + "/");
    }

    /** After so many questions this was seen. */
    private Runnable after(int questions, byte[] bytes) {
        AtomicLong asked = new AtomicLong();
        return () -> {
            if (asked.incrementAndGet() == questions) {
                seen(bytes);
            }
        };
    }

    private String argo(Runnable between, String token) throws Exception {
        return new Pipelines(root(server), between).argo(Yaml.read(EXAMPLES.resolve("argo-analysis.yaml")), token);
    }

    @Test
    void argo_waits_while_nothing_is_proved_and_goes_on_with_pass() throws Exception {
        assertThat(argo(after(7, Reports.same(4000)), TOKEN)).isEqualTo("Successful");
    }

    @Test
    void argo_rolls_back_with_fail() throws Exception {
        assertThat(argo(after(3, Reports.different(400)), TOKEN)).isEqualTo("Failed");
    }

    @Test
    void argo_is_left_undecided_where_nothing_is_ever_proved() throws Exception {
        assertThat(argo(() -> {}, TOKEN)).isEqualTo("Inconclusive");
    }

    @Test
    void argo_with_a_wrong_token_ends_in_error_and_never_well() throws Exception {
        assertThat(argo(() -> {}, "another-token-of-length")).isEqualTo("Error");
    }

    @Test
    void flagger_goes_on_without_a_verdict_waits_with_promotion_and_tells_why() throws Exception {
        Yaml canary = Yaml.read(EXAMPLES.resolve("flagger-canary.yaml"));
        Pipelines flagger = new Pipelines(root(open), () -> {});

        assertThat(flagger.flagger(canary, "rollout")).isEmpty();
        assertThat(flagger.flagger(canary, "confirm-promotion"))
                .startsWith("INSUFFICIENT: GET /orders: 0 of 10 exchanges differ, needs ");
        assertThat(flagger.flagger(canary, "rollback")).startsWith("INSUFFICIENT: ");

        seen(Reports.same(4000));
        assertThat(flagger.flagger(canary, "rollout")).isEmpty();
        assertThat(flagger.flagger(canary, "confirm-promotion")).isEmpty();
        assertThat(flagger.flagger(canary, "rollback")).startsWith("PASS: ");
    }

    @Test
    void flagger_halts_and_rolls_back_with_fail() throws Exception {
        Yaml canary = Yaml.read(EXAMPLES.resolve("flagger-canary.yaml"));
        Pipelines flagger = new Pipelines(root(open), () -> {});
        seen(Reports.different(400));

        assertThat(flagger.flagger(canary, "rollout")).startsWith("FAIL: GET /orders");
        assertThat(flagger.flagger(canary, "confirm-promotion")).startsWith("FAIL: ");
        assertThat(flagger.flagger(canary, "rollback")).isEmpty();
    }

    @Test
    void spinnaker_polls_until_there_is_a_verdict() throws Exception {
        Yaml stage = Yaml.read(EXAMPLES.resolve("spinnaker-stage.yaml"));

        assertThat(new Pipelines(root(server), () -> {}).orca(stage, TOKEN, 20)).isEqualTo("RUNNING");
        assertThat(new Pipelines(root(server), after(3, Reports.same(4000))).orca(stage, TOKEN, 20))
                .isEqualTo("SUCCEEDED");
        seen(Reports.different(400));
        assertThat(new Pipelines(root(server), () -> {}).orca(stage, TOKEN, 20)).isEqualTo("TERMINAL");
    }

    @Test
    void a_job_exits_as_the_verdict_says_and_kubernetes_does_not_try_again() throws Exception {
        Yaml job = Yaml.read(EXAMPLES.resolve("job.yaml"));
        String[] args = new Pipelines(root(server), () -> {}).job(job);
        assertThat(job.at("spec", "backoffLimit").number()).isZero();
        assertThat(job.at("spec", "template", "spec", "restartPolicy").text()).isEqualTo("Never");

        seen(Reports.same(4000));
        assertThat(run(args)).isZero();
        seen(Reports.different(400));
        assertThat(run(args)).isEqualTo(1);
        seen(Reports.same(10));
        args[2] = "1s";
        assertThat(run(args))
                .as("insufficient is failure, where the file says so")
                .isEqualTo(1);
    }

    private static int run(String... args) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        return Main.run(
                new ByteArrayInputStream(new byte[0]),
                new PrintStream(out, false, UTF_8),
                new PrintStream(out, false, UTF_8),
                Map.of("MIRROR_TOKEN", TOKEN),
                args);
    }
}
