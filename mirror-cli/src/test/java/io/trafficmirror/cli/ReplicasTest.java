// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import io.trafficmirror.compare.report.Findings;
import io.trafficmirror.compare.verdict.Judgement;
import io.trafficmirror.compare.verdict.Outcome;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** One name, many addresses: here those of the loopback net, which all listen at one port. */
class ReplicasTest {
    private final ReportClient client = new ReportClient(Duration.ofSeconds(10), Optional.empty());
    private final List<HttpServer> servers = new ArrayList<>();
    private int port;

    @AfterEach
    void stop() {
        servers.forEach(server -> server.stop(0));
    }

    private static List<InetAddress> addresses(int count) throws UnknownHostException {
        List<InetAddress> all = new ArrayList<>();
        for (int i : IntStream.rangeClosed(1, count).toArray()) {
            all.add(InetAddress.getByName("127.0.77." + i));
        }
        return all;
    }

    private void serve(InetAddress address, int status, byte[] report) throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(address, port), 0);
        port = server.getAddress().getPort();
        server.createContext("/mirror/report", exchange -> {
            exchange.sendResponseHeaders(status, report.length);
            try (exchange) {
                exchange.getResponseBody().write(report);
            }
        });
        server.start();
        servers.add(server);
    }

    private Replicas replicas(List<InetAddress> addresses) {
        return new Replicas(URI.create("http://app:" + port + "/mirror/report"), client, host -> addresses);
    }

    private static Findings judged(Gathered gathered) {
        return gathered.judged(Findings.of(gathered.report(), Judgement.defaults()));
    }

    @Test
    void all_addresses_of_a_name_are_asked_and_added_up() throws IOException {
        for (InetAddress address : addresses(4)) {
            serve(address, 200, Reports.same(1000));
        }

        Gathered gathered = replicas(addresses(4)).read();

        assertThat(gathered.asked()).isEqualTo(4);
        assertThat(gathered.missing()).isEmpty();
        assertThat(compared(gathered)).isEqualTo(4000);
        assertThat(judged(gathered).verdict().outcome()).isEqualTo(Outcome.PASS);
    }

    private static long compared(Gathered gathered) {
        return gathered.report().evidence().routes().get("GET /orders").counts().compared();
    }

    @Test
    void of_judges_who_each_know_the_whole_fleet_one_counts_and_is_enough() throws IOException {
        serve(addresses(1).get(0), 200, Reports.ofFleet(Reports.same(4000)));
        serve(addresses(2).get(1), 200, Reports.ofFleet(Reports.same(4000)));

        assertThat(compared(replicas(addresses(2)).read())).isEqualTo(4000);

        Gathered withoutThird = replicas(addresses(3)).read();
        assertThat(withoutThird.missing()).hasSize(1);
        assertThat(judged(withoutThird).verdict().outcome()).isEqualTo(Outcome.PASS);
    }

    @Test
    void a_judge_among_replicas_is_an_error_for_good() throws IOException {
        serve(addresses(1).get(0), 200, Reports.same(10));
        serve(addresses(2).get(1), 200, Reports.ofFleet(Reports.same(10)));

        assertThatThrownBy(() -> replicas(addresses(2)).read())
                .isInstanceOfSatisfying(
                        UnreadableException.class,
                        e -> assertThat(e.isPassing()).isFalse())
                .hasMessageContaining("127.0.77.2")
                .hasMessageEndingWith("report: must be alone, for it is over a whole fleet");
    }

    @Test
    void who_did_not_answer_is_named_and_there_is_no_pass_without_them() throws IOException {
        for (InetAddress address : addresses(3)) {
            serve(address, 200, Reports.same(4000));
        }

        Gathered gathered = replicas(addresses(4)).read();

        assertThat(gathered.missing())
                .containsExactly("http://127.0.77.4:" + port + "/mirror/report: can't be connected to");
        assertThat(judged(gathered).verdict().outcome()).isEqualTo(Outcome.INSUFFICIENT);
        assertThat(judged(gathered).verdict().reason())
                .startsWith("1 of 4 replicas did not answer: http://127.0.77.4:")
                .hasSizeLessThanOrEqualTo(140);
    }

    @Test
    void a_fail_needs_nobody_else() throws IOException {
        serve(addresses(1).get(0), 200, Reports.different(400));

        assertThat(judged(replicas(addresses(3)).read()).verdict().outcome()).isEqualTo(Outcome.FAIL);
    }

    @Test
    void one_in_twelve_may_be_missing() throws IOException {
        for (InetAddress address : addresses(11)) {
            serve(address, 200, Reports.same(4000));
        }

        assertThat(judged(replicas(addresses(12)).read()).verdict().outcome()).isEqualTo(Outcome.PASS);
    }

    @Test
    void a_replica_of_another_candidate_or_that_wants_a_token_is_an_error_for_good() throws IOException {
        serve(addresses(1).get(0), 200, Reports.same(10));
        serve(addresses(2).get(1), 200, Reports.ofCandidate("orders 3"));
        serve(addresses(3).get(2), 401, new byte[0]);

        assertThatThrownBy(() -> replicas(addresses(2)).read())
                .isInstanceOf(UnreadableException.class)
                .hasMessageContaining("127.0.77.2")
                .hasMessageContaining("report: must be of");
        assertThatThrownBy(
                        () -> replicas(List.of(addresses(1).get(0), addresses(3).get(2)))
                                .read())
                .isInstanceOf(UnreadableException.class)
                .hasMessageContaining("see --token");
    }

    @Test
    void a_host_with_an_address_of_each_family_is_one_replica() throws IOException {
        serve(addresses(1).get(0), 200, Reports.same(10));

        List<InetAddress> both =
                List.of(InetAddress.getAllByName("::1")[0], addresses(1).get(0), InetAddress.getAllByName("::2")[0]);

        Gathered gathered =
                new Replicas(URI.create("http://127.0.77.1:" + port + "/mirror/report"), client, host -> both).read();

        assertThat(gathered.asked()).isEqualTo(1);
        assertThat(gathered.missing()).isEmpty();
    }

    @Test
    void if_nobody_answers_another_look_may_help() throws IOException {
        serve(addresses(1).get(0), 200, Reports.same(10));

        assertThatThrownBy(
                        () -> replicas(List.of(addresses(9).get(7), addresses(9).get(8)))
                                .read())
                .isInstanceOfSatisfying(
                        UnreadableException.class,
                        e -> assertThat(e.isPassing()).isTrue())
                .hasMessageContaining("none of 2 replicas answered");
    }
}
