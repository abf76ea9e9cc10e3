// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.dispatch;

import io.trafficmirror.capture.DropReason;
import io.trafficmirror.transport.Outcome;
import org.jspecify.annotations.Nullable;

/**
 * How far one copy has come, how it ended, and the steps by which its end is counted, gives back what the copy holds, and is told. Each step is taken once,
 * by one thread at a time; where an Error has broken them off, {@link #settle} goes on from there.
 *
 * <p>What changes the state is called under the lock of the copy. That lock hands the fields from thread to thread until the copy is over, and
 * {@link #brokenOff} from then on.
 */
final class CopyProgress {
    private enum State {
        CAPTURING,
        QUEUED,
        SENDING,
        OVER
    }

    /** The steps of its end, in their order. */
    private enum Step {
        COUNT,
        COUNT_LOSS,
        PASS_ON,
        GIVE_BACK,
        CANCEL,
        JOIN,
        TELL,
        DONE
    }

    private final CopyCall copy;
    private final CopyAccount account;

    /**
     * Null: not counted as selected yet. Read without the lock of the copy only where a look that is too old does no harm: what is done then looks again
     * under the lock. Not volatile: each of the four writes would cost a fence beside those of the lock.
     */
    private @Nullable State state;

    private long sentAt;
    private CallEnd how = CallEnd.DROPPED_BY_FAULT;
    private long endedAt;

    /** Whether it ended before it was counted as selected, and so is nobody's business. */
    private boolean uncounted;

    private Step step = Step.COUNT;

    /** Whether the copy may have to leave the dispatcher. */
    private boolean mayHoldSlot = true;

    /** Whether an Error has broken the steps off and nobody goes on with them. Also written by who ends the copy, without a call. */
    volatile boolean brokenOff;

    CopyProgress(CopyCall copy, CopyAccount account) {
        this.copy = copy;
        this.account = account;
    }

    // The states.

    /** Counts it as selected; before anybody else knows it. */
    void begin() {
        account.selected();
        state = State.CAPTURING; // right behind the call: whether it was counted is known by this
    }

    boolean isCapturing() {
        return state == State.CAPTURING;
    }

    /** Its capture is over, and it is the dispatcher's. */
    void left() {
        state = State.QUEUED;
    }

    /** Whether it is not over, and not the dispatcher's. */
    boolean isBeforeQueue() {
        return state == null || state == State.CAPTURING;
    }

    /** Work on the wire begins. */
    void sending(long now) {
        if (state == State.QUEUED) {
            sentAt = now;
            account.sent();
            state = State.SENDING;
        }
    }

    boolean isSending() {
        return state == State.SENDING;
    }

    /**
     * It ends, by what the transport says, or as is known already, or else by a fault; unless it has ended, or is on the wire and can't be dropped any more:
     * then false. Whoever gets true takes the steps next, by {@link #takeSteps}.
     */
    boolean end(@Nullable Outcome outcome, @Nullable CallEnd known, long now) {
        CallEnd end = endOf(outcome, known);
        if (end == null) {
            return false;
        }
        @Nullable State before = state;
        if (!(end instanceof CallEnd.Dropped) && before != State.SENDING) {
            sentAt = now;
            account.sent();
            state = State.SENDING;
        }
        how = end;
        endedAt = now;
        uncounted = before == null;
        state = State.OVER;
        return true;
    }

    private @Nullable CallEnd endOf(@Nullable Outcome outcome, @Nullable CallEnd known) {
        if (state == State.OVER) {
            return null;
        }
        boolean sent = state == State.SENDING;
        CallEnd end = known;
        if (end == null && outcome != null) {
            end = sent ? CallEnd.ofSent(outcome) : CallEnd.ofUnsent(outcome);
        }
        if (end == null) {
            return sent ? CallEnd.FAILED_BY_FAULT : CallEnd.DROPPED_BY_FAULT;
        }
        return end instanceof CallEnd.Dropped && sent ? null : end;
    }

    boolean isOver() {
        return state == State.OVER;
    }

    CallEnd how() {
        return how;
    }

    long endedAt() {
        return endedAt;
    }

    // The steps.

    /** Takes the steps that are left, if an Error has broken them off and no other thread does. */
    void settle() {
        synchronized (this) {
            if (!brokenOff) {
                return;
            }
            brokenOff = false;
        }
        try {
            takeSteps();
        } catch (Throwable t) {
            brokenOff = true;
            throw t;
        }
    }

    /** Counts the end and gives back what the copy holds: the steps that call nothing foreign. Whoever calls it says so if it was {@link #brokenOff}. */
    void settleAccount() {
        if (step == Step.COUNT && uncounted) {
            step = Step.PASS_ON;
        }
        if (step == Step.COUNT) {
            account.count(how);
            step = Step.COUNT_LOSS;
        }
        if (step == Step.COUNT_LOSS) {
            if (copy.isAfterLoss() && !(how instanceof CallEnd.Dropped)) {
                account.followsLoss();
            }
            step = Step.PASS_ON;
        }
        if (step == Step.PASS_ON) {
            copy.passTurnOn(isLoss(how));
            step = Step.GIVE_BACK;
        }
        if (step == Step.GIVE_BACK) {
            mayHoldSlot = copy.giveBack();
            step = Step.CANCEL;
        }
    }

    /** Takes the steps that are left; the same holds. */
    void takeSteps() {
        settleAccount();
        if (step == Step.CANCEL) {
            copy.cancelBody();
            step = Step.JOIN;
        }
        if (step == Step.JOIN && uncounted) {
            step = Step.DONE;
        }
        if (step == Step.JOIN) {
            account.over(how, sentAt, endedAt);
            step = Step.TELL;
        }
        if (step == Step.TELL) {
            step = Step.DONE;
            account.tell(how, sentAt, endedAt);
        }
        if (mayHoldSlot) {
            copy.leaveDispatcher();
        }
    }

    /** Whether the shadow may not have seen what the primary saw. A status for which no copy was wanted is no loss. */
    private static boolean isLoss(CallEnd end) {
        return end instanceof CallEnd.Failed
                || (end instanceof CallEnd.Dropped dropped && dropped.reason() != DropReason.STATUS_NOT_WANTED);
    }
}
