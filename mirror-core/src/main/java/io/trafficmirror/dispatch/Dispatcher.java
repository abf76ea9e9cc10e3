// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.dispatch;

import io.trafficmirror.capture.DropReason;
import io.trafficmirror.targets.Target;
import io.trafficmirror.targets.TargetLimits;
import io.trafficmirror.targets.TargetState;
import io.trafficmirror.transport.Capability;
import io.trafficmirror.transport.FailureReason;
import io.trafficmirror.transport.ShadowTransport;
import java.time.Duration;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.LongSupplier;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * The way to one shadow: a queue, a number of slots, a breaker and a transport. Without a lock on the offering thread while nothing waits; safe
 * for concurrent use.
 *
 * <p>There is no thread of its own: whoever offers a copy launches what has a slot, and so does whoever ends one. Copies with a key go one
 * after the other, each once the one before it is over.
 */
public final class Dispatcher {
    /** How long a transport may take to react to an abort. */
    private static final long ABORT_GRACE_NANOS = Duration.ofSeconds(1).toNanos();

    /** What a request's thread launches at most when it offers a copy; what else waits is for whoever ends one, or sweeps. */
    private static final int LAUNCHES_PER_OFFER = 4;

    /** A copy is young for this part of the longest time that it may wait. */
    private static final int YOUNG = 10;

    private final Target target;
    private final TargetLimits limits;
    private final ShadowTransport transport;
    private final boolean transportLetsGoOfBodies;
    private final DispatcherListener watch;
    private final LongSupplier clock;
    private final CopyQueue<CopyCall> queue;
    private final Slots<CopyCall> slots;
    private final Breaker breaker;
    private final long maxQueueAge;
    private final long deadline;

    /** Copies that are made for this dispatcher and are not over, those included that are still being captured. */
    private final LongAdder holders = new LongAdder();

    /** Also written by a copy whose end an Error has broken off. */
    final CopiesAside aside = new CopiesAside();

    private final Predecessors predecessors;
    private volatile boolean closed;

    /** A dispatcher; the transport becomes its own. */
    public Dispatcher(
            Target target,
            TargetLimits limits,
            ShadowTransport transport,
            DispatcherListener watch,
            LongSupplier clock,
            RandomGenerator random) {
        this.target = target;
        this.limits = limits;
        this.transport = transport;
        this.transportLetsGoOfBodies = transport.capabilities().contains(Capability.LETS_GO_OF_BODY);
        this.watch = watch;
        this.clock = clock;
        this.queue = new CopyQueue<>(limits.maxQueued(), random.nextLong());
        this.predecessors = new Predecessors(queue);
        this.slots = new Slots<>(limits.maxInFlight());
        this.breaker = new Breaker(limits.breaker(), random);
        this.maxQueueAge = limits.maxQueueAge().toNanos();
        this.deadline = limits.deadline().toNanos();
    }

    /** Why a copy that came now would be dropped; null if it has a chance. A few reads, for before anything is captured. */
    public @Nullable DropReason refusal() {
        if (closed) {
            return DropReason.CLOSED;
        }
        if (breaker.state() != Breaker.State.CLOSED && !breaker.mayPass(clock.getAsLong())) {
            return DropReason.BREAKER_OPEN;
        }
        return queue.isFull() && !mayDisplace() ? DropReason.QUEUE_FULL : null;
    }

    /** The same for a copy with this key, which has a line of its own; 0: it has none. */
    public @Nullable DropReason refusal(long key) {
        DropReason ofDispatcher = refusal();
        return ofDispatcher == null && key != Turn.NO_KEY && queue.isLineFull(key)
                ? DropReason.QUEUE_FULL
                : ofDispatcher;
    }

    /** A copy with this key was given up before it began: what follows comes after a loss. Without effect for 0. */
    public void lost(long key) {
        if (key != Turn.NO_KEY) {
            queue.lost(key);
        }
    }

    /**
     * A reload has given a mirror this dispatcher in the place of another to the same target. No order holds between the two, so what this one sends
     * while a copy with the same key is under way there counts as sent after a loss; and so does what follows a loss there.
     */
    public void follow(Dispatcher other) {
        long[] losses = other.queue.losses();
        if (losses != null) {
            queue.remember(losses);
        }
        long longest = other.maxQueueAge + other.deadline + ABORT_GRACE_NANOS;
        predecessors.follow(other.queue, other.predecessors, clock.getAsLong() + longest);
    }

