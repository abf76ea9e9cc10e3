// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.dispatch;

import io.trafficmirror.capture.DropReason;

/**
 * How and when one copy ended, and the steps by which the end is counted, gives back what the copy holds, and is told. Each step is taken once,
 * by one thread at a time; where an Error has broken them off, {@link #settle} goes on from there.
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
    private volatile long sentAt;

    // Written before the copy says that it is over.

    private volatile CallEnd how = CallEnd.DROPPED_BY_FAULT;
    private volatile long endedAt;

    /** Whether it ended before it was counted as selected, and so is nobody's business. */
    private volatile boolean uncounted;

    private volatile Step step = Step.COUNT;

    /** Whether a thread is taking the steps. Raised under the lock of the copy by who ends it, and later under that of this object. */
    volatile boolean settling;

    CopyEnding(CopyCall copy, CopyAccount account) {
        this.copy = copy;
        this.account = account;
    }

    /** Work on the wire began. */
    void sentAt(long now) {
        sentAt = now;
    }

    /** The copy ends. Whoever tells so takes the steps next, by {@link #settleFirst}. */
    void decided(CallEnd end, long now, boolean beforeSelection) {
        settling = true;
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

    /** Takes the steps, on the thread that ended the copy. */
    void settleFirst() {
        try {
            takeSteps();
        } finally {
            settling = false;
        }
    }

    /** Takes the steps that are left, where the thread that ended the copy was broken off, unless another thread does. */
    void settle() {
        synchronized (this) {
            if (settling) {
                return;
            }
            settling = true;
        }
        try {
            takeSteps();
        } finally {
            settling = false;
        }
    }

    private void takeSteps() {
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
            copy.giveBack();
            step = Step.CANCEL;
        }
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
        copy.leaveDispatcher();
    }

    /** Whether the shadow may not have seen what the primary saw. A status for which no copy was wanted is no loss. */
    private static boolean isLoss(CallEnd end) {
        return end instanceof CallEnd.Failed
                || (end instanceof CallEnd.Dropped dropped && dropped.reason() != DropReason.STATUS_NOT_WANTED);
    }
}
