// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.compare.gate;

import io.trafficmirror.TrafficMirror;
import io.trafficmirror.compare.ComparingObserver;
import io.trafficmirror.compare.report.EvidenceSnapshot;
import io.trafficmirror.compare.verdict.Judgement;
import io.trafficmirror.experiment.ExperimentPlan;
import io.trafficmirror.report.ExchangeObserver;
import java.io.IOException;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A comparison and its verdict, as settings ask for them. Safe for concurrent use.
 *
 * <pre>{@code
 * LiveExperiment experiment = LiveExperiment.of(loaded.plan(), "orders 2.4.1");
 * TrafficMirror mirror = TrafficMirror.builder().routes(loaded.routes()).observer(experiment.observer()).build();
 * experiment.drive(mirror);
 * GateServer gate = GateServer.start(address, GateHandler.withToken(experiment.verdict(), token));
 * }</pre>
 *
 * @since 0.1.0
 */
public final class LiveExperiment {
    private static final Logger LOG = LoggerFactory.getLogger(LiveExperiment.class);

    private final ExperimentPlan plan;
    private final LiveVerdict verdict;
    private final AdaptiveControl control;

    LiveExperiment(ExperimentPlan plan, ComparingObserver comparing, LiveVerdict verdict, LongSupplier clock) {
        this.plan = plan;
        this.verdict = verdict;
        this.control = new AdaptiveControl(comparing, verdict, clock);
    }

    /**
     * What a plan asks for; says in one line what will be judged, and what not.
     *
     * @param candidate what is judged, such as {@code orders 2.4.1}
     */
    public static LiveExperiment of(ExperimentPlan plan, String candidate) {
        return of(plan, candidate, start(plan, candidate), System::nanoTime);
    }

    static LiveExperiment of(ExperimentPlan plan, String candidate, Judgement judgement, LongSupplier clock) {
        ComparingObserver comparing = ComparingObserver.builder().plan(plan).build();
        return new LiveExperiment(plan, comparing, new LiveVerdict(comparing, candidate, judgement, clock), clock);
    }

    /**
     * The same, going on from what was kept of it before a restart. Evidence is kept once a minute, on the observer's thread and while there is traffic, and by
     * {@link LiveVerdict#save}, which belongs into the end of the application.
     *
     * @param snapshot where it is kept; one process writes it
     * @throws IOException if the file can't be read, or holds no report
     */
    public static LiveExperiment of(ExperimentPlan plan, String candidate, EvidenceSnapshot snapshot)
            throws IOException {
        return of(plan, candidate, start(plan, candidate), snapshot, System::nanoTime);
    }

    static LiveExperiment of(
            ExperimentPlan plan, String candidate, Judgement judgement, EvidenceSnapshot snapshot, LongSupplier clock)
            throws IOException {
        ComparingObserver comparing = ComparingObserver.builder().plan(plan).build();
        LiveVerdict verdict = LiveVerdict.continued(comparing, candidate, judgement, snapshot, clock);
        return new LiveExperiment(plan, comparing, verdict, clock);
    }

    private static Judgement start(ExperimentPlan plan, String candidate) {
        Judgement judgement = Judgement.of(plan);
        LOG.info("{}", StartLine.of(plan, candidate, judgement));
        return judgement;
    }

    /** What compares: it is to be given to the mirror. */
    public ExchangeObserver observer() {
        return control;
    }

    /** What follows from it. */
    public LiveVerdict verdict() {
        return verdict;
    }

    /**
     * Lets the share of controls for which no share was named follow the verdict: all of the shadow's copies until a route is decided, then 5 %, and
     * 1 % once ten times as much was seen. It is decided from the past only.
     */
    public void drive(TrafficMirror mirror) {
        drive(mirror, plan);
    }

    /**
     * The same with the controls of another plan, for routes that were reloaded: a control for which a share is named by now gets that, and one for which none is
     * named any more follows the verdict. Nothing else of that plan has an effect.
     */
    public void drive(TrafficMirror mirror, ExperimentPlan reloaded) {
        control.drive(reloaded.adaptive(), mirror::controlShare, mirror::restoreControlShare);
    }
}
