// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.examples.fleet;

import io.trafficmirror.compare.gate.GateServer;
import io.trafficmirror.compare.report.Findings;
import io.trafficmirror.compare.report.TextReport;
import io.trafficmirror.compare.verdict.Outcome;
import io.trafficmirror.judge.JudgeTopics;
import io.trafficmirror.judge.MirrorJudge;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.admin.Admin;
import org.eclipse.jetty.server.Server;

/** Three replicas, a broker, the judge: requests until there is one verdict. */
public final class Fleet {
    private static final int REPLICAS = 3;
    private static final int REQUESTS = 300;
    private static final Duration MOST = Duration.ofMinutes(5);

    private Fleet() {}

    /** Runs it, and exits with the status of the verdict: 0 PASS, 1 FAIL, 2 INSUFFICIENT. */
    public static void main(String... args) throws Exception {
        System.exit(run().code());
    }

    static Outcome run() throws Exception {
        System.out.println("A broker starts from the jars of this class path.");
        Path state = Files.createTempDirectory("mirror-judge-");
        try (KafkaBroker broker = KafkaBroker.start()) {
            try (Admin admin = Admin.create(Map.of("bootstrap.servers", broker.address()))) {
                System.out.println("Topics: " + JudgeTopics.DEFAULT.create(admin, 4, (short) 1));
            }
            try (MirrorJudge judge = MirrorJudge.of(broker.address())
                            .every(Duration.ofSeconds(1))
                            .property("state.dir", state.toString())
                            .start();
                    GateServer gate = GateServer.start(
                            new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), judge.gateGuardedElsewhere())) {
                URI verdict = URI.create("http://127.0.0.1:" + gate.address().getPort() + "/mirror/verdict");
                System.out.println("One verdict for the whole fleet: " + verdict);
                return fleet(broker, judge, verdict);
            }
        }
    }

    private static Outcome fleet(KafkaBroker broker, MirrorJudge judge, URI verdict) throws Exception {
        Server shadow = Replica.serve(Replica.application(true));
        Server control = Replica.serve(Replica.application(false));
        List<Replica> replicas = new ArrayList<>();
        try {
            for (int i = 0; i < REPLICAS; i++) {
                replicas.add(
                        Replica.start("replica-" + i, Replica.url(shadow), Replica.url(control), broker.address()));
            }
            Optional<Findings> findings = traffic(replicas, judge, verdict);
            for (Replica replica : replicas) {
                System.out.println(replica.end());
            }
            System.out.println(judge.account());
            findings.ifPresent(all -> System.out.println(new TextReport(ZoneId.systemDefault()).of(all)));
            return findings.map(all -> all.verdict().outcome()).orElse(Outcome.INSUFFICIENT);
        } finally {
            shadow.stop();
            control.stop();
        }
    }

    /** Each replica gets a third of the requests; none of them sees enough for long. */
    private static Optional<Findings> traffic(List<Replica> replicas, MirrorJudge judge, URI verdict)
            throws IOException, InterruptedException {
        HttpClient client = HttpClient.newHttpClient();
        long end = System.nanoTime() + MOST.toNanos();
        Optional<Findings> last = Optional.empty();
        while (System.nanoTime() - end < 0) {
            for (int i = 0; i < REQUESTS; i++) {
                String url = replicas.get(i % REPLICAS).url() + "/prices/" + i;
                client.send(HttpRequest.newBuilder(URI.create(url)).build(), BodyHandlers.discarding());
            }
            String said = client.send(HttpRequest.newBuilder(verdict).build(), BodyHandlers.ofString())
                    .body();
            System.out.println(said);
            last = judge.experiments().keySet().stream()
                    .findFirst()
                    .map(id -> judge.verdict(id).look());
            if (last.filter(all -> all.verdict().outcome() != Outcome.INSUFFICIENT)
                    .isPresent()) {
                break;
            }
        }
        return last;
    }
}
