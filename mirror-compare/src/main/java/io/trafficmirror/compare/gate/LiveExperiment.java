// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.compare.gate;

import io.trafficmirror.compare.ComparingObserver;
import io.trafficmirror.compare.verdict.Judgement;
import io.trafficmirror.experiment.ExperimentPlan;
import java.util.Objects;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A comparison and its verdict, as settings ask for them. Immutable, safe for concurrent use.
 *
 * <pre>{@code
 * LiveExperiment experiment = LiveExperiment.of(loaded.plan(), "orders 2.4.1");
 * TrafficMirror mirror = TrafficMirror.builder().routes(loaded.routes()).observer(experiment.observer()).build();
 * GateServer gate = GateServer.start(address, GateHandler.withToken(experiment.verdict(), token));
 * }</pre>
 *
 * @param observer what compares: it is to be given to the mirror
 * @param verdict what follows from it
 */
public record LiveExperiment(ComparingObserver observer, LiveVerdict verdict) {
    private static final Logger LOG = LoggerFactory.getLogger(LiveExperiment.class);

    /** Refuses nulls. */
    public LiveExperiment {
        Objects.requireNonNull(observer, "observer");
        Objects.requireNonNull(verdict, "verdict");
    }

    /**
     * What a plan asks for; says in one line what will be judged, and what not.
     *
     * @param candidate what is judged, such as {@code orders 2.4.1}
     */
    public static LiveExperiment of(ExperimentPlan plan, String candidate) {
        Judgement judgement = Judgement.of(plan);
        LOG.info("{}", StartLine.of(plan, candidate, judgement));
        ComparingObserver observer = ComparingObserver.builder().plan(plan).build();
        return new LiveExperiment(observer, new LiveVerdict(observer, candidate, judgement));
    }
}
