// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.kafka;

import io.trafficmirror.compare.difference.Difference;
import io.trafficmirror.compare.difference.DifferenceKind;
import io.trafficmirror.compare.difference.PathRules;
import io.trafficmirror.compare.difference.PathTable;
import io.trafficmirror.compare.difference.ShownPair;
import io.trafficmirror.compare.difference.ShownValue;
import io.trafficmirror.compare.difference.Transition;
import io.trafficmirror.compare.evidence.EvidenceLimits;
import io.trafficmirror.compare.evidence.EvidenceRecorder;
import io.trafficmirror.compare.evidence.Request;
import io.trafficmirror.compare.evidence.RouteRecorder;
import io.trafficmirror.compare.report.Experiment;
import io.trafficmirror.compare.report.Report;
import io.trafficmirror.compare.response.Comparison;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;

/** A replica that sees exchanges by chance, from a seed. Safe for concurrent use. */
final class SeededReplica implements EvidenceSource {
    private final Random random;
    private final Experiment experiment;
    private final EvidenceRecorder recorder = fresh();
    private long nanos;
    private long millis = 1_795_953_600_000L;

    SeededReplica(long seed, String candidate) {
        this.random = new Random(seed);
        this.experiment = new Experiment(candidate, "settings");
    }

    private static EvidenceRecorder fresh() {
        return new EvidenceRecorder(EvidenceLimits.DEFAULT, (route, mayAdd) -> new PathTable(PathRules.NONE, 100));
    }

    synchronized void sees(int exchanges, int routes) {
        for (int i = 0; i < exchanges; i++) {
            millis += random.nextInt(1000);
            RouteRecorder route = recorder.route("GET /things/" + random.nextInt(routes));
            List<String> attributes = List.of(
                    "protocol=HTTP/1.1",
                    "query.name" + random.nextInt(30) + "=user" + random.nextInt(5),
                    "header.accept=*/*");
            Request request = new Request(random.nextLong(), random.nextLong(), attributes, () -> "curl http://user/");
            route.record(
                    request,
                    comparison(route),
                    random.nextBoolean() ? Optional.of(comparison(route)) : Optional.empty(),
                    millis);
            route.primaryTook(time());
            route.shadowTook(time());
            route.pairTook(time(), time(), nanos += 1_000_000_000L);
        }
    }

    private long time() {
        return (long) (1_000_000 * Math.exp(random.nextGaussian() * 2));
    }

    private Comparison comparison(RouteRecorder route) {
        if (random.nextInt(3) == 0) {
            return new Comparison.Same();
        }
        Difference difference = new Difference(
                route.paths().body().member("field" + random.nextInt(5)), DifferenceKind.VALUE, Transition.MANY);
        return new Comparison.Different(
                Set.of(difference), Map.of(difference, new ShownPair(ShownValue.ABSENT, ShownValue.ABSENT)));
    }

    /** The same number of rows on each of many routes, each shown some times. */
    synchronized void seesRoutes(int routes, int rows, int times) {
        for (int r = 0; r < routes; r++) {
            RouteRecorder route = recorder.route("GET /things/" + r);
            for (int row = 0; row < rows; row++) {
                for (int i = 0; i < times; i++) {
                    Difference difference = new Difference(
                            route.paths().body().member("field" + row), DifferenceKind.VALUE, Transition.MANY);
                    Request request =
                            new Request(random.nextLong(), random.nextLong(), List.of("protocol=HTTP/1.1"), () -> "");
                    route.record(
                            request,
                            new Comparison.Different(Set.of(difference)),
                            Optional.of(new Comparison.Same()),
                            millis);
                    route.primaryTook(time());
                    route.shadowTook(time());
                    route.pairTook(time(), time(), nanos += 1_000_000_000L);
                }
            }
        }
    }

    @Override
    public synchronized Report report() {
        return new Report(experiment, recorder.evidence());
    }

    @Override
    public synchronized long resets() {
        return 0;
    }
}
