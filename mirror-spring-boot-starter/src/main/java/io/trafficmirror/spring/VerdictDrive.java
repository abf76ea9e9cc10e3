// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.spring;

import io.trafficmirror.TrafficMirror;
import io.trafficmirror.compare.gate.LiveExperiment;
import io.trafficmirror.experiment.ExperimentPlan;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.SmartInitializingSingleton;

/** Lets shares of controls follow the verdict from the start on, where something is judged by the settings. Safe for concurrent use. */
final class VerdictDrive implements ControlDrive, SmartInitializingSingleton {
    private final ObjectProvider<LiveExperiment> experiments;
    private final ObjectProvider<MirrorSettings> settings;
    private final ObjectProvider<TrafficMirror> mirrors;

    VerdictDrive(
            ObjectProvider<LiveExperiment> experiments,
            ObjectProvider<MirrorSettings> settings,
            ObjectProvider<TrafficMirror> mirrors) {
        this.experiments = experiments;
        this.settings = settings;
        this.mirrors = mirrors;
    }

    @Override
    public void afterSingletonsInstantiated() {
        settings.ifAvailable(given -> follow(given.plan()));
    }

    @Override
    public void follow(ExperimentPlan plan) {
        LiveExperiment experiment = experiments.getIfUnique();
        TrafficMirror mirror = mirrors.getIfUnique();
        if (experiment != null && mirror != null) {
            experiment.drive(mirror, plan);
        }
    }
}
