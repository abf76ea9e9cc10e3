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
import io.trafficmirror.copy.internal.UnsendableCopyException;
import io.trafficmirror.http.Body;
import io.trafficmirror.http.BodySource;
import io.trafficmirror.http.Headers;
import io.trafficmirror.transport.CallListener;
import io.trafficmirror.transport.FailureReason;
import io.trafficmirror.transport.OutboundCopy;
import io.trafficmirror.transport.Outcome;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * One copy from its selection to its end, between the capture, the dispatcher and a transport that is not trusted: whatever they do, it ends
 * exactly once, is counted, and gives back what it holds. Safe for concurrent use.
 *
 * <p>An Error may break off any call at any step, for want of stack or memory. So what is taken is noted in {@link CopyHoldings} as it is taken,
 * and an end is a row of steps that goes on where it was broken off, see {@link CopyEnding}. Who finds it then: the exchange while it is captured, the
 * dispatcher's sweep once it has a slot or was set aside.
 */
public final class CopyCall implements CopyTicket, OutboundCopy, CallListener {
    private enum State {
        CAPTURING,
        QUEUED,
        SENDING,
        OVER
    }

    private final Dispatcher dispatcher;
    private final CopyAccount account;
    private final long headBytes;

    /** Its place in the dispatcher's queue and in the line of its key. */
    private final Turn<CopyCall> turn;

    /** Written under the lock of this object; null: not counted as selected yet. */
    private volatile @Nullable State state;

    /** Whether a call was broken off by an Error, so that somebody must end it. Written without a call, also by the dispatcher. */
    volatile boolean torn;

    @GuardedBy("this")
    private final CopyHoldings holdings;

    @GuardedBy("this")
    private Breaker.@Nullable Permit permit;

    private final AbortableCall call = new AbortableCall();
    private final CopyEnding ending;
    /** What is captured, written under the lock and handed on to the transport by the dispatcher's queue and slots. */
    private Body body = Body.NONE;

    private boolean reconstructed;

    /** When it was offered, by the dispatcher's clock. Written before the dispatcher's queue has it, and handed on by the lock of that. */
    private long offeredAt;

    /** Whether it has noted, under its lock, that the dispatcher promised it a slot. Once true, it stays so. */
    boolean wasPromised;

    /** Whether the transport is given it. */
    @GuardedBy("this")
    private boolean started;

    /** Whether the transport was given the body. */
    @GuardedBy("this")
    private boolean isBodyLent;

