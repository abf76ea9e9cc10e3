// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.dispatch;

import io.trafficmirror.capture.DropReason;

/**
 * How and when one copy ended, and the steps by which the end is counted, gives back what the copy holds, and is told. Each step is taken once,
 * by one thread at a time; where an Error has broken them off, {@link #settle} goes on from there.
 *
 * <p>Fields that are not volatile are handed from thread to thread by the lock of the copy, under which {@link #decided} is called and the copy said to
 * be over, and by {@link #brokenOff}.
 */
final class CopyEnding {
    /** In their order. */
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

    CopyEnding(CopyCall copy, CopyAccount account) {
        this.copy = copy;
        this.account = account;
    }

    /** Work on the wire began. */
    void sentAt(long now) {
        sentAt = now;
    }

    /** The copy ends. Whoever tells so takes the steps next, by {@link #takeSteps}. */
    void decided(CallEnd end, long now, boolean beforeSelection) {
        how = end;
        endedAt = now;
        uncounted = beforeSelection;
    }

    CallEnd how() {
        return how;
    }

    long endedAt() {
        return endedAt;
    }

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
            if (copy.turn().afterLoss && !(how instanceof CallEnd.Dropped)) {
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
