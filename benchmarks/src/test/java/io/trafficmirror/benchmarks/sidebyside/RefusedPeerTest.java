// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.benchmarks.sidebyside;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.trafficmirror.benchmarks.load.Request;
import io.trafficmirror.benchmarks.paper.Sample;
import io.trafficmirror.benchmarks.paper.Samples;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A peer is broken on purpose: what it gives is refused, tried again, and its row says why it is missing. */
class RefusedPeerTest {
    private static final Effort SHORT = new Effort(1, 0.2, 0, 0.1);

    /** In the place of a status: answers 200 until it has come to rest once. */
    private static final int STOPS = 0;

    @TempDir
    private Path folder;

    @Test
    void a_peer_that_answers_with_errors_has_no_row_but_the_reason() throws IOException {
        Samples samples = run(Variant.NAIVE, Map.of(Variant.NAIVE, 500));

        Samples broken = samples.of("test", "naive");
        assertThat(broken.all()).hasSize(2).noneMatch(Sample::counts);
        assertThat(broken.refusals()).contains("in error").doesNotContain(";");
        assertThat(Table.of(samples)).contains("| naive filter | no sample: requests in error | |");
        assertThat(new Targets(samples).table()).doesNotContain("NaN");
    }

    @Test
    void one_that_takes_no_connection_any_more_is_refused_and_the_run_goes_on() throws IOException {
        Samples samples = run(Variant.NAIVE, Map.of(Variant.NAIVE, STOPS));

        assertThat(samples.of("test", "naive").all()).hasSize(2).noneMatch(Sample::counts);
        assertThat(samples.of("test", "naive").refusals()).isEqualTo("no request without error");
        assertThat(samples.of("test", "none").counting().isEmpty()).isFalse();
    }

    @Test
    void at_saturation_each_variant_has_rounds_of_its_own_with_the_application_alone() throws IOException {
        Samples samples = run(new Pace.Saturation(), List.of(Variant.NONE, Variant.NAIVE, Variant.MIRROR_0), Map.of());

        Map<Integer, Set<String>> rounds =
                samples.all().stream().collect(groupingBy(Sample::round, mapping(Sample::variant, toSet())));
        assertThat(Set.copyOf(rounds.values()))
                .containsExactlyInAnyOrder(Set.of("none", "naive"), Set.of("none", "mirror_0"));
    }

    @Test
    void what_a_share_of_the_cpu_promises_is_measured_in_more_rounds() {
        Effort effort = new Effort(5, 2, 0, 8);
        Scenario posts = Matrix.scenarios().stream()
                .filter(scenario -> scenario.id().equals(Matrix.POST_64K))
                .findFirst()
                .orElseThrow();

        assertThat(effort.rounds(posts, List.of(Variant.NONE, Variant.MIRROR_100)))
                .isEqualTo(10);
        assertThat(effort.rounds(posts, List.of(Variant.NONE, Variant.MIRROR_ALL)))
                .isEqualTo(5);
    }

    @Test
    void one_that_promises_deliveries_and_makes_none_has_none_either() throws IOException {
        Samples samples = run(Variant.MIRROR_ALL, Map.of());

        assertThat(Table.of(samples))
                .contains("| mirror, 100 %, no CPU share | no sample: copies were not delivered |");
    }

    @Test
    void only_copies_of_one_mebibyte_may_be_missing_and_only_for_the_byte_budget() {
        assertThat(dropping(Matrix.POST_1M, "drop.byte_budget").counts()).isTrue();
        assertThat(dropping(Matrix.POST_1M, "drop.queue_full").refused()).isEqualTo("copies were not delivered");
        assertThat(dropping(Matrix.POST_64K, "drop.byte_budget").refused()).isEqualTo("copies were not delivered");
    }

    private static Sample dropping(String scenario, String reason) {
        Map<String, Double> figures = new HashMap<>(rate(500));
        figures.putAll(Map.of("delivered", 0.5, "deliveredAtLast", 0.5, "selected", 100.0, reason, 50.0));
        return SampleRule.applied(new Sample(scenario, Variant.MIRROR_ALL.id(), 1, figures));
    }

    @Test
    void beside_an_application_that_fails_itself_nothing_counts() throws IOException {
        Samples samples = run(Variant.MIRROR_0, Map.of(Variant.NONE, 500));

        assertThat(samples.counting().isEmpty()).isTrue();
        assertThat(samples.of("test", "mirror_0").refusals()).contains("no filter: requests in error");
    }

