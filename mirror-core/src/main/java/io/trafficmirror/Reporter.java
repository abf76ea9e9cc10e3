// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror;

import io.trafficmirror.capture.ByteBudget;
import io.trafficmirror.capture.DropReason;
import io.trafficmirror.copy.Target;
import io.trafficmirror.dispatch.CallEnd;
import io.trafficmirror.dispatch.LaneWatch;
import io.trafficmirror.report.EventPump;
import io.trafficmirror.report.MirrorEvent;
import io.trafficmirror.report.MirrorListener;
import io.trafficmirror.report.MirrorName;
import io.trafficmirror.transport.Outcome;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * Tells listeners and the log what happens, off the request thread. Costs a field read where nobody listens. Safe for
 * concurrent use.
 */
final class Reporter implements LaneWatch {
    private static final long FAULT_LOG_NANOS = Duration.ofMinutes(1).toNanos();

    /** What an event takes besides the head that it shows. */
    private static final long EVENT_BYTES = 256;

    private final Parts parts;
    private final ByteBudget budget;
    private final EventPump pump;
    private final String idPrefix;
    private final boolean listening;
    private final AtomicLong faults = new AtomicLong();
    private final AtomicLong nextFaultLog;
    private final MirrorLog log;
    private final BreakerLog breakers;

    Reporter(Parts parts, ByteBudget budget, EventPump pump, MirrorLog log) {
        this.log = log;
        this.breakers = new BreakerLog(log::warn, log::info);
        this.parts = parts;
        this.budget = budget;
        this.pump = pump;
        this.idPrefix = Long.toString(parts.random().nextLong() & 0xFFFF_FFFF_FFFFL, 36) + "-";
        this.listening = !parts.listeners().isEmpty();
        this.nextFaultLog = new AtomicLong(parts.clock().getAsLong());
    }

    String idPrefix() {
        return idPrefix;
    }

    /** Counts and tells copies that are given up before they begin. */
    void refuse(MirrorPlan mirror, int copies, DropReason reason) {
        mirror.counters().refused(copies, reason);
        for (int i = 0; listening && i < copies; i++) {
            tell(() -> new MirrorEvent.Dropped(mirror.name(), reason), 0);
        }
    }

    void ended(MirrorName mirror, MirroredExchange exchange, CallEnd end, long nanos) {
        if (!listening) {
            return;
        }
        if (end instanceof CallEnd.Dropped dropped) {
            tell(() -> new MirrorEvent.Dropped(mirror, dropped.reason()), 0);
        } else {
            tell(
                    () -> eventOf(mirror, exchange, end, Duration.ofNanos(nanos)),
                    exchange.head().heapBytes() + EVENT_BYTES);
        }
    }

    private static MirrorEvent eventOf(MirrorName mirror, MirroredExchange exchange, CallEnd end, Duration took) {
        if (end instanceof CallEnd.Failed failed) {
            return new MirrorEvent.Failed(
                    mirror,
                    exchange.id(),
                    exchange.head(),
                    exchange.template(),
                    failed.outcome().reason(),
                    failed.outcome().detail(),
                    took);
        }
        Outcome.Answered answered = ((CallEnd.Answered) end).outcome();
        return new MirrorEvent.Answered(
                mirror,
                exchange.id(),
                exchange.head(),
                exchange.template(),
                answered.status(),
                answered.bodyBytes(),
                took);
    }

    /** Tells it later; so many bytes count as held until then. */
    private void tell(Supplier<MirrorEvent> event, long bytes) {
        if (budget.tryReserve(bytes)) {
            pump.offer(new EventNews(event, bytes));
        } else {
            pump.lose();
        }
    }

    /** An event on its way to the listeners. */
    private final class EventNews implements EventPump.News {
        private final Supplier<MirrorEvent> event;
        private final long bytes;

        EventNews(Supplier<MirrorEvent> event, long bytes) {
            this.event = event;
            this.bytes = bytes;
        }

        @Override
        public void tell() {
            try {
                MirrorEvent made = event.get();
                for (MirrorListener listener : parts.listeners()) {
                    contained(() -> listener.onEvent(made));
                }
            } finally {
                budget.release(bytes);
            }
        }

        @Override
        public void lost() {
            budget.release(bytes);
        }
    }

    private void contained(Runnable call) {
        try {
            call.run();
        } catch (Throwable t) {
            fault(t);
        }
    }

    @Override
    public void breaker(Target target, boolean opened) {
        breakers.changed(target, opened, parts.clock().getAsLong());
        if (listening) {
            tell(() -> opened ? new MirrorEvent.BreakerOpened(target) : new MirrorEvent.BreakerClosed(target), 0);
        }
    }

    /** Writes the lines that had to wait, and forgets targets to which no lane leads; {@code now} is in nanoseconds. */
    void round(long now, Predicate<Target> known) {
        breakers.round(now, known);
    }

    /** Counts a fault of ours that was contained, and logs one a minute. */
    @Override
    public void fault(Throwable fault) {
        faults.incrementAndGet();
        try {
            long now = parts.clock().getAsLong();
            long next = nextFaultLog.get();
            if (now - next >= 0 && nextFaultLog.compareAndSet(next, now + FAULT_LOG_NANOS)) {
                log.warn("A fault was contained; the application is not affected.", fault);
            }
        } catch (Throwable t) {
            // Nothing is left to tell it to: it was counted.
        }
    }

    long faults() {
        return faults.get();
    }
}
