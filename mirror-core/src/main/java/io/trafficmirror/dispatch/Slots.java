// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.dispatch;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.Consumer;

/**
 * The places for copies in flight. Lock-free; safe for concurrent use.
 *
 * @param <T> what takes a place
 */
final class Slots<T> {
    private final AtomicReferenceArray<T> places;

    /** Places promised, raised before one is filled and lowered after it was emptied. */
    private final AtomicInteger taken = new AtomicInteger();

    /** Where to look for a place first. Threads that race here find places all the same, for each claims its own. */
    private int hint;

    Slots(int capacity) {
        places = new AtomicReferenceArray<>(capacity);
    }

    /** Promises a place; false if there is none left. */
    boolean tryAcquire() {
        int now = taken.get();
        while (now < places.length()) {
            int seen = taken.compareAndExchange(now, now + 1);
            if (seen == now) {
                return true;
            }
            now = seen;
        }
        return false;
    }

    /** Fills a promised place and tells which. Ends, because promises never outnumber places. */
    int fill(T occupant) {
        int last = places.length() - 1;
        for (int place = hint; ; place = place < last ? place + 1 : 0) {
            if (places.get(place) == null && places.compareAndSet(place, null, occupant)) {
                hint = place < last ? place + 1 : 0;
                return place;
            }
        }
    }

    /** Empties a place, whose promise is given back next: whoever gets that sees it empty. */
    void empty(int place) {
        places.setRelease(place, null);
    }

    /** Gives back a promise, of which no place is filled any more. */
    void giveBack() {
        taken.decrementAndGet();
    }

    int taken() {
        return taken.get();
    }

    void forEach(Consumer<T> action) {
        for (int i = 0; i < places.length(); i++) {
            T occupant = places.get(i);
            if (occupant != null) {
                action.accept(occupant);
            }
        }
    }
}
