// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import io.trafficmirror.capture.BodySink;
import io.trafficmirror.capture.HeldBody;
import io.trafficmirror.capture.internal.ResponseBody;
import io.trafficmirror.capture.internal.ResponseTicket;
import io.trafficmirror.http.Headers;
import io.trafficmirror.http.ResponseHead;
import io.trafficmirror.report.CopyEnd;
import io.trafficmirror.report.CopyResult;
import io.trafficmirror.report.ObservedExchange;
import io.trafficmirror.report.Response;
import io.trafficmirror.report.Timing;
import io.trafficmirror.report.UnobservedReason;
import io.trafficmirror.report.internal.News;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * Joins the primary's response with the ends of the exchange's copies, and has the whole shown once, when the last of them is over. Safe for
 * concurrent use.
 *
 * <p>An Error may break off any call. Each end is told again then, and goes on where it was: what is taken is noted right behind the call
 * that took it, and what was given back is erased right behind the call that gave it back.
 */
final class ExchangeJoin implements ResponseTicket, News {
    /** What a join takes, and what each of its copies does, besides heads and bodies. */
    private static final long OWN_BYTES = 512;

    private static final long COPY_BYTES = 512;

    private final MirroredExchange exchange;
    private final Observation observation;
    private final Observation.Wish wish;
    private final List<MirroredCopy> copies;
    private final long began;
    private final @Nullable ResponseBody body;

    /** Whether it stands among those whose settling was broken off, and which one is behind it there. Guarded by the {@link Observation}. */
    boolean isUnsettled;

    @Nullable
    ExchangeJoin nextUnsettled;

    /** How many of the copies' mirrors are counted as wanting this, from the first on. */
    @GuardedBy("this")
    private int counted;

    @GuardedBy("this")
    private long reserved;

    /** The primary's response once it is over. */
    @GuardedBy("this")
    private @Nullable Response primary;

    /** Whether every copy was dropped, so that nobody wants the response. */
    @GuardedBy("this")
    private boolean pointless;

    @GuardedBy("this")
    private boolean offered;

    @GuardedBy("this")
    private boolean claimed;

    @GuardedBy("this")
    private @Nullable UnobservedReason lostFor;

    /** How many of the bodies were given back: the primary's first, then those of copies in their order. */
    @GuardedBy("this")
    private int released;

    /**
     * A join that has not begun.
     *
     * @param copies in the order in which they leave, one or more
     * @param began when the request came by, by the mirror's clock
     */
    ExchangeJoin(
            MirroredExchange exchange,
            List<MirroredCopy> copies,
            Observation observation,
            Observation.Wish wish,
            long began) {
        this.exchange = exchange;
        this.copies = List.copyOf(copies);
        this.observation = observation;
        this.wish = wish;
        this.began = began;
        this.body = wish.bodyBytes() > 0 ? observation.body(wish.bodyBytes()) : null;
        for (MirroredCopy copy : copies) {
            copy.observe(observation, wish.bodyBytes());
        }
    }

    /** Counts the exchange as wanted and reserves what it takes; false, and counted as unobserved, if there is no room. */
    boolean begin() {
        synchronized (this) {
            for (MirroredCopy copy : copies) {
                if (isFirstOfItsMirror(copy)) {
                    copy.counters().wanted();
                }
                counted++;
            }
            long bytes =
                    OWN_BYTES + COPY_BYTES * copies.size() + exchange.head().heapBytes();
            if (observation.tryReserve(bytes)) {
                reserved = bytes;
                return true;
            }
        }
        lose(UnobservedReason.BYTE_BUDGET);
        return false;
    }

    private boolean isFirstOfItsMirror(MirroredCopy copy) {
        for (MirroredCopy other : copies) {
            if (other.counters() == copy.counters()) {
                return other == copy;
            }
        }
        return true;
    }

    @Override
    public BodySink body() {
        return body == null ? BodySink.NONE : body;
    }

    @Override
    public void missed() {
        if (body != null) {
            body.giveUp(HeldBody.State.NOT_SEEN);
        }
    }

    @Override
    public synchronized boolean isWanted() {
        return !pointless;
    }