    /** A copy with this key begins: from now on those that begin later wait for it. */
    void enter(Turn<CopyCall> turn) {
        if (predecessors.know(turn.key)) {
            queue.lost(turn.key);
        }
        queue.enter(turn);
    }

    /**
     * Whether a newcomer may push out the copy that waits longest. Not while that one is young: else a shadow that hangs would have each
     * request captured, only to push out another that was captured for nothing.
     */
    private boolean mayDisplace() {
        if (limits.overflow() == TargetLimits.Overflow.DROP_NEWEST) {
            return false;
        }
        CopyCall oldest = queue.peek();
        return oldest == null || clock.getAsLong() - oldest.offeredAt() > maxQueueAge / YOUNG;
    }

    /** Promises a slot to a copy that comes now, unless something waits before it. */
    boolean promiseSlot(boolean isBehind) {
        return !closed && !isBehind && !queue.hasReady() && slots.tryAcquire();
    }

    /** Takes a copy over that came then: if it was not launched with a slot that was promised, it is queued or dropped before this returns. Never waits. */
    void offer(CopyCall copy, boolean launched, long now) {
        if (launched) {
            launchWaiting(LAUNCHES_PER_OFFER - 1);
        } else if (closed) {
            copy.drop(DropReason.CLOSED, now);
        } else {
            enqueue(copy, now);
            launchWaiting(LAUNCHES_PER_OFFER);
        }
        if (watch.asksForHandOver(now)) {
            watch.handedOver(clock.getAsLong() - now);
        }
    }

    private void enqueue(CopyCall copy, long now) {
        CopyCall oldest = null;
        try {
            if (queue.isFull() || !queue.offer(copy.turn())) {
                if (limits.overflow() == TargetLimits.Overflow.DROP_NEWEST) {
                    copy.drop(DropReason.QUEUE_FULL, now);
                    return;
                }
                oldest = queue.replaceOldest(copy.turn());
                if (oldest != null) {
                    oldest.drop(DropReason.QUEUE_FULL, now);
                } else if (!queue.offer(copy.turn())) {
                    copy.drop(DropReason.QUEUE_FULL, now); // it was emptied and filled again in between
                    return;
                }
            }
        } catch (Throwable t) {
            if (oldest != null) {
                synchronized (aside) {
                    oldest.torn = true;
                    if (!oldest.isAside) {
                        oldest.isAside = true;
                        oldest.nextAside = aside.first;
                        aside.first = oldest;
                    }
                }
            }
            throw t;
        }
        if (closed && queue.remove(copy.turn())) {
            copy.drop(DropReason.CLOSED, now);
        }
    }

    /** The same on a thread that has other things to do. */
    void launchSome() {
        launchWaiting(LAUNCHES_PER_OFFER);
    }

    /** Launches as long as something has its turn and a slot is free. */
    void launchWaiting() {
        launchWaiting(Integer.MAX_VALUE);
    }

    /** Launches as long as something waits and a slot is free, but no more than so many. What goes wrong concerns no caller. */
    private void launchWaiting(int most) {
        try {
            for (int i = 0; i < most && launchNext(); i++) {}
        } catch (Throwable t) {
            fault(t);
        }
    }

    private boolean launchNext() {
        CopyCall next = null;
        boolean promised = false;
        try {
            if (!queue.hasReady() || !slots.tryAcquire()) {
                return false;
            }
            promised = true;
            long now = clock.getAsLong();
            next = queue.poll();
            if (next == null) {
                slots.giveBack();
                promised = false;
                return true;
            }
            next.launch(now);
            return true;
        } catch (Throwable t) {
            synchronized (aside) {
                aside.owed += promised && (next == null || !next.wasPromised) ? 1 : 0;
                if (next != null) {
                    next.torn = true;
                    if (!next.isAside) {
                        next.isAside = true;
                        next.nextAside = aside.first;
                        aside.first = next;
                    }
                }
            }
            throw t;
        }
    }

    /** Whether that changed the breaker's state. Called under the copy's lock, which is taken before the breaker's. */
    boolean tellBreaker(Breaker.Permit permit, CallEnd end, boolean started, long now) {
        if (end instanceof CallEnd.Answered) {
            return breaker.succeeded(permit);
        }
        if (started
                && end instanceof CallEnd.Failed failed
                && tellsOfHealth(failed.outcome().reason())) {
            return breaker.failed(permit, now);
        }
        breaker.undecided(permit, now);
        return false;
    }

