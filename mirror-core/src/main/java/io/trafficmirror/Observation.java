// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import io.trafficmirror.capture.internal.ByteBudget;
import io.trafficmirror.capture.internal.ResponseBody;
import io.trafficmirror.http.RequestHead;
import io.trafficmirror.report.ExchangeObserver;
import io.trafficmirror.report.Interest;
import io.trafficmirror.report.MirrorName;
import io.trafficmirror.report.ObservedExchange;
import io.trafficmirror.report.UnobservedReason;
import io.trafficmirror.report.internal.EventPump;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The observers of a mirror, the thread on which they are called, and the memory that they may take: copies come before them. Safe for
 * concurrent use.
 */
final class Observation {
    /** Exchanges that may wait for observers. */
    private static final int WAITING = 1024;

    private final List<ExchangeObserver> observers;
    private final List<Integer> bodyBytes;
    private final ByteBudget budget;
    private final LongSupplier clock;
    private final Consumer<Throwable> faults;
    private final long maxResponseBytes;
    private final EventPump pump;
    private volatile boolean closed;

    /** Joins whose settling an Error has broken off, until the next round. */
    @GuardedBy("this")
    @Nullable
    ExchangeJoin unsettled;

    /**
     * Who wants to see an exchange.
     *
     * @param observers one or more
     * @param bodyBytes the most bytes of each body that one of them wants, 0 or more
     */
    record Wish(List<ExchangeObserver> observers, int bodyBytes) {}

    /**
     * Observers that are not called yet.
     *
     * @param maxResponseBytes how much is read of a shadow's response, and so measured of any
     * @param threads makes their thread
     * @param faults takes what they throw; does not throw itself
     */
    Observation(
            List<ExchangeObserver> observers,
            ByteBudget budget,
            long maxResponseBytes,
            LongSupplier clock,
            Function<Runnable, Thread> threads,
            Consumer<Throwable> faults) {
        this.observers = List.copyOf(observers);
        this.bodyBytes = observers.stream().map(ExchangeObserver::maxBodyBytes).toList();
        this.budget = budget;
        this.maxResponseBytes = maxResponseBytes;
        this.clock = clock;
        this.faults = faults;
        this.pump = new EventPump(WAITING, threads, faults);
    }

    void start() {
        if (!observers.isEmpty()) {
            pump.start();
        }
    }

    boolean isEmpty() {
        return observers.isEmpty();
    }

    /** Asks who wants to see an exchange; null if nobody does. What an observer throws counts as no interest. On the request's thread. */
    @Nullable
    Wish ask(RequestHead head, List<MirrorName> mirrors) {
        List<ExchangeObserver> wanting = new ArrayList<>(observers.size());
        int most = 0;
        for (int i = 0; i < observers.size(); i++) {
            ExchangeObserver observer = observers.get(i);
            Interest interest = interestOf(observer, head, mirrors);
            if (interest != Interest.NONE) {
                wanting.add(observer);
                most = interest == Interest.BODIES ? Math.max(most, bodyBytes.get(i)) : most;
            }
        }
        return wanting.isEmpty() ? null : new Wish(wanting, most);
    }

    private Interest interestOf(ExchangeObserver observer, RequestHead head, List<MirrorName> mirrors) {
        try {
            Interest interest = observer.interest(head, mirrors);
            if (interest != null) {
                return interest;
            }
            throw new IllegalStateException("an observer's interest is null: " + observer.getClass());
        } catch (Throwable t) {
            faults.accept(t);
            return Interest.NONE;
        }
    }

    /** Keeps a response's body of at most so many bytes. */
    ResponseBody body(int most) {
        return new ResponseBody(most, maxResponseBytes, budget, this::now);
    }

    private long now() {
        return clock.getAsLong();
    }

    /** The mirror's clock; {@code otherwise} if that throws: what is over is over whatever a clock does. */
    long now(long otherwise) {
        try {
            return clock.getAsLong();
        } catch (Throwable t) {
            faults.accept(t);
            return otherwise;
        }
    }

    boolean tryReserve(long bytes) {
        return budget.tryReserveForObservation(bytes);
    }

    void release(long bytes) {
        budget.release(bytes);
    }

    /** Has a join shown later, or loses it before this returns. */
    void offer(ExchangeJoin join) {
        pump.offer(join);
    }

    UnobservedReason reasonOfLoss() {
        return closed ? UnobservedReason.CLOSED : UnobservedReason.QUEUE_FULL;
    }

    /** Shows an exchange, on the observers' thread. */
    void show(ObservedExchange exchange, List<ExchangeObserver> to) {
        for (ExchangeObserver observer : to) {
            try {
                observer.onExchange(exchange);
            } catch (Throwable t) {
                faults.accept(t);
            }
        }
    }

    /** Settles what was put aside. Called by one thread now and then. */
    void recover() {
        for (ExchangeJoin next = take(); next != null; next = take()) {
            try {
                next.settle();
            } catch (Throwable t) {
                putBack(next);
                throw t;
            }
        }
    }

    private synchronized void putBack(ExchangeJoin join) {
        join.isUnsettled = true;
        join.nextUnsettled = unsettled;
        unsettled = join;
    }

    private synchronized @Nullable ExchangeJoin take() {
        ExchangeJoin first = unsettled;
        if (first != null) {
            unsettled = first.nextUnsettled;
            first.nextUnsettled = null;
            first.isUnsettled = false;
        }
        return first;
    }

    /** Whether exchanges wait to be shown, or one is being shown by another thread than this. */
    boolean isBusy() {
        return pump.isBusy();
    }

    /** Shows what is left, for at most so many milliseconds, and loses the rest. */
    void stop(long millis) {
        closed = true;
        pump.stop(millis);
        recover();
    }
}
