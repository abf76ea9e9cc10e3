// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.spring;

import io.trafficmirror.experiment.ExperimentPlan;

/** Lets shares of controls follow the verdict, said without the types of mirror-compare, which need not be there. Safe for concurrent use. */
interface ControlDrive {
    /** Of the controls for which this plan names no share; all others have the share of their route. */
    void follow(ExperimentPlan plan);
}