    /** Ends by our bounds, by the client, or by a close say nothing of the shadow. */
    private static boolean tellsOfHealth(FailureReason reason) {
        return switch (reason) {
            case DNS, CONNECT, TLS, TIMEOUT, RESET, PROTOCOL, STREAM_OVERRUN, STUCK -> true;
            case BYTE_BUDGET, BODY_CUT, CLOSED, INTERNAL_ERROR -> false;
        };
    }

    void breakerChanged(boolean opened) {
        watch.breaker(target, opened);
    }

    /** Ends what is past its deadline or its age in the queue, and what an Error has left half done. Called now and then by one thread. */
    public void sweep() {
        recoverAside();
        long now = clock.getAsLong();
        predecessors.forget(now);
        slots.forEach(copy -> contained(() -> copy.sweep(now, ABORT_GRACE_NANOS)));
        CopyCall oldest = queue.peek();
        while (oldest != null && now - oldest.offeredAt() > maxQueueAge) {
            if (queue.remove(oldest.turn())) {
                dropTaken(oldest, DropReason.QUEUE_EXPIRED);
            }
            oldest = queue.peek();
        }
        launchWaiting();
    }

    /** Gives up a copy that was taken out of the queue. */
    private void dropTaken(CopyCall copy, DropReason reason) {
        try {
            copy.drop(reason, clock.getAsLong());
        } catch (Throwable t) {
            aside.set(copy);
            fault(t);
        }
    }

    private void contained(Runnable step) {
        try {
            step.run();
        } catch (Throwable t) {
            fault(t);
        }
    }

    private void recoverAside() {
        while (aside.takeOwed()) {
            slots.giveBack();
        }
        for (CopyCall next = aside.take(); next != null; next = aside.take()) {
            try {
                next.recover();
            } catch (Throwable t) {
                aside.set(next);
                fault(t);
                return;
            }
        }
    }

    /** One more copy will come this way, or be dropped. */
    public void hold() {
        holders.increment();
    }

    /** A copy that held the dispatcher is over. */
    public void letGo() {
        holders.decrement();
    }

    /** Whether copies are still to come that were made for this dispatcher. Exact once nobody holds it any more. */
    public boolean isHeld() {
        return holders.sum() != 0;
    }

    /** Whether anything waits or is in flight. */
    public boolean isBusy() {
        return slots.taken() > 0 || !queue.isEmpty();
    }

    /** What the dispatcher holds at this moment. */
    public TargetState state() {
        return new TargetState(
                target,
                queue.size(),
                queue.behindKeys(),
                slots.taken(),
                transport.openConnections(),
                breaker.state() != Breaker.State.CLOSED);
    }

    /** Takes no more copies. Those that wait or are in flight go on. */
    public void stopIntake() {
        closed = true;
    }

    /** Takes no more, drops what waits, and closes the transport within the grace; what that leaves open is ended. Idempotent. */
    public void close(Duration grace) {
        stopIntake();
        for (CopyCall waiting = queue.pollOldest(); waiting != null; waiting = queue.pollOldest()) {
            dropTaken(waiting, DropReason.CLOSED);
        }
        contained(() -> transport.close(grace));
        contained(this::recoverAside);
        slots.forEach(copy -> contained(() -> copy.sweepClosed()));
    }

    /** Where this dispatcher leads. */
    public Target target() {
        return target;
    }

    /** The bounds of this dispatcher. */
    public TargetLimits limits() {
        return limits;
    }

    Breaker breaker() {
        return breaker;
    }

    CopyQueue<CopyCall> queue() {
        return queue;
    }

    Slots<CopyCall> slots() {
        return slots;
    }

    ShadowTransport transport() {
        return transport;
    }

    /** Whether the transport reads nothing of a copy's body once it has told the copy's end. */
    boolean transportLetsGoOfBodies() {
        return transportLetsGoOfBodies;
    }

    long maxQueueAgeNanos() {
        return maxQueueAge;
    }

    long deadlineNanos() {
        return deadline;
    }

    long now() {
        return clock.getAsLong();
    }

    void fault(Throwable fault) {
        watch.fault(fault);
    }
}
