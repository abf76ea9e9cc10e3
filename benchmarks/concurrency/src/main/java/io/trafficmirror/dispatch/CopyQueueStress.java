// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.dispatch;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.LLLL_Result;

/** A full queue of one: an offer races the poll that makes room. */
@JCStressTest
@Outcome(id = "0, true, 1, 1", expect = ACCEPTABLE, desc = "First taken, then there was room.")
@Outcome(id = "0, false, -1, 0", expect = ACCEPTABLE, desc = "There was no room yet.")
@State
public class CopyQueueStress {
    private final CopyQueue<Integer> queue = new CopyQueue<>(1, 0);

    /** Full at the start. */
    public CopyQueueStress() {
        queue.offer(new Turn<>(0, Turn.NO_KEY));
    }

    /** Makes room. */
    @Actor
    public void poll(LLLL_Result r) {
        Integer polled = queue.poll();
        r.r1 = polled == null ? -1 : polled;
    }

    /** Wants room. */
    @Actor
    public void offer(LLLL_Result r) {
        r.r2 = queue.offer(new Turn<>(1, Turn.NO_KEY));
    }

    /** What is left, and what the queue says of it. */
    @Arbiter
    public void after(LLLL_Result r) {
        r.r4 = queue.size();
        Integer left = queue.poll();
        r.r3 = left == null ? -1 : left;
    }
}
