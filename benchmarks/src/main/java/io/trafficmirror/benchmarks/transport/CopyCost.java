// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.benchmarks.transport;

import io.trafficmirror.benchmarks.transport.MeasuredTransport.Cost;
import io.trafficmirror.copy.ShadowRequest;
import io.trafficmirror.copy.Target;
import io.trafficmirror.http.Body;
import io.trafficmirror.transport.jdk.JdkTransport;
import io.trafficmirror.transport.wire.WireTransport;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Prints what a delivered copy costs the sending JVM, by the wire transport and by the JDK's client, side by side: rounds of both
 * after a warm-up at full speed. Counts the CPU of the transports' threads and the time of handing over; not composing, not the
 * compiler, not the collector.
 */
public final class CopyCost {
    private static final Duration WARM_UP = Duration.ofSeconds(Integer.getInteger("warmUp", 12));
    private static final Duration ROUND = Duration.ofMillis(Integer.getInteger("round", 2500));
    private static final int ROUNDS = Integer.getInteger("rounds", 5);

    private CopyCost() {}

    /** Needs nginx on the path; takes about two and a half minutes. */
    public static void main(String[] args) throws IOException {
        try (NoContentServer server = new NoContentServer()) {
            Target target = new Target("http", "127.0.0.1", server.port());
            MeasuredTransport wire = warm("wire", WireTransport.factory(), target);
            MeasuredTransport jdk = warm("jdk", JdkTransport.factory(), target);
            System.out.println("load, transport: cpu + offer = us per copy; B per copy; copies/s; failed (median of "
                    + ROUNDS + " rounds of " + ROUND.toMillis() + " ms), ratio wire/jdk per round");
            compare("GET saturation", wire, jdk, 0, "GET", Body.NONE);
            compare("GET 5000/s", wire, jdk, 5000, "GET", Body.NONE);
            compare("GET 1000/s", wire, jdk, 1000, "GET", Body.NONE);
            compare("POST 64K saturation", wire, jdk, 0, "POST", Body.of(new byte[64 * 1024]));
            wire.close();
            jdk.close();
        }
    }

    private static MeasuredTransport warm(
            String name, io.trafficmirror.transport.ShadowTransport.Factory factory, Target target) {
        MeasuredTransport transport = new MeasuredTransport(name, factory, target, Optional.empty());
        ShadowRequest request = transport.request("GET", Body.NONE);
        transport.run(request, 0, WARM_UP);
        transport.run(transport.request("POST", Body.of(new byte[64 * 1024])), 0, Duration.ofSeconds(2));
        transport.run(request, 5000, Duration.ofSeconds(2));
        transport.claimThreads();
        return transport;
    }

    private static void compare(
            String load, MeasuredTransport wire, MeasuredTransport jdk, double perSecond, String method, Body body) {
        List<Cost> wires = new ArrayList<>();
        List<Cost> jdks = new ArrayList<>();
        StringBuilder ratios = new StringBuilder();
        for (int i = 0; i < ROUNDS; i++) {
            wires.add(wire.run(wire.request(method, body), perSecond, ROUND));
            jdks.add(jdk.run(jdk.request(method, body), perSecond, ROUND));
            ratios.append(String.format(
                    Locale.ROOT, " %.3f", wires.get(i).total() / jdks.get(i).total()));
        }
        print(load, wire, wires);
        print(load, jdk, jdks);
        System.out.println(load + ", wire/jdk:" + ratios);
    }

    private static void print(String load, MeasuredTransport transport, List<Cost> costs) {
        costs.sort(Comparator.comparingDouble(Cost::total));
        Cost median = costs.get(costs.size() / 2);
        System.out.printf(
                Locale.ROOT,
                "%s, %s: %.1f + %.1f = %.1f (%.1f-%.1f); %.0f B; %.0f/s; %d failed%n",
                load,
                transport.name(),
                median.cpu(),
                median.offer(),
                median.total(),
                costs.get(0).total(),
                costs.get(costs.size() - 1).total(),
                median.bytes(),
                median.perSecond(),
                costs.stream().mapToLong(Cost::failed).sum());
    }
}
