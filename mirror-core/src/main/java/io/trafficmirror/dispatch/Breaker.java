// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.dispatch;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import java.util.BitSet;
import java.util.random.RandomGenerator;

/**
 * Keeps copies away from a shadow that fails. Closed: all pass. Open: none, until the next probe is due. Then one copy at a time
 * passes as a probe; its success closes the breaker, its failure opens it for longer, with jitter. Safe for concurrent use.
 */
final class Breaker {
    /** What the breaker does at present. */
    enum State {
        CLOSED,
        OPEN,
        PROBING
    }

    private final BreakerRules rules;
    private final RandomGenerator random;

    /** Read without the lock on the request's thread; written under it. */
    private volatile State state = State.CLOSED;

    private volatile long probeAt;

    @GuardedBy("this")
    private final BitSet failed;

    @GuardedBy("this")
    private int outcomes;

    @GuardedBy("this")
    private int inARow;

    @GuardedBy("this")
    private long waitNanos;

    Breaker(BreakerRules rules, RandomGenerator random) {
        this.rules = rules;
        this.random = random;
        this.failed = new BitSet(rules.window());
    }

    /** Whether a copy that came now would have a chance. Does not count as a probe. */
    boolean mayPass(long now) {
        return state == State.CLOSED || (state == State.OPEN && now - probeAt >= 0);
    }

    /** Lets one copy pass, as a probe if a probe is due. Whoever passed reports back by {@link #succeeded} or {@link #failed}, or {@link #undecided}. */
    boolean pass(long now) {
        if (state == State.CLOSED) {
            return true;
        }
        synchronized (this) {
            if (state == State.OPEN && now - probeAt >= 0) {
                state = State.PROBING;
                return true;
            }
            return state == State.CLOSED;
        }
    }

    /** The shadow answered; true if that closed the breaker. */
    boolean succeeded() {
        synchronized (this) {
            note(false);
            inARow = 0;
            if (state == State.CLOSED) {
                return false;
            }
            state = State.CLOSED;
            waitNanos = 0;
            failed.clear();
            outcomes = 0;
            return true;
        }
    }

    /** The shadow did not answer; true if that opened the breaker. */
    boolean failed(long now) {
        synchronized (this) {
            note(true);
            inARow++;
            if (state == State.PROBING) {
                open(now);
                return false;
            }
            if (state == State.CLOSED && (inARow >= rules.consecutiveFailures() || rateIsReached())) {
                open(now);
                return true;
            }
            return false;
        }
    }

    /** The copy ended without a word about the shadow's health: a probe has to be made again. */
    void undecided() {
        synchronized (this) {
            if (state == State.PROBING) {
                state = State.OPEN;
            }
        }
    }

    State state() {
        return state;
    }

    @GuardedBy("this")
    private void note(boolean failure) {
        failed.set(outcomes % rules.window(), failure);
        outcomes = outcomes + 1 == 2 * rules.window() ? rules.window() : outcomes + 1;
    }

    @GuardedBy("this")
    private boolean rateIsReached() {
        return outcomes >= rules.window()
                && failed.cardinality() * 100L >= (long) rules.failurePercent() * rules.window();
    }

    /** Each wait is twice the last, between the probe interval and the longest, of which 0 to 20 % are taken off by chance. */
    @GuardedBy("this")
    private void open(long now) {
        long longest = rules.maxProbeInterval().toNanos();
        waitNanos = waitNanos == 0 ? rules.probeInterval().toNanos() : Math.min(longest, waitNanos * 2);
        probeAt = now + waitNanos - (long) (waitNanos * 0.2 * random.nextDouble());
        failed.clear();
        outcomes = 0;
        inARow = 0;
        state = State.OPEN;
    }
}