    @Test
    void a_round_in_which_the_machine_changed_does_not_count() {
        Sample steady = none(rate(1000), rate(1050));
        Sample drifting = none(rate(1000), rate(1200));

        assertThat(SampleRule.applied(steady).counts()).isTrue();
        assertThat(SampleRule.applied(drifting).refused()).isEqualTo("the machine drifted by more than 10 %");
    }

    @Test
    void a_sink_stores_evidence_where_it_has_a_broker_and_only_there() {
        assertThat(sink(Variant.MIRROR_SINK, 5).counts()).isTrue();
        assertThat(sink(Variant.MIRROR_SINK_BACK, 0).refused()).isEqualTo("no evidence was stored");
        assertThat(sink(Variant.MIRROR_SINK_HANGING, 0).counts()).isTrue();
        assertThat(sink(Variant.MIRROR_SINK_NO_BROKER, 1).refused()).isEqualTo("evidence was stored without a broker");
    }

    private static Sample sink(Variant variant, double acked) {
        Map<String, Double> figures = new HashMap<>(rate(500));
        figures.put("deliveredAtLast", 1.0);
        figures.put("sinkAcked", acked);
        return SampleRule.applied(new Sample(Matrix.GET_500_SINK, variant.id(), 1, figures));
    }

    private static Map<String, Double> rate(double perSecond) {
        return Map.of("perSecond", perSecond, "requests", 100.0, "errors", 0.0);
    }

    private static Sample none(Map<String, Double> first, Map<String, Double> second) {
        Map<String, Double> figures = Turns.together(first, second);
        figures.put("drift", Turns.drift(first, second));
        return new Sample(Matrix.GET_FULL, "none", 1, figures);
    }

    private Samples run(Variant other, Map<Variant, Integer> statuses) throws IOException {
        return run(new Pace.Fixed(200), List.of(Variant.NONE, other), statuses);
    }

    private Samples run(Pace pace, List<Variant> variants, Map<Variant, Integer> statuses) throws IOException {
        ResultFile file = new ResultFile(folder.resolve("samples.jsonl"));
        Scenario scenario = new Scenario("test", "healthy", Request.post(2000), pace, variants, 1);
        try (Servers servers = new Servers(statuses)) {
            new MatrixRun(file, SHORT).run(List.of(scenario), servers);
        }
        return file.samples();
    }

    /** Servers in this process, which answer 200 unless told otherwise, and have no shadow. */
    private static final class Servers implements Peer.Peers {
        private final Map<Variant, Server> running = new EnumMap<>(Variant.class);
        private final Map<Variant, Integer> statuses;

        Servers(Map<Variant, Integer> statuses) {
            this.statuses = statuses;
        }

        @Override
        public void mood(String next) {
            // They have no shadow.
        }

        @Override
        public Peer of(Variant variant) throws IOException {
            Server known = running.get(variant);
            if (known == null) {
                known = new Server(statuses.getOrDefault(variant, 200));
                running.put(variant, known);
            }
            return known;
        }

        @Override
        public void close() {
            running.values().forEach(Server::close);
        }
    }

    private static final class Server implements Peer {
        private final ExecutorService threads = Executors.newCachedThreadPool();
        private final HttpServer server;
        private final AtomicLong requests = new AtomicLong();

        private final boolean stops;

        Server(int status) throws IOException {
            stops = status == STOPS;
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 50);
            server.setExecutor(threads);
            server.createContext("/", exchange -> {
                try (exchange) {
                    exchange.getRequestBody().readAllBytes();
                    requests.incrementAndGet();
                    exchange.sendResponseHeaders(stops ? 200 : status, -1);
                }
            });
            server.start();
        }

        @Override
        public int port() {
            return server.getAddress().getPort();
        }

        @Override
        public boolean isAlive() {
            return true;
        }

        @Override
        public double delivered() {
            return 0;
        }

        @Override
        public Map<String, Double> usage() {
            return new HashMap<>(Map.of("cpuNanos", (double) requests.get()));
        }

        @Override
        public void settle() {
            if (stops) {
                server.stop(0);
            }
        }

        void close() {
            server.stop(0);
            threads.shutdownNow();
        }
    }
}
