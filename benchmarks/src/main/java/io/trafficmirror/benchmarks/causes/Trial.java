// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.benchmarks.causes;

import io.trafficmirror.compare.ComparingObserver;
import io.trafficmirror.compare.cause.Cause;
import io.trafficmirror.compare.cause.CommonAttribute;
import io.trafficmirror.compare.report.Experiment;
import io.trafficmirror.compare.report.Findings;
import io.trafficmirror.compare.report.Report;
import io.trafficmirror.compare.verdict.Judgement;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;

/**
 * One run. Immutable.
 *
 * @param noisyRows rows that the control shows too
 */
record Trial(List<Fault> faults, List<Cause> causes, long noisyRows) {
    static Trial run(long seed, Size size) {
        SplittableRandom random = new SplittableRandom(seed);
        List<Fault> faults = Planting.random(size, random.split());
        ComparingObserver observer = ComparingObserver.builder()
                .clock(() -> Traffic.NOW)
                .random(random.split())
                .build();
        new Traffic(size, faults, random.split()).showTo(observer);
        Report report = new Report(new Experiment("shop 2", observer.settings()), observer.evidence());
        Findings findings = Findings.of(report, Judgement.defaults().withCells(4096));
        long noisy = report.evidence().cells().values().stream()
                .filter(cell -> cell.counts().control() > 0)
                .count();
        return new Trial(faults, findings.causes(), noisy);
    }

    /** The cause that names this fault's place with this fault's transition. */
    Optional<Cause> causeOf(Fault fault) {
        return causes.stream()
                .filter(cause -> cause.key().equals(fault.row()) || cause.also().contains(fault.row()))
                .findFirst();
    }

    /** Whether its cause says which requests it hits, and nothing where it hits all. */
    boolean hasRightAttribute(Fault fault) {
        return causeOf(fault)
                .map(cause -> cause.attribute().map(CommonAttribute::attribute).equals(fault.attribute()))
                .orElse(false);
    }

    long found() {
        return faults.stream().filter(fault -> causeOf(fault).isPresent()).count();
    }

    long rightAttributes() {
        return faults.stream().filter(this::hasRightAttribute).count();
    }
}
