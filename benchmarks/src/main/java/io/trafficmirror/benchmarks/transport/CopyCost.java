// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.benchmarks.transport;

import io.trafficmirror.benchmarks.nginx.Nginx;
import io.trafficmirror.benchmarks.paper.Sample;
import io.trafficmirror.http.Body;
import io.trafficmirror.targets.Target;
import io.trafficmirror.testkit.http.TestTls;
import io.trafficmirror.transport.ShadowTransport;
import io.trafficmirror.transport.jdk.JdkTransport;
import io.trafficmirror.transport.wire.WireTransport;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Optional;

/**
 * Measures what a delivered copy costs the sending JVM, by the wire transport and by the JDK's client, and what it costs nginx, in rounds of
 * all three after a warm-up at full speed. Counts the CPU of the transports' threads and the time of handing over; not composing, not the
 * collector; the compiler apart.
 */
public final class CopyCost {
    private static final Duration WARM_UP = Duration.ofSeconds(Integer.getInteger("warmUp", 12));
    private static final Duration ROUND = Duration.ofMillis(Integer.getInteger("round", 2500));
    private static final int ROUNDS = Integer.getInteger("rounds", 6);
    private static final Body KIB_64 = Body.of(new byte[64 * 1024]);

    private final Path results;

    private CopyCost(Path results) {
        this.results = results;
    }

    /** Appends to the file of raw results; needs nginx on the path; takes about seven minutes. */
    public static void main(String[] args) throws IOException {
        CopyCost run = new CopyCost(Path.of(args[0]));
        Path keys = Files.createTempDirectory("copy-cost");
        try (Nginx server = NoContent.plain();
                Nginx tls = NoContent.tls(keys);
                NginxMirror nginx = new NginxMirror(server.port())) {
            run.plain(server, nginx);
            run.tls(tls);
        }
        Files.delete(keys.resolve("certificate.pem"));
        Files.delete(keys.resolve("key.pem"));
        Files.delete(keys);
    }

    private void plain(Nginx server, NginxMirror nginx) throws IOException {
        Target target = new Target("http", "127.0.0.1", server.port());
        MeasuredTransport wire = warm("wire", WireTransport.factory(), target, true);
        MeasuredTransport jdk = warm("jdk", JdkTransport.factory(), target, true);
        nginx.run("warm", 0, 0, Duration.ofSeconds(2));
        rounds(CopyLoad.GET_FULL, wire, jdk, nginx);
        rounds(CopyLoad.GET_5000, wire, jdk, nginx);
        rounds(CopyLoad.GET_1000, wire, jdk, nginx);
        rounds(CopyLoad.POST_FULL, wire, jdk, null);
        wire.close();
        jdk.close();
    }

    private void tls(Nginx server) throws IOException {
        Target target = new Target("https", "127.0.0.1", server.port());
        MeasuredTransport wire = warm("wire", WireTransport.factory(), target, false);
        MeasuredTransport jdk = warm("jdk", JdkTransport.factory(), target, false);
        rounds(CopyLoad.TLS_FULL, wire, jdk, null);
        rounds(CopyLoad.TLS_5000, wire, jdk, null);
        wire.close();
        jdk.close();
    }

    private static MeasuredTransport warm(String name, ShadowTransport.Factory factory, Target target, boolean bodies) {
        Optional<javax.net.ssl.SSLContext> ssl =
                target.scheme().equals("https") ? Optional.of(TestTls.client()) : Optional.empty();
        MeasuredTransport transport = new MeasuredTransport(name, factory, target, ssl);
        transport.run(transport.request("GET", Body.NONE), 0, WARM_UP);
        if (bodies) {
            transport.run(transport.request("POST", KIB_64), 0, Duration.ofSeconds(2));
        }
        transport.run(transport.request("GET", Body.NONE), 5000, Duration.ofSeconds(2));
        transport.claimThreads();
        return transport;
    }

    private void rounds(
            CopyLoad load,
            MeasuredTransport wire,
            MeasuredTransport jdk,
            @org.jspecify.annotations.Nullable NginxMirror nginx)
            throws IOException {
        Duration time = load.perSecond() > 0 && load.perSecond() <= 1000 ? ROUND.multipliedBy(2) : ROUND;
        Body body = load.isPost() ? KIB_64 : Body.NONE;
        String method = load.isPost() ? "POST" : "GET";
        for (int round = 1; round <= ROUNDS; round++) {
            for (int turn = 0; turn < 2; turn++) {
                MeasuredTransport next = (turn + round) % 2 == 1 ? wire : jdk;
                add(next.run(next.request(method, body), load.perSecond(), time)
                        .sample(load.scenario(), next.name(), round));
            }
            if (nginx != null) {
                add(nginx.run(load.scenario(), round, load.perSecond(), time));
            }
        }
    }

    private void add(Sample sample) throws IOException {
        System.err.printf(
                "%d of %d  %-24s %-6s %7.1f us  %6.0f B%n",
                sample.round(),
                ROUNDS,
                sample.scenario(),
                sample.variant(),
                sample.figure("total"),
                sample.figure("bytes"));
        Files.writeString(results, sample.toJson() + "\n", StandardOpenOption.APPEND, StandardOpenOption.CREATE);
    }
}
