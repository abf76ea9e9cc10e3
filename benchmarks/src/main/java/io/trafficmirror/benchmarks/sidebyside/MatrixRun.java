// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.benchmarks.sidebyside;

import io.trafficmirror.benchmarks.load.Load;
import io.trafficmirror.benchmarks.paper.Sample;
import io.trafficmirror.benchmarks.paper.Samples;
import java.io.IOException;
import java.net.ConnectException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Runs scenarios round by round: in each round every variant has two turns, the second ones in reverse order, so that a machine that becomes
 * slower or faster does so to all alike. At saturation, where a change of the machine's speed is a change of the figure, each variant has rounds of
 * its own with the application alone: without, with, with, without, within seconds. What {@link SampleRule} refuses is repeated, beside the
 * application alone. Rounds that the file holds already are not run again. Confined to one thread.
 */
final class MatrixRun {
    /** A round in which the machine changed says nothing about what was measured in it. */
    private static final int ATTEMPTS = 5;

    /** What is refused for itself once more is not to be had. */
    private static final int OWN_ATTEMPTS = 2;

    static final int REHEARSALS = 2;

    /** Begins the reason why what was measured beside the application alone does not count. */
    private static final String BESIDE = "no filter: ";

    /** Rounds of another attempt are numbered from here. */
    private static final int REPEATED = 100;

    /** Rounds of one variant's own are numbered from a multiple of this. */
    private static final int OWN = 1000;

    private final ResultFile file;
    private final Effort effort;

    MatrixRun(ResultFile file, Effort effort) {
        this.file = file;
        this.effort = effort;
    }

    void run(List<Scenario> scenarios) throws IOException {
        try (Fleet fleet = new Fleet(effort.warmUpSeconds())) {
            run(scenarios, fleet);
        }
    }

    void run(List<Scenario> scenarios, Peer.Peers peers) throws IOException {
        for (Scenario scenario : scenarios) {
            boolean rehearsed = false;
            for (int round = 1; round <= Effort.MORE_ROUNDS * effort.rounds(); round++) {
                for (List<Variant> together : together(scenario)) {
                    int number = number(scenario, together, round);
                    if (round <= effort.rounds(scenario, together) && !has(scenario, together, number)) {
                        if (!rehearsed && peers.areKept()) {
                            peers.next();
                            peers.mood(scenario.mood());
                            rehearse(peers, scenario);
                            rehearsed = true;
                        }
                        attempts(peers, scenario, together, number);
                    }
                }
            }
        }
    }

    /** The variants that are measured in one round. */
    static List<List<Variant>> together(Scenario scenario) {
        return scenario.pace() instanceof Pace.Saturation
                ? scenario.variants().stream()
                        .filter(variant -> variant != Variant.NONE)
                        .map(variant -> List.of(Variant.NONE, variant))
                        .toList()
                : List.of(scenario.variants());
    }

    private static int number(Scenario scenario, List<Variant> together, int round) {
        return scenario.pace() instanceof Pace.Saturation
                ? together.get(together.size() - 1).ordinal() * OWN + round
                : round;
    }

    /** Which round of its variant's it is, whatever attempt of that. */
    static int place(Sample sample) {
        return sample.round() % REPEATED;
    }

    private boolean has(Scenario scenario, List<Variant> together, int round) throws IOException {
        Samples known = file.samples().of(scenario.id()).where(sample -> sample.round() == round);
        return known.variants().containsAll(together.stream().map(Variant::id).toList());
    }

    /**
     * What is new in a scenario compiles before it is measured. Each process rests in between, while the others are asked: after a rest a JVM compiles
     * anew what it had compiled for loops that were never idle.
     */
    private void rehearse(Peer.Peers peers, Scenario scenario) throws IOException {
        for (int burst = 0; burst < REHEARSALS; burst++) {
            for (Variant variant : scenario.variants()) {
                rehearse(peers.of(variant), scenario, variant);
            }
        }
    }

    /** At full speed, but for the naive filter: where it is measured at a given rate, what it would open at full speed would be measured too. */
    private void rehearse(Peer peer, Scenario scenario, Variant variant) throws IOException {
        double perSecond =
                variant == Variant.NAIVE && scenario.pace() instanceof Pace.Fixed fixed ? fixed.perSecond() : 0;
        try {
            Load load = new Load(
                    peer.port(), scenario.request(), Matrix.CONNECTIONS, perSecond, 0, effort.rehearsalSeconds());
            peer.drive(load, Load.Window.UNWATCHED);
            peer.settle();
        } catch (ConnectException e) {
            // Its own rounds will show it.
        }
    }

