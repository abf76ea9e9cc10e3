// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.benchmarks.paper;

import static java.util.stream.Collectors.joining;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Predicate;
import java.util.function.ToDoubleFunction;

/**
 * Samples, and what follows from them. Immutable.
 *
 * @param all in the order in which they were taken
 */
public record Samples(List<Sample> all) {
    /** Copies the list. */
    public Samples {
        all = List.copyOf(all);
    }

    /** Those of a file of raw results; lines that begin with # are not samples. None if there is no such file. */
    public static Samples read(Path file) throws IOException {
        if (!Files.exists(file)) {
            return new Samples(List.of());
        }
        return new Samples(Files.readAllLines(file).stream()
                .filter(line -> line.startsWith("{"))
                .map(Sample::parse)
                .toList());
    }

    /** Those of one scenario. */
    public Samples of(String scenario) {
        return where(sample -> sample.scenario().equals(scenario));
    }

    /** Those of one scenario and variant. */
    public Samples of(String scenario, String variant) {
        return of(scenario).where(sample -> sample.variant().equals(variant));
    }

    /** Those for which it is true. */
    public Samples where(Predicate<Sample> wanted) {
        return new Samples(all.stream().filter(wanted).toList());
    }

    /** Those that count. */
    public Samples counting() {
        return where(Sample::counts);
    }

    /** Why others do not, each reason once; empty if all count. */
    public String refusals() {
        return all.stream()
                .map(Sample::refused)
                .filter(reason -> !reason.isEmpty())
                .distinct()
                .collect(joining("; "));
    }

    /** Whether there are none. */
    public boolean isEmpty() {
        return all.isEmpty();
    }

    /** Variants in the order in which they first occur. */
    public List<String> variants() {
        return all.stream().map(Sample::variant).distinct().toList();
    }

    /** How a figure spreads over rounds. */
    public Spread spread(ToDoubleFunction<Sample> figure) {
        return Spread.of(all.stream().mapToDouble(figure).toArray());
    }

    /** How a figure spreads over rounds. */
    public Spread spread(String figure) {
        return spread(sample -> sample.figure(figure));
    }

    /** How what two variants make together within a round spreads over the rounds that have both. */
    public Spread paired(Samples base, Pairing pairing) {
        return Spread.of(all.stream()
                .flatMapToDouble(sample -> base.all.stream()
                        .filter(other -> other.round() == sample.round())
                        .limit(1)
                        .mapToDouble(other -> pairing.of(sample, other)))
                .toArray());
    }

    /** The ratio of a figure within each round. */
    public Spread ratio(Samples base, String figure) {
        return paired(base, (mine, theirs) -> mine.figure(figure) / theirs.figure(figure));
    }

    /** What is made of two samples of one round. */
    @FunctionalInterface
    public interface Pairing {
        /** One number. */
        double of(Sample mine, Sample theirs);
    }
}
