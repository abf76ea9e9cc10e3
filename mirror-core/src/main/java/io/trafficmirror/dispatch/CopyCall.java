// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.dispatch;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import io.trafficmirror.capture.CaptureRules;
import io.trafficmirror.capture.DropReason;
import io.trafficmirror.capture.internal.ByteBudget;
import io.trafficmirror.capture.internal.ChargedBody;
import io.trafficmirror.capture.internal.CopyTicket;
import io.trafficmirror.copy.ShadowRequest;
import io.trafficmirror.http.Body;
import io.trafficmirror.http.BodySource;
import io.trafficmirror.transport.FailureReason;
import io.trafficmirror.transport.Outcome;
import org.jspecify.annotations.Nullable;

/**
 * One copy from its selection to its end, between the capture, the dispatcher and a transport that is not trusted: whatever they do, it ends
 * exactly once, is counted, and gives back what it holds. The transport sees it as a {@link TransportCall}. Safe for concurrent use.
 *
 * <p>An Error may break off any call at any step, for want of stack or memory. So what is taken is noted in {@link CopyHoldings} as it is taken,
 * and an end is a row of steps that goes on where it was broken off, see {@link CopyProgress}. Who finds it then: the exchange while it is captured, the
 * dispatcher's sweep once it has a slot or was set aside.
 */
public final class CopyCall implements CopyTicket {
    private final Dispatcher dispatcher;
    private final CopyAccount account;
    private final long headBytes;
    private final long key;

    /** Its place in the dispatcher's queue and in the line of its key; null until it needs one: without a key, when it has to wait. */
    private @Nullable Turn<CopyCall> turn;

    /** Whether a call was broken off by an Error, so that somebody must end it. Written without a call, also by the dispatcher. */
    volatile boolean torn;

    @GuardedBy("this")
    private final CopyHoldings holdings;

    private final TransportCall call;
    private final CopyProgress progress;

    /** What is captured, written under the lock and handed on to the transport by the dispatcher's queue and slots. */
    private Body body = Body.NONE;

    private boolean reconstructed;

    /** When it left, by the dispatcher's clock. Written before the dispatcher's queue has it, and handed on by the lock of that. */
    private long offeredAt;

    /** Whether it has noted, under its lock, that the dispatcher promised it a slot. Once true, it stays so. */
    boolean wasPromised;

    /**
     * The thread that is inside the transport with it: an end that is told there leaves the next launch to the caller, so that the stack does not grow
     * with each copy. A thread looks for itself alone, and finds what it wrote.
     */
    private @Nullable Thread launching;

    /** The next one that the dispatcher has set aside. Guarded by the dispatcher's list. */
    @Nullable
    CopyCall nextAside;

    boolean isAside;

    /**
     * A copy that has not begun.
     *
     * @param dispatcher where it will go
     * @param budget where its head is reserved
     * @param headBytes what it takes besides its body
     */
    public CopyCall(Dispatcher dispatcher, CopyAccount account, ByteBudget budget, long headBytes) {
        this(dispatcher, account, budget, headBytes, Turn.NO_KEY);
    }

    /**
     * A copy that has not begun, and leaves once all are over that began before it with the same key.
     *
     * @param key what {@link io.trafficmirror.sample.Ordering#key} tells; 0: it waits for none
     */
    public CopyCall(Dispatcher dispatcher, CopyAccount account, ByteBudget budget, long headBytes, long key) {
        this.dispatcher = dispatcher;
        this.account = account;
        this.headBytes = headBytes;
        this.key = key;
        this.holdings = new CopyHoldings(dispatcher, budget);
        this.progress = new CopyProgress(this, account);
        this.call = new TransportCall(this, account, dispatcher);
    }

    /**
     * Begins: reserves what it takes, holds the dispatcher, so that a reload does not close it before, and counts as selected. Before anybody else
     * knows it.
     *
     * @return false if the budget does not allow it; then nothing has happened
     */
    @SuppressWarnings("GuardedBy") // nobody else knows it
    public boolean begin() {
        if (!holdings.reserveHead(headBytes)) {
            return false;
        }
        holdings.holdDispatcher();
        if (key != Turn.NO_KEY) {
            dispatcher.enter(turn());
        }
        progress.begin();
        return true;
    }

    @Override
    public CaptureRules rules() {
        return account.rules();
    }

    @Override
    public void captured(Body content, ChargedBody holding, boolean rebuilt) {
        synchronized (this) {
            if (progress.isCapturing()) {
                keep(content, holding, rebuilt);
            }
        }
    }

    @GuardedBy("this")
    private void keep(Body content, ChargedBody holding, boolean rebuilt) {
        if (!holdings.hasBody()) {
            holdings.keepBody(holding);
            reconstructed = rebuilt;
            body = content;
        }
    }

