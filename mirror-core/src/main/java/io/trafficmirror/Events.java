// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import io.trafficmirror.capture.DropReason;
import io.trafficmirror.capture.internal.ByteBudget;
import io.trafficmirror.dispatch.CallEnd;
import io.trafficmirror.report.MirrorEvent;
import io.trafficmirror.report.MirrorListener;
import io.trafficmirror.report.MirrorName;
import io.trafficmirror.report.internal.EventPump;
import io.trafficmirror.report.internal.News;
import io.trafficmirror.targets.Target;
import io.trafficmirror.transport.Outcome;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Tells listeners what happens, and spans of copies that they are over, on a thread of its own. What they have not been told yet counts as held, within the byte budget. Costs a field
 * read where nobody listens. Safe for concurrent use.
 */
final class Events {
    /** What an event takes besides the head that it shows. */
    private static final long EVENT_BYTES = 256;

    private final List<MirrorListener> listeners;
    private final boolean traced;
    private final ByteBudget budget;
    private final Consumer<Throwable> faults;
    private final EventPump pump;

    /** Those that an Error has kept from their way, until the next round. */
    @GuardedBy("this")
    private @Nullable EventNews broken;

    /**
     * Events that nobody is told yet.
     *
     * @param traced whether copies have spans
     * @param threads makes the thread
     * @param faults takes what listeners throw; does not throw itself
     */
    Events(
            List<MirrorListener> listeners,
            boolean traced,
            ByteBudget budget,
            Function<Runnable, Thread> threads,
            Consumer<Throwable> faults) {
        this.listeners = List.copyOf(listeners);
        this.traced = traced;
        this.budget = budget;
        this.faults = faults;
        this.pump = new EventPump(threads, faults);
    }

    void start() {
        if (traced || !listeners.isEmpty()) {
            pump.start();
        }
    }

    /** Tells what is left, for at most so many milliseconds, and loses the rest. */
    void stop(long millis) {
        pump.stop(millis);
        recover();
    }

    /** Events that listeners were too slow for. */
    long lost() {
        return pump.lost();
    }

    /** So many copies were given up before they began. */
    void refused(MirrorName mirror, int copies, DropReason reason) {
        for (int i = 0; !listeners.isEmpty() && i < copies; i++) {
            tell(() -> new MirrorEvent.Dropped(mirror, reason), this::tellAll, 0);
        }
    }

    /**
     * A copy that had begun is over.
     *
     * @param sentAt when work on the wire began, by the mirror's clock
     * @param endedAt when it ended, by the same
     * @param span its span; null if it has none
     */
    void ended(
            MirrorName mirror,
            MirroredExchange exchange,
            CallEnd end,
            long sentAt,
            long endedAt,
            Tracing.@Nullable Begun span) {
        if (span == null && listeners.isEmpty()) {
            return;
        }
        tell(
                () -> end.match(new EndEvent(mirror, exchange, Duration.ofNanos(endedAt - sentAt))),
                event -> {
                    if (span != null) {
                        contained(() -> span.over(event, Duration.ofNanos(endedAt - span.at())));
                    }
                    tellAll(event);
                },
                end.match(new Bytes(exchange)));
    }

    private void tellAll(MirrorEvent event) {
        for (MirrorListener listener : listeners) {
            contained(() -> listener.onEvent(event));
        }
    }

    /** A breaker has opened or closed. */
    void breaker(Target target, boolean opened) {
        if (!listeners.isEmpty()) {
            tell(
                    () -> opened ? new MirrorEvent.BreakerOpened(target) : new MirrorEvent.BreakerClosed(target),
                    this::tellAll,
                    0);
        }
    }

    /** Tells it later; so many bytes count as held until then. */
    private void tell(Supplier<MirrorEvent> event, Consumer<MirrorEvent> to, long bytes) {
        EventNews news = new EventNews(event, to);
        try {
            synchronized (news) {
                if (budget.tryReserve(bytes)) {
                    news.reserved = bytes;
                    news.admitted = true;
                }
            }
            if (news.admitted) {
                pump.offer(news);
            } else {
                pump.lose();
            }
        } catch (Throwable t) {
            // Nothing is called here: there may be no stack for it.
            synchronized (this) {
                news.nextBroken = broken;
                broken = news;
            }
            throw t;
        }
    }

    /** Gives back what events hold that an Error kept from their way. Called by one thread now and then. */
    void recover() {
        for (EventNews next = takeBroken(); next != null; next = takeBroken()) {
            next.lost();
        }
    }

    private synchronized @Nullable EventNews takeBroken() {
        EventNews first = broken;
        if (first != null) {
            broken = first.nextBroken;
            first.nextBroken = null;
        }
        return first;
    }

    /** The event that an end is. */
    private record EndEvent(MirrorName mirror, MirroredExchange exchange, Duration took)
            implements CallEnd.Cases<MirrorEvent> {
        @Override
        public MirrorEvent dropped(DropReason reason) {
            return new MirrorEvent.Dropped(mirror, reason);
        }

        @Override
        public MirrorEvent failed(Outcome.Failed outcome) {
            return new MirrorEvent.Failed(
                    mirror,
                    exchange.id(),
                    exchange.head(),
                    exchange.template(),
                    outcome.reason(),
                    outcome.detail(),
                    took);
        }

        @Override
        public MirrorEvent answered(Outcome.Answered outcome) {
            return new MirrorEvent.Answered(
                    mirror,
                    exchange.id(),
                    exchange.head(),
                    exchange.template(),
                    outcome.status(),
                    outcome.bodyBytes(),
                    took);
        }
    }

    /** The bytes that the event of an end keeps: that of a drop shows no head. */
    private record Bytes(MirroredExchange exchange) implements CallEnd.Cases<Long> {
        @Override
        public Long dropped(DropReason reason) {
            return 0L;
        }

        @Override
        public Long failed(Outcome.Failed outcome) {
            return exchange.head().heapBytes() + EVENT_BYTES;
        }

        @Override
        public Long answered(Outcome.Answered outcome) {
            return exchange.head().heapBytes() + EVENT_BYTES;
        }
    }

    /** An event on its way to the listeners. */
    private final class EventNews implements News {
        private final Supplier<MirrorEvent> event;
        private final Consumer<MirrorEvent> to;

        /** Written behind the call that reserved it, and behind the one that gave it back. */
        @GuardedBy("this")
        private long reserved;

        /** Whether it may wait to be told. Confined to whoever makes it. */
        private boolean admitted;

        /** The next one that an Error has broken off. Guarded by the {@link Events}. */
        private @Nullable EventNews nextBroken;

        EventNews(Supplier<MirrorEvent> event, Consumer<MirrorEvent> to) {
            this.event = event;
            this.to = to;
        }

        @Override
        public void tell() {
            try {
                to.accept(event.get());
            } finally {
                lost();
            }
        }

        /** Gives back what it holds. Again without effect. */
        @Override
        public synchronized void lost() {
            budget.release(reserved);
            reserved = 0;
        }
    }

    private void contained(Runnable call) {
        try {
            call.run();
        } catch (Throwable t) {
            faults.accept(t);
        }
    }
}
