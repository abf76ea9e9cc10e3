// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.dispatch;

import io.trafficmirror.capture.internal.ByteBudget;
import io.trafficmirror.capture.internal.ChargedBody;
import org.jspecify.annotations.Nullable;

/**
 * What one copy holds: the bytes of its head, its body, the dispatcher, and a slot with the breaker's permit to use it. Guarded by the lock of that copy.
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
    private Breaker.@Nullable Permit permit;

    /** Whether the transport is given it. */
    private boolean started;

    /** Whether the transport was given the body. */
    private boolean isBodyLent;

    /** Whether the transport has told the end. */
    private boolean toldByTransport;

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

    void holdDispatcher() {
        dispatcher.hold();
        holdsDispatcher = true;
    }

    boolean hasBody() {
        return body != null;
    }

    void keepBody(ChargedBody captured) {
        captured.retain();
        body = captured;
    }

    /** Before anybody reads what was captured. */
    void replaceBody(ChargedBody other) {
        releaseBody(true);
        keepBody(other);
    }

    /** From here on the transport may read the body; whether it is lent for the first time. */
    boolean lendBody() {
        boolean first = !isBodyLent;
        isBodyLent = true;
        return first;
    }

    /** The transport has told the end. */
    void toldByTransport() {
        toldByTransport = true;
    }

    /** {@code mayBeReused}: nobody reads it any more. */
    private void releaseBody(boolean mayBeReused) {
        ChargedBody kept = body;
        if (kept != null) {
            kept.release(mayBeReused);
            body = null;
        }
    }

    /** A slot was promised to it. */
    void promised() {
        place = PROMISED;
    }

    /**
     * Takes the slot that was promised to it, if the breaker lets it pass.
     *
     * @param starts whether the transport will be given it
     */
    boolean takeSlot(CopyCall copy, boolean starts, long now) {
        permit = dispatcher.breaker().pass(now);
        if (permit == null) {
            return false;
        }
        started = starts;
        place = dispatcher.slots().fill(copy);
        return true;
    }

    /** Its client may keep it waiting for hours: if it is the breaker's probe, another one may pass. */
    void makeWay(long now) {
        Breaker.Permit passed = permit;
        if (passed != null) {
            dispatcher.breaker().undecided(passed, now);
        }
    }

    /** Gives back all but the slot. */
    void giveBack() {
        releaseBody(!isBodyLent || (toldByTransport && dispatcher.transportLetsGoOfBodies()));
        budget.release(headBytes);
        headBytes = 0;
        if (holdsDispatcher) {
            dispatcher.letGo();
            holdsDispatcher = false;
        }
    }

    /** Tells the breaker how it ended, and gives the slot back. Whether that changed the state of the breaker. */
    boolean giveSlotBack(CallEnd how, long endedAt) {
        boolean changed = false;
        Breaker.Permit passed = permit;
        if (passed != null) {
            changed = dispatcher.tellBreaker(passed, how, started, endedAt);
            permit = null;
        }
        if (place >= 0) {
            dispatcher.slots().empty(place);
            place = PROMISED;
        }
        if (place == PROMISED) {
            dispatcher.slots().giveBack();
            place = NO_PLACE;
        }
        return changed;
    }
}
