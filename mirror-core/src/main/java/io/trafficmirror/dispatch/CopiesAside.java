// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.dispatch;

import org.jspecify.annotations.Nullable;

/**
 * What Errors have left half done in a dispatcher: copies that nobody else knows any more, and promises of slots. The next sweep takes them back. Guarded
 * by itself; whoever sets something aside with little stack left writes the fields itself, for a call could fail.
 */
final class CopiesAside {
    /** The one set aside last; the others follow by {@link CopyCall#nextAside}. */
    @Nullable
    CopyCall first;

    /** Slots that were promised to nobody. */
    int owed;

    synchronized void set(CopyCall copy) {
        copy.torn = true;
        if (!copy.isAside) {
            copy.isAside = true;
            copy.nextAside = first;
            first = copy;
        }
    }

    synchronized @Nullable CopyCall take() {
        CopyCall taken = first;
        if (taken != null) {
            first = taken.nextAside;
            taken.nextAside = null;
            taken.isAside = false;
        }
        return taken;
    }

    synchronized boolean takeOwed() {
        if (owed == 0) {
            return false;
        }
        owed--;
        return true;
    }
}
