// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.dispatch;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.III_Result;

/** Two promises for two places, filled at the same time. */
@JCStressTest
@Outcome(id = "0, 1, 2", expect = ACCEPTABLE, desc = "A place each.")
@Outcome(id = "1, 0, 2", expect = ACCEPTABLE, desc = "A place each, the other way round.")
@State
public class SlotsStress {
    private final Slots<String> slots = new Slots<>(2);

    /** One occupant. */
    @Actor
    public void one(III_Result r) {
        r.r1 = slots.tryAcquire() ? slots.fill("one") : -1;
    }

    /** The other. */
    @Actor
    public void other(III_Result r) {
        r.r2 = slots.tryAcquire() ? slots.fill("other") : -1;
    }

    /** What is taken. */
    @Arbiter
    public void after(III_Result r) {
        r.r3 = slots.taken();
    }
}
