// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror;

import io.trafficmirror.dispatch.CpuShare;
import io.trafficmirror.dispatch.DispatcherListener;
import io.trafficmirror.targets.Target;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/**
 * Tells what a dispatcher has to say to whom it concerns. Safe for concurrent use.
 *
 * @param log is written what breakers do
 * @param events tell listeners of breakers
 * @param cpu is charged for what handing over costs
 * @param faults takes what was thrown; does not throw itself
 * @param clock counts nanoseconds
 */
record DispatcherReports(BreakerLog log, Events events, CpuShare cpu, Consumer<Throwable> faults, LongSupplier clock)
        implements DispatcherListener {
    @Override
    public void breaker(Target target, boolean opened) {
        log.changed(target, opened, clock.getAsLong());
        events.breaker(target, opened);
    }

    @Override
    public boolean asksForHandOver(long now) {
        return cpu.measures(now);
    }

    @Override
    public void handedOver(long nanos) {
        cpu.charge(nanos);
    }

    @Override
    public void fault(Throwable fault) {
        faults.accept(fault);
    }
}
