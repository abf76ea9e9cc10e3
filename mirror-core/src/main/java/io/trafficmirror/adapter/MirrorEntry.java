// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.adapter;

import io.trafficmirror.capture.DropReason;
import io.trafficmirror.capture.Exchange;
import io.trafficmirror.http.HeadReader;

/**
 * A mirror as adapters see it: decides about each request at its entry, and hears of faults of ours. Safe for concurrent use.
 *
 * @since 0.1.0
 */
public interface MirrorEntry {
    /**
     * Looks at a request at its entry. Called on the request's thread; reads nothing of the body; never throws, never waits.
     *
     * @return {@link Exchange#NONE} if no copy is wanted
     */
    <R> Exchange observe(R request, HeadReader<R> reader);

    /** Who has decided about a request that comes by several entries; one of its own for each mirror, told apart by identity. */
    Decisions decisions();

    /** Counts a fault that was contained. Throws nothing. */
    void fault(Throwable fault);

    /** Ends an exchange that could not be followed because of a fault of ours: nobody may be there to end it later. Throws nothing. */
    default void giveUp(Exchange exchange) {
        try {
            exchange.requestBody().fail(DropReason.INTERNAL_ERROR);
        } catch (Throwable t) {
            fault(t);
        }
        try {
            exchange.endWithoutResponse();
        } catch (Throwable t) {
            fault(t);
        }
    }
}
