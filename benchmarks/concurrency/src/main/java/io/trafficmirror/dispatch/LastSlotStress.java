// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.dispatch;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.ZZI_Result;

/** Two promises for one place. */
@JCStressTest
@Outcome(id = "true, false, 1", expect = ACCEPTABLE, desc = "The first got it.")
@Outcome(id = "false, true, 1", expect = ACCEPTABLE, desc = "The second got it.")
@State
public class LastSlotStress {
    private final Slots<String> slots = new Slots<>(1);

    /** One occupant. */
    @Actor
    public void one(ZZI_Result r) {
        r.r1 = slots.tryAcquire();
    }

    /** The other. */
    @Actor
    public void other(ZZI_Result r) {
        r.r2 = slots.tryAcquire();
    }

    /** What is taken. */
    @Arbiter
    public void after(ZZI_Result r) {
        r.r3 = slots.taken();
    }
}
