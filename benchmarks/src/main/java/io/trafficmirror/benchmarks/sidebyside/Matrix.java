// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.benchmarks.sidebyside;

import io.trafficmirror.benchmarks.load.Request;
import io.trafficmirror.benchmarks.nginx.Nginx;
import java.util.List;
import java.util.Set;

/**
 * The scenarios of the published run, in the order in which they are run: with a healthy shadow first, for what a sick one leaves behind in
 * the naive filter and in nginx would be measured too. Stateless.
 */
final class Matrix {
    static final String GET_FULL = "get-saturation";
    static final String GET_HALF = "get-half";
    static final String GET_500 = "get-500";
    static final String GET_500_SINK = "get-500-sink";
    static final String GET_64K_OBSERVED = "get-64k-observed";
    static final String POST_64K = "post-64k-saturation";
    static final String POST_1M = "post-1m-saturation";
    static final int CONNECTIONS = 16;

    private static final Request KIB = Request.post(1 << 10);
    private static final Request KIB_64 = Request.post(64 << 10);
    private static final Request MIB = Request.post(1 << 20);

    private Matrix() {}

    static List<Scenario> scenarios() {
        List<Variant> all = possible(
                Variant.NONE,
                Variant.MIRROR_0,
                Variant.MIRROR_10,
                Variant.MIRROR_CPU_10,
                Variant.MIRROR_100,
                Variant.MIRROR_ALL,
                Variant.MIRROR_JDK,
                Variant.NAIVE,
                Variant.NGINX,
                Variant.NGINX_MIRROR);
        List<Variant> half = possible(
                Variant.NONE,
                Variant.MIRROR_10,
                Variant.MIRROR_100,
                Variant.MIRROR_ALL,
                Variant.NAIVE,
                Variant.NGINX,
                Variant.NGINX_MIRROR);
        List<Variant> bodies = possible(
                Variant.NONE,
                Variant.MIRROR_100,
                Variant.MIRROR_ALL,
                Variant.NAIVE,
                Variant.NGINX,
                Variant.NGINX_MIRROR);
        List<Variant> sick = possible(Variant.NONE, Variant.MIRROR_100, Variant.NAIVE, Variant.NGINX_MIRROR);
        List<Variant> compared = List.of(
                Variant.NONE,
                Variant.MIRROR_100,
                Variant.MIRROR_COMPARE,
                Variant.MIRROR_ALL,
                Variant.MIRROR_COMPARE_ALL);
        List<Variant> sinks = List.of(
                Variant.NONE,
                Variant.MIRROR_COMPARE_ALL,
                Variant.MIRROR_SINK_NO_BROKER,
                Variant.MIRROR_SINK_HANGING,
                Variant.MIRROR_SINK_BACK,
                Variant.MIRROR_SINK);
        List<Variant> observed = List.of(Variant.NONE, Variant.MIRROR_ALL, Variant.MIRROR_OBSERVE);
        List<Variant> ours = List.of(Variant.NONE, Variant.MIRROR_100);
        Pace full = new Pace.Saturation();
        return List.of(
                new Scenario(GET_FULL, "healthy", Request.GET, full, all, 1),
                new Scenario(GET_HALF, "healthy", Request.GET, new Pace.Half(), half, 1.5),
                new Scenario(GET_500, "healthy", Request.GET, new Pace.Fixed(500), bodies, 2),
                new Scenario("get-saturation-compared", "answering", Request.GET, full, compared, 1),
                new Scenario("get-500-compared", "answering", Request.GET, new Pace.Fixed(500), compared, 2),
                new Scenario(GET_500_SINK, "answering", Request.GET, new Pace.Fixed(500), sinks, 2),
                new Scenario(GET_64K_OBSERVED, "healthy", Request.EXPORT, new Pace.Fixed(2000), observed, 2),
                new Scenario("post-1k-saturation", "healthy", KIB, full, bodies, 1),
                new Scenario(POST_64K, "healthy", KIB_64, full, bodies, 1),
                new Scenario(POST_1M, "healthy", MIB, full, bodies, 1),
                new Scenario("get-saturation-down", "down", Request.GET, full, sick, 1),
                new Scenario("get-half-down", "down", Request.GET, new Pace.Half(), ours, 1.5),
                new Scenario("get-saturation-resetting", "resetting", Request.GET, full, sick, 1),
                new Scenario("get-half-resetting", "resetting", Request.GET, new Pace.Half(), ours, 1.5),
                new Scenario("get-saturation-slow", "slow", Request.GET, full, sick, 1),
                new Scenario("get-half-slow", "slow", Request.GET, new Pace.Half(), ours, 1.5),
                new Scenario("get-saturation-hanging", "hanging", Request.GET, full, sick, 1),
                new Scenario("get-half-hanging", "hanging", Request.GET, new Pace.Half(), ours, 1.5));
    }

    /** Whether a share of the CPU promises a part of the throughput for what is measured together. */
    static boolean isPromised(Scenario scenario, List<Variant> together) {
        return Set.of(GET_FULL, POST_64K, POST_1M).contains(scenario.id())
                && (together.contains(Variant.MIRROR_100) || together.contains(Variant.MIRROR_CPU_10));
    }

    /** Whether the shadow of a scenario answers. */
    static boolean isHealthy(String scenario) {
        return scenarios().stream()
                .noneMatch(one -> one.id().equals(scenario)
                        && !one.mood().equals("healthy")
                        && !one.mood().equals("answering"));
    }

    /** Variants that can run here. */
    static List<Variant> possible(Variant... variants) {
        return List.of(variants).stream()
                .filter(variant -> !variant.hasNginx() || Nginx.isThere())
                .toList();
    }
}
