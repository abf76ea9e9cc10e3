// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.dispatch;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;

import io.trafficmirror.capture.internal.ByteBudget;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.ZZJ_Result;

/** Two wishes of which one fits. */
@JCStressTest
@Outcome(id = "true, false, 0", expect = ACCEPTABLE, desc = "The first got it.")
@Outcome(id = "false, true, 0", expect = ACCEPTABLE, desc = "The second got it.")
@State
public class ByteBudgetStress {
    private final ByteBudget budget = new ByteBudget(100);

    /** One wish. */
    @Actor
    public void one(ZZJ_Result r) {
        r.r1 = budget.tryReserve(60);
    }

    /** The other. */
    @Actor
    public void other(ZZJ_Result r) {
        r.r2 = budget.tryReserve(60);
    }

    /** Whoever got it gives it back. */
    @Arbiter
    public void after(ZZJ_Result r) {
        budget.release((r.r1 ? 60 : 0) + (r.r2 ? 60 : 0));
        r.r3 = budget.held();
    }
}
