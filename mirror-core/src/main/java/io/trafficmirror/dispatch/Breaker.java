// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.dispatch;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import io.trafficmirror.targets.BreakerRules;
import java.util.BitSet;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * Keeps copies away from a shadow that fails. Closed: all pass. Open: none, until the next probe is due. Then one copy at a time
 * passes as a probe; its success closes the breaker, its failure opens it for longer, with jitter. Safe for concurrent use.
 *
 * <p>A copy speaks only for the period in which it passed: what was under way when the breaker opened neither closes it again nor
 * ends a probe.
 */
final class Breaker {
    /** What the breaker does at present. */
    enum State {
        CLOSED,
        OPEN,
        PROBING
    }

    /** That one copy may pass, and the period in which it was allowed. Immutable; told apart by identity. */
    static final class Permit {
        private final State state;

        /** When the next probe is due; of no meaning unless open. */
        private final long probeAt;

        private Permit(State state, long probeAt) {
            this.state = state;
            this.probeAt = probeAt;
        }
    }

    private final BreakerRules rules;
    private final RandomGenerator random;

    /** Replaced under the lock, read without it by whoever offers a copy. */
    private volatile Permit period = new Permit(State.CLOSED, 0);

    @GuardedBy("this")
    private final BitSet failed;

    @GuardedBy("this")
    private int outcomes;

    @GuardedBy("this")
    private int inARow;

    @GuardedBy("this")
    private long waitNanos;

    /**
     * Whether the whole window holds successes, so that one more changes nothing, and a healthy shadow costs no lock. Written under the lock, read
     * without it after {@link #period}.
     */
    private volatile boolean spotless;

    Breaker(BreakerRules rules, RandomGenerator random) {
        this.rules = rules;
        this.random = random;
        this.failed = new BitSet(rules.window());
    }

    /** Whether a copy that came now would have a chance. Does not count as a probe. */
    boolean mayPass(long now) {
        Permit present = period;
        return present.state == State.CLOSED || isDue(present, now);
    }

    /**
     * Lets one copy pass, as the probe if one is due.
     *
     * @return null: it must not pass; else its holder calls {@link #succeeded}, {@link #failed} or {@link #undecided} once
     */
    @Nullable
    Permit pass(long now) {
        Permit present = period;
        if (present.state == State.CLOSED) {
            return present;
        }
        synchronized (this) {
            if (isDue(period, now)) {
                period = new Permit(State.PROBING, 0);
                return period;
            }
            return period.state == State.CLOSED ? period : null;
        }
    }

    private static boolean isDue(Permit period, long now) {
        return period.state == State.OPEN && now - period.probeAt >= 0;
    }

    /** The shadow answered; true if that closed the breaker. */
    boolean succeeded(Permit permit) {
        return permit == period && !spotless && noteSuccess(permit);
    }

    private synchronized boolean noteSuccess(Permit permit) {
        if (permit != period) {
            return false;
        }
        if (permit.state == State.PROBING) {
            waitNanos = 0;
            begin(new Permit(State.CLOSED, 0));
            return true;
        }
        note(false);
        inARow = 0;
        spotless = outcomes >= rules.window() && failed.isEmpty();
        return false;
    }

    /** The shadow did not answer; true if that opened the breaker. */
    synchronized boolean failed(Permit permit, long now) {
        if (permit != period) {
            return false;
        }
        if (permit.state == State.PROBING) {
            open(now);
            return false;
        }
        spotless = false;
        note(true);
        inARow++;
        boolean enough = inARow >= rules.consecutiveFailures() || rateIsReached();
        if (enough) {
            open(now);
        }
        return enough;
    }

    /** The copy says nothing about the shadow's health, or not yet: if it was the probe, another one may pass at once. */
    synchronized void undecided(Permit permit, long now) {
        if (permit == period && permit.state == State.PROBING) {
            period = new Permit(State.OPEN, now);
        }
    }

    State state() {
        return period.state;
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
        begin(new Permit(State.OPEN, now + waitNanos - (long) (waitNanos * 0.2 * random.nextDouble())));
    }

    @GuardedBy("this")
    private void begin(Permit next) {
        spotless = false;
        failed.clear();
        outcomes = 0;
        inARow = 0;
        period = next;
    }
}