    private void attempts(Peer.Peers peers, Scenario scenario, List<Variant> together, int round) throws IOException {
        List<Variant> order = new ArrayList<>(together);
        Collections.rotate(order, 1 - round);
        Map<String, Integer> ownRefusals = new HashMap<>();
        for (int attempt = 0; attempt < ATTEMPTS && !order.isEmpty(); attempt++) {
            Set<String> again = new HashSet<>();
            peers.mood(scenario.mood());
            for (Sample sample : judged(round(peers, scenario, order, round + attempt * REPEATED))) {
                file.add(sample);
                if (!sample.counts()) {
                    System.err.printf("         %-44s refused: %s%n", sample.variant(), sample.refused());
                    boolean isOwn = !sample.refused().startsWith(BESIDE);
                    if (!isOwn || ownRefusals.merge(sample.variant(), 1, Integer::sum) < OWN_ATTEMPTS) {
                        again.add(sample.variant());
                    }
                }
            }
            order.removeIf(variant -> !again.contains(variant.id()));
            if (!order.isEmpty() && !order.contains(Variant.NONE)) {
                order.add(0, Variant.NONE);
            }
        }
    }

    /** If the application alone does not count, nothing of its round does. */
    private static List<Sample> judged(List<Sample> samples) {
        List<Sample> judged = samples.stream().map(SampleRule::applied).toList();
        String why = new Samples(judged)
                .where(sample -> sample.variant().equals(Variant.NONE.id()))
                .refusals();
        return why.isEmpty()
                ? judged
                : judged.stream().map(sample -> sample.refusedFor(BESIDE + why)).toList();
    }

    private List<Sample> round(Peer.Peers peers, Scenario scenario, List<Variant> order, int round) throws IOException {
        List<Variant> reversed = new ArrayList<>(order);
        Collections.reverse(reversed);
        Map<Variant, Map<String, Double>> first = new TreeMap<>();
        for (Variant variant : order) {
            first.put(variant, turn(peers, scenario, variant, round));
        }
        List<Sample> samples = new ArrayList<>();
        for (Variant variant : reversed) {
            Map<String, Double> second = turn(peers, scenario, variant, round);
            Map<String, Double> before = first.getOrDefault(variant, second);
            Map<String, Double> both = Turns.together(before, second);
            if (scenario.pace() instanceof Pace.Saturation && peers.areKept()) {
                both.put("drift", Turns.drift(before, second));
            }
            samples.add(new Sample(scenario.id(), variant.id(), round, both));
        }
        return samples;
    }

    private Map<String, Double> turn(Peer.Peers peers, Scenario scenario, Variant variant, int round)
            throws IOException {
        Peer peer = peers.of(variant);
        Map<String, Double> figures = measured(peer, load(peer.port(), scenario));
        System.err.printf(
                "%d of %d  %-44s %9.0f/s  p50 %7.0f us  p99 %9.0f us  cpu %7.1f us  errors %.0f  delivered %.3f "
                        + " (%s)%n",
                round % REPEATED,
                effort.rounds(scenario, List.of(variant)),
                variant.title(),
                figures.get("perSecond"),
                figures.getOrDefault("p50", Double.NaN),
                figures.getOrDefault("p99", Double.NaN),
                figures.getOrDefault("cpu", Double.NaN),
                figures.get("errors"),
                figures.getOrDefault("delivered", Double.NaN),
                scenario.title());
        return figures;
    }

    /** Who takes no connection any more answers nothing; that is a figure too. */
    private static Map<String, Double> measured(Peer peer, Load load) throws IOException {
        try {
            return Measurement.of(peer, load);
        } catch (ConnectException e) {
            return Map.of("perSecond", 0.0, "requests", 0.0, "errors", (double) Matrix.CONNECTIONS);
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
                effort.seconds() * scenario.share() / Turns.IN_A_ROUND);
    }

    /** What the application without a filter carried in this file's own rounds. */
    private double saturation() throws IOException {
        double perSecond = file.samples()
                .counting()
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
