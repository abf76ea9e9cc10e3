// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.dispatch;

import io.trafficmirror.capture.DropReason;
import io.trafficmirror.copy.Target;
import io.trafficmirror.transport.FailureReason;
import io.trafficmirror.transport.Outcome;
import io.trafficmirror.transport.ShadowTransport;
import java.time.Duration;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.LongSupplier;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * The way to one shadow: a queue, a number of slots, a breaker and a transport. Lock-free on the offering thread; safe for
 * concurrent use.
 *
 * <p>There is no thread of its own: whoever offers a copy launches what has a slot, and so does whoever ends one.
 */
public final class Lane {
    /** How long a transport may take to react to an abort. */
    private static final long ABORT_GRACE_NANOS = Duration.ofSeconds(1).toNanos();

    /** What a request's thread launches at most when it offers a copy; what else waits is for whoever ends one, or sweeps. */
    private static final int LAUNCHES_PER_OFFER = 4;

    /** A copy is young for this part of the longest time that it may wait. */
    private static final int YOUNG = 10;

    private final Target target;
    private final TargetLimits limits;
    private final ShadowTransport transport;
    private final LaneWatch watch;
    private final LongSupplier clock;
    private final CopyQueue<Flight> queue;
    private final Slots<Flight> slots;
    private final Breaker breaker;
    private final long maxQueueAge;
    private final long deadline;

    /** Copies that are made for this lane and are not over, those included that are still being captured. */
    private final LongAdder holders = new LongAdder();

    private volatile boolean closed;

    /** A lane; the transport becomes its own. */
    public Lane(
            Target target,
            TargetLimits limits,
            ShadowTransport transport,
            LaneWatch watch,
            LongSupplier clock,
            RandomGenerator random) {
        this.target = target;
        this.limits = limits;
        this.transport = transport;
        this.watch = watch;
        this.clock = clock;
        this.queue = new CopyQueue<>(limits.maxQueued());
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

    /**
     * Whether a newcomer may push out the copy that waits longest. Not while that one is young: else a shadow that hangs would have each
     * request captured, only to push out another that was captured for nothing.
     */
    private boolean mayDisplace() {
        if (limits.overflow() == TargetLimits.Overflow.DROP_NEWEST) {
            return false;
        }
        Flight oldest = queue.peek();
        return oldest == null || clock.getAsLong() - oldest.offeredAt > maxQueueAge / YOUNG;
    }

    /** Takes a copy over: it is launched, queued or dropped before this returns. Never waits. */
    public LaneHandle offer(LaneCopy copy) {
        Flight flight = new Flight(this, copy, clock.getAsLong());
        if (closed) {
            flight.drop(DropReason.CLOSED);
        } else if (!queue.isEmpty() || !slots.tryAcquire()) {
            enqueue(flight);
            launchWaiting(LAUNCHES_PER_OFFER);
        } else {
            launch(flight, flight.offeredAt);
            launchWaiting(LAUNCHES_PER_OFFER - 1);
        }
        watch.handedOver(clock.getAsLong() - flight.offeredAt);
        return new LaneHandle(flight);
    }

    private void enqueue(Flight flight) {
        while (!queue.offer(flight)) {
            if (limits.overflow() == TargetLimits.Overflow.DROP_NEWEST) {
                flight.drop(DropReason.QUEUE_FULL);
                return;
            }
            Flight oldest = queue.poll();
            if (oldest != null) {
                oldest.drop(DropReason.QUEUE_FULL);
            }
        }
        if (closed && queue.remove(flight)) {
            flight.drop(DropReason.CLOSED);
        }
    }

    /** Launches as long as something waits and a slot is free, but no more than so many. */
    private void launchWaiting(int most) {
        for (int i = 0; i < most && !queue.isEmpty() && slots.tryAcquire(); i++) {
            long now = clock.getAsLong();
            Flight next = queue.poll();
            if (next == null) {
                slots.giveBack();
            } else if (now - next.offeredAt > maxQueueAge) {
                slots.giveBack();
                next.drop(DropReason.QUEUE_EXPIRED);
            } else {
                launch(next, now);
            }
        }
    }

    /** Launches if the breaker lets pass; the caller has acquired a slot. */
    private void launch(Flight flight, long now) {
        Breaker.Permit permit = breaker.pass(now);
        if (permit == null) {
            slots.giveBack();
            flight.drop(DropReason.BREAKER_OPEN);
        } else {
            flight.launch(slots.fill(flight), permit, now);
        }
    }

    /** Makes a slot free again. */
    void free(int place) {
        slots.empty(place);
    }

    /** A flight is over and its slot is free again: the breaker learns, the next one goes. */
    void landed(Flight flight, Breaker.@Nullable Permit permit, Outcome outcome, long now) {
        boolean opened = false;
        boolean closedAgain = false;
        if (permit == null) {
            // Ended before it was launched: it says nothing of the shadow.
        } else if (outcome instanceof Outcome.Answered) {
            closedAgain = breaker.succeeded(permit);
        } else if (outcome instanceof Outcome.Failed failed && tellsOfHealth(failed.reason())) {
            opened = breaker.failed(permit, now);
        } else {
            breaker.undecided(permit, now);
        }
        if (opened || closedAgain) {
            watch.breaker(target, opened);
        }
        if (!flight.isLaunching()) {
            launchWaiting(Integer.MAX_VALUE);
        }
    }

    private static boolean tellsOfHealth(FailureReason reason) {
        return reason != FailureReason.BODY_CUT
                && reason != FailureReason.CLOSED
                && reason != FailureReason.INTERNAL_ERROR;
    }

    /** Ends what is past its deadline or its age in the queue. Called now and then by one thread. */
    public void sweep() {
        long now = clock.getAsLong();
        slots.forEach(flight -> flight.sweep(now, ABORT_GRACE_NANOS));
        Flight oldest = queue.peek();
        while (oldest != null && now - oldest.offeredAt > maxQueueAge) {
            if (queue.remove(oldest)) {
                oldest.drop(DropReason.QUEUE_EXPIRED);
            }
            oldest = queue.peek();
        }
        launchWaiting(Integer.MAX_VALUE);
    }

    /** One more copy will come this way, or be dropped. */
    public void hold() {
        holders.increment();
    }

    /** A copy that held the lane is over. */
    public void letGo() {
        holders.decrement();
    }

    /** Whether copies are still to come that were made for this lane. Exact once nobody holds it any more. */
    public boolean isHeld() {
        return holders.sum() != 0;
    }

    /** Whether anything waits or is in flight. */
    public boolean isBusy() {
        return slots.taken() > 0 || !queue.isEmpty();
    }

    /** What the lane holds at this moment. */
    public LaneState state() {
        return new LaneState(
                target,
                queue.size(),
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
        for (Flight waiting = queue.poll(); waiting != null; waiting = queue.poll()) {
            waiting.drop(DropReason.CLOSED);
        }
        try {
            transport.close(grace);
        } catch (Throwable t) {
            fault(t);
        }
        slots.forEach(flight -> flight.onDone(new Outcome.Failed(FailureReason.CLOSED, "closed")));
    }

    /** Where this lane leads. */
    public Target target() {
        return target;
    }

    /** The bounds of this lane. */
    public TargetLimits limits() {
        return limits;
    }

    ShadowTransport transport() {
        return transport;
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
