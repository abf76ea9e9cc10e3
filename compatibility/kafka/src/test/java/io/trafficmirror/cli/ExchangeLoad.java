// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.trafficmirror.capture.HeldBody;
import io.trafficmirror.examples.fleet.KafkaBroker;
import io.trafficmirror.http.Headers;
import io.trafficmirror.http.RequestHead;
import io.trafficmirror.http.ResponseHead;
import io.trafficmirror.kafka.ExchangeSink;
import io.trafficmirror.kafka.exchange.ExchangeRecord;
import io.trafficmirror.kafka.exchange.Redaction;
import io.trafficmirror.report.CopyEnd;
import io.trafficmirror.report.CopyResult;
import io.trafficmirror.report.MirrorName;
import io.trafficmirror.report.ObservedExchange;
import io.trafficmirror.report.Response;
import io.trafficmirror.report.Role;
import io.trafficmirror.report.Timing;
import java.io.ByteArrayInputStream;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;

/**
 * What it costs to redact and store an exchange, and to compare many again. Run by hand: {@code ExchangeLoad EXCHANGES ARTICLES}, where each of three bodies
 * lists so many articles of some 85 bytes. Not a test: its figures are in docs/fleet.md.
 */
final class ExchangeLoad {
    private static final int MOST_PENDING = 200;
    private static final int PARTITIONS = 4;

    private ExchangeLoad() {}

    public static void main(String... args) throws Exception {
        int exchanges = Integer.parseInt(args[0]);
        int articles = Integer.parseInt(args[1]);
        try (KafkaBroker broker = KafkaBroker.start()) {
            try (Admin admin = Admin.create(Map.of("bootstrap.servers", broker.address()))) {
                admin.createTopics(List.of(new NewTopic(ExchangeRecord.TOPIC, PARTITIONS, (short) 1)))
                        .all()
                        .get();
            }
            store(broker.address(), exchanges, articles);
            String[] words = {
                "compare",
                "--from-kafka",
                ExchangeRecord.TOPIC,
                "--bootstrap-servers",
                broker.address(),
                "--ignore",
                "$.updated"
            };
            long began = System.nanoTime();
            long cpu = cpuNanos();
            int status =
                    Main.run(new ByteArrayInputStream(new byte[0]), System.out, System.err, System.getenv(), words);
            System.out.printf(
                    "status %d after %,d ms, %,d ms of CPU of the process%n",
                    status, (System.nanoTime() - began) / 1_000_000, (cpuNanos() - cpu) / 1_000_000);
        }
    }

    private static void store(String servers, int exchanges, int articles) throws InterruptedException {
        ExchangeSink sink = ExchangeSink.to(servers, "orders 2")
                .instance("one")
                .maxPendingBytes(64 << 20)
                .redaction(Redaction.DEFAULT.withPath("$.items[*].owner"))
                .start();
        long cpu = 0;
        long bytes = 0;
        int warm = exchanges / 4;
        for (int i = 0; i < exchanges; i++) {
            ObservedExchange exchange = exchange(i, articles);
            bytes += exchange.primary().body().length();
            long before = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
            sink.onExchange(exchange);
            cpu += i < warm ? 0 : ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - before;
            while (sink.account().pending() > MOST_PENDING) {
                Thread.sleep(Duration.ofMillis(1).toMillis());
            }
        }
        sink.close(Duration.ofSeconds(30));
        System.out.printf(
                "%s; bodies of %,d bytes; %,d us of CPU on the observer's thread each%n",
                sink.account(), bytes / exchanges, cpu / 1000 / (exchanges - warm));
    }

    private static ObservedExchange exchange(int i, int articles) {
        return new ObservedExchange(
                "id" + i,
                new RequestHead("GET", "http", "orders", "/orders/" + i, Headers.of("Authorization", "x")),
                Optional.empty(),
                response("live", i, articles),
                List.of(
                        copy(Role.SHADOW, response("candidate", i, articles)),
                        copy(Role.CONTROL, response("live", i, articles))));
    }

    private static CopyResult copy(Role role, Response response) {
        return new CopyResult(
                new MirrorName("orders", 0, role == Role.SHADOW ? 0 : 1, role.name()),
                role,
                0,
                new CopyEnd.Answered(response));
    }

    private static Response response(String updated, int order, int articles) {
        StringBuilder body = new StringBuilder(
                "{\"order\":" + order + ",\"updated\":\"" + updated + order + "\",\"password\":\"x\",\"items\":[");
        for (int i = 0; i < articles; i++) {
            body.append(i == 0 ? "" : ",")
                    .append("{\"sku\":\"a" + i + "\",\"price\":" + 3 * i + ".50,\"name\":\"article number " + i
                            + "\",\"owner\":\"bob" + order + "@example.com\"}");
        }
        return new Response(
                Optional.of(new ResponseHead(200, Headers.of("Content-Type", "application/json"))),
                true,
                HeldBody.of(body.append("]}").toString().getBytes(UTF_8)),
                new Timing(0, OptionalLong.empty(), 1_000_000));
    }

    private static long cpuNanos() {
        return ((com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean())
                .getProcessCpuTime();
    }
}