    /** Whether the transport has told the end. */
    @GuardedBy("this")
    private boolean toldByTransport;

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
        this.holdings = new CopyHoldings(dispatcher, budget);
        this.ending = new CopyEnding(this, account);
        this.turn = new Turn<>(this, key);
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
        if (turn.key != Turn.NO_KEY) {
            dispatcher.enter(turn);
        }
        account.selected();
        state = State.CAPTURING;
        return true;
    }

    @Override
    public CaptureRules rules() {
        return account.rules();
    }

    @Override
    public void captured(Body content, ChargedBody holding, boolean rebuilt) {
        synchronized (this) {
            if (state == State.CAPTURING) {
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
            if (state != State.CAPTURING) {
                return;
            }
            holdings.releaseBody(true);
            holdings.keepBody(holding);
            body = content;
        }
    }

    @Override
    public void leave() {
        synchronized (this) {
            if (state != State.CAPTURING) {
                return;
            }
            state = State.QUEUED;
        }
        try {
            dispatcher.offer(this);
        } catch (Throwable t) {
            torn = true; // it is queued, launched or neither; no frame of ours comes between the state and this
            throw t;
        }
    }

    @Override
    public void leave(Body content, ChargedBody holding, boolean rebuilt) {
        synchronized (this) {
            if (state != State.CAPTURING) {
                return;
            }
            keep(content, holding, rebuilt);
            state = State.QUEUED;
        }
        try {
            dispatcher.offer(this);
        } catch (Throwable t) {
            torn = true; // it is queued, launched or neither; no frame of ours comes between the state and this
            throw t;
        }
    }

    @Override
    public void streaming(BodySource source) {
        ClientPace paced = new ClientPace(source, dispatcher::now);
        Body.Streamed streamed = new Body.Streamed(paced);
        boolean late;
        synchronized (this) {
            late = state != State.CAPTURING;
            if (!late) {
                call.paced(paced);
                body = streamed;
                state = State.QUEUED;
            }
        }
        if (late) {
            source.cancel();
            return;
        }
        try {
            dispatcher.offer(this);
        } catch (Throwable t) {
            torn = true; // it is queued, launched or neither; no frame of ours comes between the state and this
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
        if (turn.key != Turn.NO_KEY) {
            dispatcher.launchSome(); // one that waited for it may have its turn
        }
    }

    @Override
    public void recover() {
        if (torn || state == null || state == State.CAPTURING) {
            torn = false;
            try {
                endByFault();
                call.tell(FailureReason.INTERNAL_ERROR, "fault");
                leaveDispatcher();
            } catch (Throwable t) {
                torn = true;
                throw t;
            }
        }
    }

    // The dispatcher.

    Turn<CopyCall> turn() {
        return turn;
    }

    long offeredAt() {
        return offeredAt;
    }

    void offeredAt(long now) {
        offeredAt = now;
    }

    /** Takes the slot that was promised to it and goes to the transport, unless it has waited for too long or the breaker is open. */
    void launch(long now) {
        DropReason refusal = null;
        synchronized (this) {
            holdings.promised();
            wasPromised = true;
            if (now - offeredAt > dispatcher.maxQueueAgeNanos()) {
                refusal = DropReason.QUEUE_EXPIRED;
            } else {
                permit = dispatcher.breaker().pass(now);
                if (permit == null) {
                    refusal = DropReason.BREAKER_OPEN;
                } else {
                    call.mustEndAt(now + dispatcher.deadlineNanos());
                    started = call.abortedAs() == null;
                    holdings.fillSlot(this);
                }
            }
        }
        if (refusal != null) {
            drop(refusal, now);
            return;
        }
        if (state == State.OVER) {
            // Ended, by a close or a fault, between its slot was promised and here.
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
            call.began(dispatcher.transport().start(this, this));
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
        } else if (state == State.OVER) {
            leaveDispatcher();
        } else if (call.abortedAs() == null) {
            if (call.isLate(now)) {
                abort(FailureReason.TIMEOUT, "deadline");
            }
        } else if (call.isStuck(now, graceNanos)) {
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
        call.abort(reason, detail, dispatcher.now());
    }

    // The transport.

    @Override
    public @Nullable ShadowRequest request() {
        if (state == State.OVER) {
            return null;
        }
        try {
            call.mustEndAt(dispatcher.now() + dispatcher.deadlineNanos());
            ShadowRequest composed = account.compose(body, reconstructed);
            // A copy that ends meanwhile gives its body back: what was composed of the rest must not be sent.
            return lendBody() ? composed : null;
        } catch (UnsendableCopyException e) {
            finish(new Outcome.Unsendable(String.valueOf(e.getMessage())));
            return null;
        } catch (Throwable t) {
            torn = true;
            dispatcher.fault(t);
            finish(new Outcome.Failed(
                    FailureReason.INTERNAL_ERROR, "compose: " + t.getClass().getName()));
            return null;
        }
    }

    /** From here on the transport may read the body; false if the copy is over, and nobody may. */
    private synchronized boolean lendBody() {
        if (state == State.OVER) {
            return false;
        }
        isBodyLent = true;
        return true;
    }

    @Override
    public boolean isStreamed() {
        return body.source() != null;
    }

    @Override
    public void onSending() {
        try {
            long now = dispatcher.now();
            synchronized (this) {
                if (state == State.QUEUED) {
                    ending.sentAt(now);
                    account.sent();
                    state = State.SENDING;
                }
            }
        } catch (Throwable t) {
            torn = true;
            dispatcher.fault(t);
        }
    }

    @Override
    public void onHeaders(int status, Headers headers) {
        try {
            if (state == State.SENDING) {
                account.responding(status, headers);
            }
        } catch (Throwable t) {
            torn = true;
            dispatcher.fault(t);
        }
    }

    @Override
    public boolean onBody(ByteBuffer chunk) {
        try {
            return state == State.SENDING && account.responseBody(chunk);
        } catch (Throwable t) {
            torn = true;
            dispatcher.fault(t);
            return false;
        }
    }

    @Override
    public void onDone(Outcome outcome) {
        try {
            end(outcome, null, true, dispatcher.now());
        } catch (Throwable t) {
            torn = true;
            dispatcher.fault(t);
        }
        launchNext();
    }

    private void finish(Outcome outcome) {
        try {
            end(outcome, null, false, dispatcher.now());
        } catch (Throwable t) {
            torn = true;
            dispatcher.fault(t);
        }
        launchNext();
    }

    private void launchNext() {
        if (launching != Thread.currentThread()) {
            dispatcher.launchWaiting();
        }
    }

    // The end.

    private void endByFault() {
        if (state == State.OVER) {
            ending.settle();
        } else {
            end(
                    null,
                    state == State.SENDING ? CallEnd.FAILED_BY_FAULT : CallEnd.DROPPED_BY_FAULT,
                    false,
                    dispatcher.now());
        }
    }

    /** Ends it, by what the transport says or as is known already. The first one counts; false if this is not the first. */
    private boolean end(@Nullable Outcome outcome, @Nullable CallEnd known, boolean toldByTransport, long now) {
        boolean over = false;
        try {
            synchronized (this) {
                this.toldByTransport |= toldByTransport;
                CallEnd how = endOf(outcome, known);
                if (how == null) {
                    return false;
                }
                @Nullable State before = state;
                if (!(how instanceof CallEnd.Dropped) && before != State.SENDING) {
                    ending.sentAt(now);
                    account.sent();
                    state = State.SENDING;
                }
                ending.decided(how, now, before == null);
                state = State.OVER;
                over = true;
                ending.settleAccount(); // still under the lock: to take it again would cost as much as all of that
            }
            ending.takeSteps();
            return true;
        } catch (Throwable t) {
            if (over) {
                ending.brokenOff = true;
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

    /** How it ends; null if it has ended, or is on the wire and can't be dropped any more. */
    @GuardedBy("this")
    private @Nullable CallEnd endOf(@Nullable Outcome outcome, @Nullable CallEnd known) {
        if (state == State.OVER) {
            return null;
        }
        boolean sent = state == State.SENDING;
        CallEnd how = known;
        if (how == null && outcome != null) {
            how = sent ? CallEnd.ofSent(outcome) : CallEnd.ofUnsent(outcome);
        }
        if (how instanceof CallEnd.Dropped && sent) {
            return null;
        }
        return how == null ? CallEnd.DROPPED_BY_FAULT : how;
    }

    // The steps of its end. Each again without effect.

    void passTurnOn(boolean asLoss) {
        if (turn.key != Turn.NO_KEY) {
            dispatcher.queue().leave(turn, asLoss);
        }
    }

    /** Whether it has to leave the dispatcher, too. */
    synchronized boolean giveBack() {
        holdings.releaseBody(!isBodyLent || (toldByTransport && dispatcher.transportLetsGoOfBodies()));
        holdings.releaseHead();
        holdings.letGoOfDispatcher();
        return wasPromised;
    }

    void cancelBody() {
        body.cancel();
        body = Body.NONE;
    }

    /** Tells the breaker and gives the slot back, if it is over. Again without effect. */
    void leaveDispatcher() {
        boolean changed = false;
        synchronized (this) {
            if (state != State.OVER) {
                return;
            }
            Breaker.Permit passed = permit;
            if (passed != null) {
                changed = dispatcher.tellBreaker(passed, ending.how(), started, ending.endedAt());
                permit = null;
            }
            holdings.giveSlotBack();
        }
        if (changed) {
            dispatcher.breakerChanged(ending.how() instanceof CallEnd.Failed);
        }
    }
}
