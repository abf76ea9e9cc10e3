// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.dispatch;

import io.trafficmirror.capture.internal.ByteBudget;
import io.trafficmirror.capture.internal.ChargedBody;
import org.jspecify.annotations.Nullable;

/**
 * What one copy holds: the bytes of its head, its body, the dispatcher and a slot. Guarded by the lock of that copy.
 *
 * <p>An Error may break off any call. So what is taken is noted by a plain write right behind the one call that took it, and the note is erased
 * right behind the one call that gave it back: after an Error, giving back again gives back what is left.
 */
final class CopyHoldings {
    /** Its place among the slots if it has none. */
    private static final int NO_PLACE = -1;

    /** If a slot is promised to it. */
    private static final int PROMISED = -2;

    private final Dispatcher dispatcher;
    private final ByteBudget budget;
    private long headBytes;
    private boolean holdsDispatcher;
    private @Nullable ChargedBody body;
    private int place = NO_PLACE;

    CopyHoldings(Dispatcher dispatcher, ByteBudget budget) {
        this.dispatcher = dispatcher;
        this.budget = budget;
    }

    /** False if the budget does not allow it; then nothing has happened. */
    boolean reserveHead(long bytes) {
        if (!budget.tryReserve(bytes)) {
            return false;
        }
        headBytes = bytes;
        return true;
    }

    void releaseHead() {
        budget.release(headBytes);
        headBytes = 0;
    }

    void holdDispatcher() {
        dispatcher.hold();
        holdsDispatcher = true;
    }

    void letGoOfDispatcher() {
        if (holdsDispatcher) {
            dispatcher.letGo();
            holdsDispatcher = false;
        }
    }

    boolean hasBody() {
        return body != null;
    }

    void keepBody(ChargedBody captured) {
        captured.retain();
        body = captured;
    }

    /** {@code mayBeReused}: nobody reads it any more. */
    void releaseBody(boolean mayBeReused) {
        ChargedBody kept = body;
        if (kept != null) {
            if (!mayBeReused) {
                kept.keepFromReuse();
            }
            kept.release();
            body = null;
        }
    }

    /** A slot was promised to it. */
    void promised() {
        place = PROMISED;
    }

    /** Takes the slot that was promised to it. */
    void fillSlot(CopyCall copy) {
        place = dispatcher.slots().fill(copy);
    }

    void giveSlotBack() {
        if (place >= 0) {
            dispatcher.slots().empty(place);
            place = PROMISED;
        }
        if (place == PROMISED) {
            dispatcher.slots().giveBack();
            place = NO_PLACE;
        }
    }
}
