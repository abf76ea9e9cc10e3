// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.dispatch;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;

import io.trafficmirror.targets.BreakerRules;
import java.time.Duration;
import java.util.Objects;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.LLL_Result;

/** A probe is due: two copies want to be it, while an old copy reports. */
@JCStressTest
@Outcome(id = "true, false, PROBING", expect = ACCEPTABLE, desc = "The first is the probe.")
@Outcome(id = "false, true, PROBING", expect = ACCEPTABLE, desc = "The second is the probe.")
@State
public class BreakerProbeStress {
    private static final Duration SECOND = Duration.ofSeconds(1);

    private final Breaker breaker = new Breaker(new BreakerRules(1, 100, 100, SECOND, SECOND), () -> 0L);
    private final Breaker.Permit old = Objects.requireNonNull(breaker.pass(0));
    private final long due = SECOND.toNanos();

    /** Opens it. */
    public BreakerProbeStress() {
        breaker.failed(old, 0);
    }

    /** One copy. */
    @Actor
    public void one(LLL_Result r) {
        r.r1 = breaker.pass(due) != null;
    }

    /** The other, after one from before it opened has reported. */
    @Actor
    public void other(LLL_Result r) {
        breaker.undecided(old, due);
        breaker.succeeded(old);
        r.r2 = breaker.pass(due) != null;
    }

    /** What the breaker does. */
    @Arbiter
    public void after(LLL_Result r) {
        r.r3 = breaker.state();
    }
}
