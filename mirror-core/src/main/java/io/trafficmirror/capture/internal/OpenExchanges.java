// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.capture.internal;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import io.trafficmirror.capture.DropReason;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The exchanges that something waits for, oldest first, and the end of those that show no sign of life for too long: some containers
 * tell nobody that an exchange is over. Safe for concurrent use.
 *
 * <p>Exchanges are spread over lists by their number, so that request threads hardly ever meet at one lock. A lock is held for a few
 * writes and never while an exchange is called.
 */
public final class OpenExchanges {
    /** A power of two, well above the number of cores. */
    private static final int LISTS = 64;

    /** Exchanges of which an Error has broken off a call, until the next sweep. Guarded by this object, and written without any call. */
    @Nullable
    CapturedExchange broken;

    private final long patience;
    private final Consumer<Throwable> faults;
    private final Line[] lines = new Line[LISTS];

    /**
     * No exchanges.
     *
     * @param patience nanoseconds for which an exchange may show no sign of life
     * @param faults takes what ending an exchange throws; does not throw itself
     */
    public OpenExchanges(long patience, Consumer<Throwable> faults) {
        this.patience = patience;
        this.faults = faults;
        Arrays.setAll(lines, i -> new Line());
    }

    /**
     * Keeps an eye on an exchange until its end, if anything waits for that. Before anybody else can end it.
     *
     * @param number its number in this mirror
     * @param clock in nanoseconds; read only if anything waits
     */
    public void add(CapturedExchange exchange, long number, LongSupplier clock) {
        if (exchange.isAwaited()) {
            Entry entry = new Entry(lines[(int) number & (LISTS - 1)], exchange, clock.getAsLong());
            exchange.watchedAs(entry);
            keep(entry);
        }
    }

    /** Ends what is overdue. Called by one thread now and then; {@code now} is in nanoseconds. */
    public void sweep(long now) {
        recover();
        for (Line line : lines) {
            line.takeDue(now - patience).forEach(entry -> look(entry, now));
        }
    }

    /** Ends all, and from now on whatever would be added: the mirror is closed. */
    public void close() {
        for (Line line : lines) {
            line.close().forEach(entry -> giveUp(entry, DropReason.CLOSED));
        }
        recover();
    }

    /** Ends what Errors have left half done. */
    private void recover() {
        for (CapturedExchange next = takeBroken(); next != null; next = takeBroken()) {
            try {
                next.recover();
                tell(next);
            } catch (Throwable t) {
                setAside(next);
                faults.accept(t);
                return; // in the next round then
            }
        }
    }

    private synchronized @Nullable CapturedExchange takeBroken() {
        CapturedExchange first = broken;
        if (first != null) {
            broken = first.nextBroken;
            first.nextBroken = null;
            first.isBroken = false;
        }
        return first;
    }

    private void tell(CapturedExchange exchange) {
        Throwable cause;
        synchronized (this) {
            cause = exchange.cause;
            exchange.cause = null;
        }
        if (cause != null) {
            faults.accept(cause);
        }
    }

    /** An Error has broken off a call for this exchange: the next sweep recovers it. */
    synchronized void setAside(CapturedExchange exchange) {
        if (!exchange.isBroken) {
            exchange.isBroken = true;
            exchange.nextBroken = broken;
            broken = exchange;
        }
    }

    private void look(Entry entry, long now) {
        long passed = entry.exchange.bytesPassed();
        if (passed == entry.passed) {
            giveUp(entry, DropReason.EXCHANGE_EXPIRED);
            return;
        }
        entry.passed = passed;
        entry.since = now;
        keep(entry);
    }

    private void keep(Entry entry) {
        if (!entry.line.append(entry)) {
            giveUp(entry, DropReason.CLOSED);
        }
    }

    private void giveUp(Entry entry, DropReason reason) {
        try {
            entry.exchange.giveUp(reason);
        } catch (Throwable t) {
            entry.exchange.endBroken = true;
            setAside(entry.exchange);
            faults.accept(t);
        }
    }

    /** Exchanges that are kept an eye on. */
    int size() {
        return Arrays.stream(lines).mapToInt(Line::size).sum();
    }

    /** An exchange in its list. Its links are guarded by the lock of that list; the rest is the sweeping thread's. */
    static final class Entry {
        private final Line line;
        private final CapturedExchange exchange;

        /** When it showed its last sign of life, as far as was seen. Read under the lock, and written while in no list. */
        private long since;

        private long passed;
        private @Nullable Entry before;
        private @Nullable Entry after;
        private boolean linked;
        private boolean over;

        private Entry(Line line, CapturedExchange exchange, long now) {
            this.line = line;
            this.exchange = exchange;
            this.since = now;
        }

        /** The exchange is over. */
        void remove() {
            line.remove(this);
        }
    }

    /** One list, in the order of {@link Entry#since}. */
    private static final class Line {
        @GuardedBy("this")
        private @Nullable Entry first;

        @GuardedBy("this")
        private @Nullable Entry last;

        @GuardedBy("this")
        private boolean closed;

        /** Puts an exchange at the end, unless it is over. False if the list is closed. */
        synchronized boolean append(Entry entry) {
            if (entry.over || closed) {
                return entry.over;
            }
            Entry end = last;
            entry.before = end;
            entry.linked = true;
            last = entry;
            if (end == null) {
                first = entry;
            } else {
                end.after = entry;
            }
            return true;
        }

        synchronized void remove(Entry entry) {
            entry.over = true;
            if (entry.linked) {
                unlink(entry);
            }
        }

        /** Takes out what has shown no sign of life since then. */
        synchronized List<Entry> takeDue(long then) {
            return takeWhile(entry -> entry.since - then <= 0);
        }

        /** Takes out all, and in no more. */
        synchronized List<Entry> close() {
            closed = true;
            return takeWhile(entry -> true);
        }

        @GuardedBy("this")
        private List<Entry> takeWhile(Predicate<Entry> wanted) {
            Entry head = first;
            if (head == null || !wanted.test(head)) {
                return List.of();
            }
            List<Entry> taken = new ArrayList<>();
            while (head != null && wanted.test(head)) {
                unlink(head);
                taken.add(head);
                head = first;
            }
            return taken;
        }

        @GuardedBy("this")
        private void unlink(Entry entry) {
            Entry left = entry.before;
            Entry right = entry.after;
            if (left == null) {
                first = right;
            } else {
                left.after = right;
            }
            if (right == null) {
                last = left;
            } else {
                right.before = left;
            }
            entry.before = null;
            entry.after = null;
            entry.linked = false;
        }

        synchronized int size() {
            int n = 0;
            for (Entry entry = first; entry != null; entry = entry.after) {
                n++;
            }
            return n;
        }
    }
}
