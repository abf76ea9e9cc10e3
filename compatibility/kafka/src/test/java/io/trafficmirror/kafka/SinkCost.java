// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.kafka;

import io.trafficmirror.MirrorLimits;
import io.trafficmirror.MirrorRoute;
import io.trafficmirror.TrafficMirror;
import io.trafficmirror.compare.ComparingObserver;
import io.trafficmirror.compare.gate.LiveVerdict;
import io.trafficmirror.compare.verdict.Judgement;
import io.trafficmirror.examples.fleet.KafkaBroker;
import io.trafficmirror.judge.JudgeTopics;
import io.trafficmirror.servlet.MirrorFilter;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import org.HdrHistogram.ConcurrentHistogram;
import org.HdrHistogram.Histogram;
import org.apache.kafka.clients.admin.Admin;
import org.eclipse.jetty.ee10.servlet.ServletContextHandler;
import org.eclipse.jetty.ee10.servlet.ServletHolder;
import org.eclipse.jetty.server.Server;

/**
 * The primary's response times with a sink whose broker is absent, hangs, or is there, against the same without a sink. All that is compared and mirrored is
 * the same in all of them. Each round has a window of each, in turn; the median over the rounds of the ratio within a round is printed. Run by
 * {@code ./benchmarks/sink SECONDS ROUNDS RATE}. Not a test: its figures are in docs/fleet.md.
 */
final class SinkCost {
    private static final int CLIENTS = 4;

    private SinkCost() {}

    /** What stands behind the sink. */
    private enum Behind {
        NO_SINK,
        NO_BROKER,
        A_BROKER_THAT_HANGS,
        A_BROKER
    }

    public static void main(String... args) throws Exception {
        Duration window = Duration.ofSeconds(Integer.parseInt(args[0]));
        int rounds = Integer.parseInt(args[1]);
        int rate = Integer.parseInt(args[2]);
        Map<Behind, List<Histogram>> all = new EnumMap<>(Behind.class);
        ComparingObserver comparing = ComparingObserver.builder().build();
        LiveVerdict verdict = new LiveVerdict(comparing, "a candidate", Judgement.defaults());
        Server shadow = serve(Optional.empty());
        Server control = serve(Optional.empty());
        try (ServerSocket hanging = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
                KafkaBroker broker = KafkaBroker.start();
                TrafficMirror mirror = TrafficMirror.builder()
                        .route(MirrorRoute.to(url(shadow)).control(url(control), 100))
                        .observer(comparing)
                        .limits(MirrorLimits.defaults()
                                .withRampUp(Duration.ZERO)
                                .withCpuShare(1))
                        .build()) {
            try (Admin admin = Admin.create(Map.of("bootstrap.servers", broker.address()))) {
                JudgeTopics.DEFAULT.create(admin, 4, (short) 1);
            }
            Server primary = serve(Optional.of(mirror));
            load(primary, window.multipliedBy(2), rate);
            for (int round = 0; round < rounds; round++) {
                List<Behind> order = new ArrayList<>(List.of(Behind.values()));
                Collections.rotate(order, round);
                for (Behind behind : order) {
                    Optional<KafkaSink> sink = address(behind, hanging, broker)
                            .map(to -> KafkaSink.to(to)
                                    .instance("one")
                                    .interval(Duration.ofSeconds(1))
                                    .start(verdict));
                    all.computeIfAbsent(behind, b -> new ArrayList<>()).add(load(primary, window, rate));
                    sink.ifPresent(one -> {
                        one.close(Duration.ofSeconds(1));
                        System.err.println(behind + " " + one.account());
                    });
                }
            }
            primary.stop();
        }
        shadow.stop();
        control.stop();
        print(all);
    }

    private static Optional<String> address(Behind behind, ServerSocket hanging, KafkaBroker broker) {
        return switch (behind) {
            case NO_SINK -> Optional.empty();
            case NO_BROKER -> Optional.of("127.0.0.1:1");
            case A_BROKER_THAT_HANGS -> Optional.of("127.0.0.1:" + hanging.getLocalPort());
            case A_BROKER -> Optional.of(broker.address());
        };
    }

    private static void print(Map<Behind, List<Histogram>> all) {
        System.out.println(
                "| behind the sink | requests | p50, ms | p99, ms | p99 against no sink |\n|---|---|---|---|---|");
        List<Histogram> none = all.get(Behind.NO_SINK);
        all.forEach((behind, windows) -> {
            double[] ratios = new double[windows.size()];
            Arrays.setAll(ratios, i -> p(windows.get(i), 99) / p(none.get(i), 99));
            System.out.printf(
                    "| %s | %,d | %.2f | %.2f | %s |%n",
                    behind.name().toLowerCase(Locale.ROOT).replace('_', ' '),
                    windows.stream().mapToLong(Histogram::getTotalCount).sum(),
                    median(windows.stream().mapToDouble(w -> p(w, 50)).toArray()),
                    median(windows.stream().mapToDouble(w -> p(w, 99)).toArray()),
                    behind == Behind.NO_SINK
                            ? "1"
                            : String.format(
                                    "%.3f (%.3f–%.3f)",
                                    median(ratios),
                                    Arrays.stream(ratios).min().orElseThrow(),
                                    Arrays.stream(ratios).max().orElseThrow()));
        });
    }

    private static double p(Histogram window, double percent) {
        return window.getValueAtPercentile(percent) / 1e6;
    }

    private static double median(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        return (sorted[(sorted.length - 1) / 2] + sorted[sorted.length / 2]) / 2;
    }

    /** Requests at times that do not depend on responses: each is measured from when it was due. */
    private static Histogram load(Server primary, Duration window, int rate) throws InterruptedException {
        ConcurrentHistogram took = new ConcurrentHistogram(3);
        HttpClient client =
                HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
        long began = System.nanoTime();
        long step = 1_000_000_000L * CLIENTS / rate;
        List<Thread> clients = new ArrayList<>();
        for (int i = 0; i < CLIENTS; i++) {
            long offset = step * i / CLIENTS;
            Thread thread = new Thread(() -> {
                for (long due = began + offset; due - began < window.toNanos(); due += step) {
                    LockSupport.parkNanos(due - System.nanoTime());
                    long number = due / step % 500;
                    HttpRequest request = HttpRequest.newBuilder(URI.create(url(primary) + "/prices/" + number))
                            .build();
                    try {
                        client.send(request, HttpResponse.BodyHandlers.discarding());
                    } catch (IOException e) {
                        throw new UncheckedIOException(e);
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                        return;
                    }
                    took.recordValue(Math.max(0, System.nanoTime() - due));
                }
            });
            thread.start();
            clients.add(thread);
        }
        for (Thread thread : clients) {
            thread.join();
        }
        return took;
    }

    private static Server serve(Optional<TrafficMirror> mirror) throws Exception {
        ServletContextHandler app = new ServletContextHandler("/");
        app.addServlet(new ServletHolder(new Prices()), "/prices/*");
        mirror.ifPresent(known -> app.addServletContainerInitializer(
                (classes, context) -> MirrorFilter.register(context, "mirror", known)));
        Server server = new Server(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
        server.setHandler(app);
        server.start();
        return server;
    }

    private static String url(Server server) {
        return "http://127.0.0.1:" + server.getURI().getPort();
    }

    private static final class Prices extends HttpServlet {
        private static final long serialVersionUID = 1;

        @Override
        protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
            response.setContentType("application/json");
            response.getWriter().print("{\"article\":\"" + request.getPathInfo() + "\",\"price\":3.50}");
        }
    }
}
