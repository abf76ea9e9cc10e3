// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.benchmarks.sidebyside;

import io.trafficmirror.benchmarks.load.Load;
import io.trafficmirror.benchmarks.paper.Sample;
import io.trafficmirror.benchmarks.paper.Samples;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;

/**
 * Runs scenarios round by round: in each round every variant once, one after the other, the first of one round being the last of the next.
 * Rounds that the file holds already are not run again. Confined to one thread.
 */
final class MatrixRun {
    private final ResultFile file;
    private final Effort effort;

    MatrixRun(ResultFile file, Effort effort) {
        this.file = file;
        this.effort = effort;
    }

    void run(List<Scenario> scenarios) throws IOException {
        try (Fleet fleet = new Fleet(effort.warmUpSeconds())) {
            for (Scenario scenario : scenarios) {
                boolean rehearsed = false;
                for (int round = 1; round <= effort.rounds(); round++) {
                    if (!has(scenario, round)) {
                        fleet.mood(scenario.mood());
                        if (!rehearsed) {
                            rehearse(fleet, scenario);
                            rehearsed = true;
                        }
                        round(fleet, scenario, round);
                    }
                }
            }
        }
    }

    private boolean has(Scenario scenario, int round) throws IOException {
        Samples known = file.samples().of(scenario.id()).where(sample -> sample.round() == round);
        return known.variants()
                .containsAll(scenario.variants().stream().map(Variant::id).toList());
    }

    /** What is new in a scenario compiles before it is measured. */
    private void rehearse(Fleet fleet, Scenario scenario) throws IOException {
        for (Variant variant : scenario.variants()) {
            Running running = fleet.of(variant);
            new Load(running.port(), scenario.request(), Matrix.CONNECTIONS, 0, 0, effort.rehearsalSeconds()).run();
            running.settle();
        }
    }

    private void round(Fleet fleet, Scenario scenario, int round) throws IOException {
        List<Variant> order = new ArrayList<>(scenario.variants());
        Collections.rotate(order, 1 - round);
        List<Sample> samples = new ArrayList<>();
        for (Variant variant : order) {
            Map<String, Double> figures =
                    Measurement.of(fleet.of(variant), load(fleet.of(variant).port(), scenario));
            samples.add(new Sample(scenario.id(), variant.id(), round, figures));
            System.err.printf(
                    "%d of %d  %-44s %9.0f/s  p50 %7.0f us  p99 %9.0f us  cpu %7.1f us  errors %.0f  delivered %.3f  (%s)%n",
                    round,
                    effort.rounds(),
                    variant.title(),
                    figures.get("perSecond"),
                    figures.get("p50"),
                    figures.get("p99"),
                    figures.get("cpu"),
                    figures.get("errors"),
                    figures.get("delivered"),
                    scenario.title());
        }
        for (Sample sample : samples) {
            file.add(sample);
        }
    }

    private Load load(int port, Scenario scenario) throws IOException {
        double perSecond = 0;
        if (scenario.pace() instanceof Pace.Fixed fixed) {
            perSecond = fixed.perSecond();
        } else if (scenario.pace() instanceof Pace.Half) {
            perSecond = Math.rint(saturation() / 2);
        }
        return new Load(
                port,
                scenario.request(),
                Matrix.CONNECTIONS,
                perSecond,
                effort.leadSeconds(),
                effort.seconds() * scenario.share());
    }

    /** What the application without a filter carried in this file's own rounds. */
    private double saturation() throws IOException {
        double perSecond = file.samples()
                .of(Matrix.GET_FULL, Variant.NONE.id())
                .spread("perSecond")
                .median();
        if (!(perSecond > 0)) {
            throw new IllegalArgumentException(
                    "half of saturation: run " + Matrix.GET_FULL + " into the same file first");
        }
        return perSecond;
    }
}
