// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.benchmarks.micro;

import io.trafficmirror.route.Hostname;
import io.trafficmirror.route.PathMatch;
import io.trafficmirror.route.Route;
import io.trafficmirror.route.RouteHit;
import io.trafficmirror.route.RouteMatch;
import io.trafficmirror.route.RouteRule;
import io.trafficmirror.route.RouteTable;
import io.trafficmirror.route.ValueMatch;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * What it costs to find the rule of a request, by the number of rules: 64 requests in turn for rules spread over the whole table, each
 * with its own path below its prefix.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 4, time = 1)
@Fork(2)
public class RouteLookupBenchmark {
    private static final int REQUESTS = 64;

    /** How many rules the table has. */
    @Param({"1", "100", "1000", "10000"})
    public int rules;

    /** What tells the rules apart: a path prefix, a hostname, or prefix, header and query parameter together. */
    @Param({"path", "host", "all"})
    public String by = "path";

    private final LookedUp[] requests = new LookedUp[REQUESTS];
    private RouteTable<Integer> table = RouteTable.of(List.of());
    private int next;

    /** Builds the table and the requests. */
    @Setup
    public void build() {
        List<Route<Integer>> routes = new ArrayList<>();
        for (int i = 0; i < rules; i++) {
            List<Hostname> hosts = by.equals("host") ? List.of(new Hostname(host(i))) : List.of();
            routes.add(new Route<>("route-" + i, hosts, List.of(new RouteRule<>(List.of(match(i)), i))));
        }
        table = RouteTable.of(routes);
        SplittableRandom random = new SplittableRandom(1);
        for (int i = 0; i < REQUESTS; i++) {
            int rule = random.nextInt(rules);
            requests[i] = new LookedUp(
                    by.equals("host") ? host(rule) + ":8080" : "shop.example",
                    "/api/v1/service-" + rule + "/items/" + random.nextInt(1000),
                    "page=2&variant=v" + rule,
                    "v" + rule);
        }
    }

    private RouteMatch match(int rule) {
        PathMatch prefix = PathMatch.prefix(by.equals("host") ? "/api" : "/api/v1/service-" + rule);
        return by.equals("all")
                ? new RouteMatch(
                        prefix,
                        Optional.of("GET"),
                        List.of(ValueMatch.exact("x-version", "v" + rule)),
                        List.of(ValueMatch.exact("variant", "v" + rule)))
                : RouteMatch.of(prefix);
    }

    private static String host(int rule) {
        return "service-" + rule + ".shop.example";
    }

    /** One look-up that finds its rule. */
    @Benchmark
    public @Nullable RouteHit<Integer> find() {
        next = (next + 1) % REQUESTS;
        return table.find(requests[next], LookedUp.READER);
    }
}