    /** Another body takes the place of the one that was captured; no effect once the copy is over. */
    public void replace(Body content, ChargedBody holding) {
        synchronized (this) {
            if (!progress.isCapturing()) {
                return;
            }
            holdings.replaceBody(holding);
            body = content;
        }
    }

    @Override
    public void leave() {
        depart(Body.NONE, null, false);
    }

    @Override
    public void leave(Body content, ChargedBody holding, boolean rebuilt) {
        depart(content, holding, rebuilt);
    }

    @Override
    public void streaming(BodySource source) {
        ClientPace paced = new ClientPace(source, dispatcher::now);
        Body.Streamed streamed = new Body.Streamed(paced);
        boolean late;
        synchronized (this) {
            late = !progress.isCapturing();
            if (!late) {
                call.paced(paced);
                body = streamed;
            }
        }
        if (late) {
            source.cancel();
        } else {
            leave();
        }
    }

    /**
     * Goes to the dispatcher, with this content if something holds it. The slot is promised and taken under the lock that is held anyway. An Error from
     * where it is said to have left leaves it torn, in this frame and no other: it is queued, launched or neither.
     */
    private void depart(Body content, @Nullable ChargedBody holding, boolean rebuilt) {
        long now = dispatcher.now();
        boolean promised = false;
        try {
            DropReason refusal = null;
            synchronized (this) {
                if (!progress.isCapturing()) {
                    return;
                }
                if (holding != null) {
                    keep(content, holding, rebuilt);
                }
                offeredAt = now;
                progress.left();
                promised = dispatcher.promiseSlot(key != Turn.NO_KEY && turn().isBehind);
                if (promised) {
                    refusal = takeSlot(now);
                }
            }
            if (promised) {
                proceed(refusal, now);
            }
            dispatcher.offer(this, promised, now);
        } catch (Throwable t) {
            torn = true;
            if (promised && !wasPromised) {
                CopiesAside aside = dispatcher.aside;
                synchronized (aside) {
                    aside.owed++;
                }
            }
            throw t;
        }
    }

    @Override
    public void cut(DropReason reason) {
        abort(CallEnd.whenCut(reason), reason.tag());
    }

    @Override
    public void dropped(DropReason reason) {
        drop(reason, dispatcher.now());
        if (key != Turn.NO_KEY) {
            dispatcher.launchSome(); // one that waited for it may have its turn
        }
    }

    @Override
    public void recover() {
        if (!isStranded()) {
            return;
        }
        torn = false;
        try {
            endByFault();
            leaveDispatcher();
            call.tellFault();
        } catch (Throwable t) {
            torn = true;
            throw t;
        }
    }

    /** Whether nobody takes it further. */
    private synchronized boolean isStranded() {
        return torn || progress.isBeforeQueue();
    }

    // The dispatcher.

    Turn<CopyCall> turn() {
        Turn<CopyCall> known = turn;
        if (known == null) {
            known = new Turn<>(this, key);
            turn = known;
        }
        return known;
    }

    /** Whether something of its key was lost before it. */
    boolean isAfterLoss() {
        return key != Turn.NO_KEY && turn().afterLoss;
    }

    long offeredAt() {
        return offeredAt;
    }

    /** Goes to the transport with the slot that was promised to it, unless it has waited for too long or the breaker is open. */
    void launch(long now) {
        DropReason refusal;
        synchronized (this) {
            refusal = takeSlot(now);
        }
        proceed(refusal, now);
    }

    /** Takes the slot that was promised to it; why it must not go to the transport with that, null if it may. */
    @GuardedBy("this")
    private @Nullable DropReason takeSlot(long now) {
        holdings.promised();
        wasPromised = true;
        if (now - offeredAt > dispatcher.maxQueueAgeNanos()) {
            return DropReason.QUEUE_EXPIRED;
        }
        call.mustEndAt(now + dispatcher.deadlineNanos());
        return holdings.takeSlot(this, call.abortedAs() == null, now) ? null : DropReason.BREAKER_OPEN;
    }

    private void proceed(@Nullable DropReason refusal, long now) {
        if (refusal != null) {
            drop(refusal, now);
            return;
        }
        if (isOver()) {
            // Ended, by a close or a fault, before it took its slot; or just now, and then whoever ended it does the
            // same.
            leaveDispatcher();
            return;
        }
        launching = Thread.currentThread();
        try {
            start();
        } finally {
            launching = null;
        }
    }