    @Override
    public void ended(Optional<ResponseHead> response) {
        synchronized (this) {
            if (primary == null) {
                long now = observation.now(began);
                boolean kept = !pointless && !claimed && response.isPresent() && reserve(response.get());
                Optional<ResponseHead> head =
                        kept ? response : response.map(whole -> new ResponseHead(whole.status(), Headers.empty()));
                HeldBody held = body == null ? HeldBody.without(HeldBody.State.NOT_ASKED) : body.take();
                OptionalLong first = body == null ? OptionalLong.empty() : body.firstByteAt();
                primary = new Response(head, kept, held, new Timing(began, first, now));
            }
        }
        look();
    }

    @GuardedBy("this")
    private boolean reserve(ResponseHead whole) {
        long bytes = whole.heapBytes();
        if (observation.tryReserve(bytes)) {
            reserved += bytes;
            return true;
        }
        return false;
    }

    /** A copy is over: its result is known. */
    void over() {
        boolean unwanted = copies.stream().allMatch(ExchangeJoin::wasDropped);
        if (unwanted) {
            synchronized (this) {
                pointless = true;
            }
            missed();
        }
        look();
    }

    private static boolean wasDropped(MirroredCopy copy) {
        CopyResult result = copy.result();
        return result != null && result.end() instanceof CopyEnd.Dropped;
    }

    /** Has it shown if nothing is missing any more. */
    private void look() {
        synchronized (this) {
            if (offered || claimed || primary == null) {
                return;
            }
            for (MirroredCopy copy : copies) {
                if (copy.result() == null) {
                    return;
                }
            }
            offered = true;
        }
        try {
            observation.offer(this);
        } catch (Throwable t) {
            // Nothing is called here: there may be no stack for it.
            synchronized (this) {
                offered = false;
            }
            throw t;
        }
    }

    @Override
    public void tell() {
        boolean mine = false;
        try {
            mine = claim(UnobservedReason.INTERNAL_ERROR);
            if (mine) {
                ObservedExchange whole = whole();
                shown();
                observation.show(whole, wish.observers());
                settle();
            }
        } catch (Throwable t) {
            if (mine) {
                synchronized (observation) {
                    if (!isUnsettled) {
                        isUnsettled = true;
                        nextUnsettled = observation.unsettled;
                        observation.unsettled = this;
                    }
                }
            }
            throw t;
        }
    }

    @Override
    public void lost() {
        lose(observation.reasonOfLoss());
    }

    /** Gives it up: it will not be shown. No effect once it is being shown, or was given up before. */
    void lose(UnobservedReason reason) {
        boolean mine = false;
        try {
            mine = claim(reason);
            if (mine) {
                settle();
            }
        } catch (Throwable t) {
            // Nothing is called here: there may be no stack for it.
            if (mine) {
                synchronized (observation) {
                    if (!isUnsettled) {
                        isUnsettled = true;
                        nextUnsettled = observation.unsettled;
                        observation.unsettled = this;
                    }
                }
            }
            throw t;
        }
    }

    private synchronized boolean claim(UnobservedReason unlessShown) {
        if (claimed) {
            return false;
        }
        lostFor = unlessShown;
        claimed = true;
        return true;
    }

    private synchronized void shown() {
        lostFor = null;
    }

    private synchronized ObservedExchange whole() {
        List<CopyResult> results = new ArrayList<>(copies.size());
        for (MirroredCopy copy : copies) {
            CopyResult result = copy.result();
            if (result != null) {
                results.add(result);
            }
        }
        Response known = primary;
        if (known == null) {
            throw new IllegalStateException("the primary is not over");
        }
        return new ObservedExchange(exchange.id(), exchange.head(), exchange.template(), known, results);
    }

    /** Gives back what is held and counts, from where that was broken off if it was. For whoever has claimed it. */
    void settle() {
        giveBack();
        count();
    }

    private void giveBack() {
        synchronized (this) {
            if (released == 0) {
                if (primary != null) {
                    primary.body().release();
                } else if (body != null) {
                    body.giveUp(HeldBody.State.NOT_SEEN);
                }
                released = 1;
            }
            while (released <= copies.size()) {
                copies.get(released - 1).giveBack();
                released++;
            }
            observation.release(reserved);
            reserved = 0;
        }
    }

    private void count() {
        synchronized (this) {
            while (counted > 0) {
                MirroredCopy copy = copies.get(counted - 1);
                if (isFirstOfItsMirror(copy)) {
                    if (lostFor == null) {
                        copy.counters().observed();
                    } else {
                        copy.counters().unobserved(lostFor);
                    }
                }
                counted--;
            }
        }
    }
}
