// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.dispatch;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;

import io.trafficmirror.targets.Target;
import io.trafficmirror.targets.TargetLimits;
import io.trafficmirror.transport.FailureReason;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;

/** The answer, an abort and the housekeeper's sweep end one copy. */
@JCStressTest
@Outcome(id = "1, 0", expect = ACCEPTABLE, desc = "It ended once, and its slot is free.")
@State
public class EndOnceStress {
    private final AtomicLong clock = new AtomicLong();
    private final CountedEnds copy = new CountedEnds();
    private final HeldTransport transport = new HeldTransport();
    private final Dispatcher dispatcher = new Dispatcher(
            Target.parse("http://shadow"), TargetLimits.DEFAULT, transport, new Silent(), clock::get, () -> 0L);
    private final CopyCall call;

    /** The copy is on its way, and long past its deadline. */
    public EndOnceStress() {
        call = copy.sentThrough(dispatcher);
        transport.listener().onSending();
        clock.set(Duration.ofHours(1).toNanos());
    }

    /** The answer. */
    @Actor
    public void answer() {
        transport.listener().onDone(new io.trafficmirror.transport.Outcome.Answered(200, 0, false));
    }

    /** The housekeeper, and whoever cuts the exchange. */
    @Actor
    public void giveUp() {
        dispatcher.sweep();
        call.abort(FailureReason.BODY_CUT, "cut");
    }

    /** How often it ended, and what is still in flight. */
    @Arbiter
    public void after(II_Result r) {
        r.r1 = copy.ends();
        r.r2 = dispatcher.state().inFlight();
    }
}