    private void start() {
        Outcome.Failed already = call.abortedAs();
        if (already != null) {
            finish(already);
            return;
        }
        try {
            call.began(dispatcher.transport().start(call, call));
        } catch (Throwable t) {
            torn = true;
            dispatcher.fault(t);
            finish(new Outcome.Failed(
                    FailureReason.INTERNAL_ERROR, "transport: " + t.getClass().getName()));
        }
    }

    /** Gives the copy up before it was sent. */
    void drop(DropReason reason, long now) {
        if (!end(null, new CallEnd.Dropped(reason), false, now)) {
            leaveDispatcher(); // it has ended before, and was perhaps promised a slot since
        }
    }

    /** Ends what a fault has hit; aborts what takes too long; gives up on a transport that does not react to that within the grace. */
    void sweep(long now, long graceNanos) {
        if (torn) {
            recover();
            return;
        }
        boolean over;
        boolean late;
        synchronized (this) {
            over = progress.isOver();
            late = call.isLate(now);
            if (!over && !late && call.isPastDeadline(now)) {
                holdings.makeWay(now);
            }
        }
        if (over) {
            leaveDispatcher();
        } else if (late && call.abortedAs() == null) {
            abort(FailureReason.TIMEOUT, "deadline");
        } else if (late && call.isStuck(now, graceNanos)) {
            finish(new Outcome.Failed(FailureReason.STUCK, "no end after the abort"));
        }
    }

    /** The dispatcher is closed, and the transport as well: what has not ended by now never will. */
    void sweepClosed() {
        if (torn) {
            recover();
        } else {
            finish(new Outcome.Failed(FailureReason.CLOSED, "closed"));
            leaveDispatcher();
        }
    }

    /** Tells the transport to end the exchange, now or as soon as it has begun. */
    void abort(FailureReason reason, String detail) {
        call.abort(reason, detail);
    }

    // The transport.

    boolean isOver() {
        return progress.isOver();
    }

    boolean isSending() {
        return progress.isSending();
    }

    boolean isStreamed() {
        return body.source() != null;
    }

    ShadowRequest compose() {
        return account.compose(body, reconstructed);
    }

    /** From here on the transport may read the body, until then if it asks for the first time; false if the copy is over, and nobody may. */
    synchronized boolean lendBody(long deadline) {
        if (progress.isOver()) {
            return false;
        }
        if (holdings.lendBody()) {
            call.mustEndAt(deadline);
        }
        return true;
    }

    /** Work on the wire begins. */
    synchronized void sending(long now) {
        progress.sending(now);
    }

    void finish(Outcome outcome) {
        try {
            end(outcome, null, false, dispatcher.now());
        } catch (Throwable t) {
            torn = true;
            dispatcher.fault(t);
        }
        launchNext();
    }

    void launchNext() {
        if (launching != Thread.currentThread()) {
            dispatcher.launchWaiting();
        }
    }

    // The end.

    private void endByFault() {
        if (isOver()) {
            progress.settle();
        } else {
            end(null, null, false, dispatcher.now());
        }
    }

    /** Ends it, by what the transport says, or as is known already, or else by a fault. The first one counts; false if this is not the first. */
    boolean end(@Nullable Outcome outcome, @Nullable CallEnd known, boolean toldByTransport, long now) {
        boolean over = false;
        try {
            synchronized (this) {
                if (toldByTransport) {
                    holdings.toldByTransport();
                }
                if (!progress.end(outcome, known, now)) {
                    return false;
                }
                over = true;
                progress.settleAccount(); // still under the lock: to take it again would cost as much as all of that
            }
            progress.takeSteps();
            return true;
        } catch (Throwable t) {
            if (over) {
                progress.brokenOff = true;
                torn = true;
                // A sweep may have taken it out of its slot meanwhile, where the next would have found it.
                CopiesAside aside = dispatcher.aside;
                synchronized (aside) {
                    if (!isAside) {
                        isAside = true;
                        nextAside = aside.first;
                        aside.first = this;
                    }
                }
            }
            throw t;
        }
    }

    // The steps of its end. Each again without effect.

    void passTurnOn(boolean asLoss) {
        if (key != Turn.NO_KEY) {
            dispatcher.queue().leave(turn(), asLoss);
        }
    }

    /** Whether it has to leave the dispatcher, too. */
    synchronized boolean giveBack() {
        holdings.giveBack();
        return wasPromised;
    }

    void cancelBody() {
        body.cancel();
        body = Body.NONE;
    }

    /** Tells the breaker and gives the slot back, if it is over. Again without effect. */
    void leaveDispatcher() {
        boolean changed;
        synchronized (this) {
            if (!progress.isOver()) {
                return;
            }
            changed = holdings.giveSlotBack(progress.how(), progress.endedAt());
        }
        if (changed) {
            dispatcher.breakerChanged(progress.how() instanceof CallEnd.Failed);
        }
    }
}
