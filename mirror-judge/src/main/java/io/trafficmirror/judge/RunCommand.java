// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.judge;

import com.sun.net.httpserver.HttpContext;
import io.trafficmirror.compare.gate.Gate;
import io.trafficmirror.compare.gate.GateServer;
import io.trafficmirror.compare.verdict.Budget;
import io.trafficmirror.compare.verdict.Judgement;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetSocketAddress;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code run}: judges until it is ended. */
@Command(name = "run", description = "Judges what replicas send, and answers gates for all of them.")
final class RunCommand implements Callable<Integer> {
    static final String TOKEN = "MIRROR_TOKEN";

    private final PrintStream out;
    private final Map<String, String> environment;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before anything else
    private CommandSpec spec;

    @Mixin
    private final ClusterOptions cluster = new ClusterOptions();

    @Option(names = "--host", paramLabel = "ADDRESS", description = "Where gates are answered, by default 127.0.0.1.")
    private String host = "127.0.0.1";

    @Option(names = "--port", paramLabel = "PORT", description = "By default 9470; 0 takes any free one.")
    private int port = 9470;

    @Option(
            names = "--alpha",
            paramLabel = "SHARE",
            description = "The most that either verdict may be wrong, by default 0.05.")
    private double alpha = Judgement.defaults().alpha();

    @Option(
            names = "--excess",
            paramLabel = "SHARE",
            description = "The excess of differences that is tolerable, by default 0.001.")
    private double excess = Judgement.defaults().budget().excess();

    @Option(
            names = "--slower",
            paramLabel = "FACTOR",
            description = "How many times as often slow is tolerable, by default 2.")
    private double slower = Judgement.defaults().budget().slower();

    RunCommand(PrintStream out, Map<String, String> environment) {
        this.out = out;
        this.environment = environment;
    }

    private Judgement judgement() {
        try {
            return Judgement.defaults().withAlpha(alpha).withBudget(new Budget(excess, slower));
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), e.getMessage(), e);
        }
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        MirrorJudgeBuilder builder = MirrorJudge.of(cluster.bootstrapServers())
                .topics(cluster.topics())
                .judgement(judgement());
        cluster.properties().forEach(builder::property);
        String token = environment.getOrDefault(TOKEN, "");
        MirrorJudge judge = builder.start();
        Gate gate = token.isEmpty() ? judge.gateGuardedElsewhere() : judge.gate(token);
        GateServer server = GateServer.start(new InetSocketAddress(host, port), gate);
        HttpContext console = server.mount("console", judge.console());
        if (!token.isEmpty()) {
            console.setAuthenticator(new TokenAuthenticator(token));
        }
        CountDownLatch ended = new CountDownLatch(1);
        Runtime.getRuntime().addShutdownHook(new Thread(() -> {
            server.close();
            judge.close();
            ended.countDown();
        }));
        out.println("http://" + host + ":" + server.address().getPort() + "/mirror/verdict");
        out.println("http://" + host + ":" + server.address().getPort() + "/mirror/console/");
        out.flush();
        ended.await();
        return 0;
    }
}
