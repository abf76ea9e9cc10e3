// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror;

import io.trafficmirror.copy.Target;
import io.trafficmirror.dispatch.CpuShare;
import io.trafficmirror.dispatch.LaneWatch;

/**
 * Tells what a lane has to say to whom it concerns. Safe for concurrent use.
 *
 * @param news hears of breakers and faults
 * @param cpu is charged for what handing over costs
 */
record LaneEars(LaneWatch news, CpuShare cpu) implements LaneWatch {
    @Override
    public void breaker(Target target, boolean opened) {
        news.breaker(target, opened);
    }

    @Override
    public void handedOver(long nanos) {
        cpu.charge(nanos);
    }

    @Override
    public void fault(Throwable fault) {
        news.fault(fault);
    }
}
