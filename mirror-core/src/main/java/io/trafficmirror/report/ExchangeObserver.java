// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.report;

import io.trafficmirror.http.RequestHead;
import java.util.List;

/**
 * Looks at exchanges of the primary beside what became of their copies: the door for comparison.
 *
 * @since 0.1.0
 */
@FunctionalInterface
public interface ExchangeObserver {
    /**
     * What is wanted of one exchange. Called on the request's thread once its copies are admitted and before anything is captured, so
     * it must be quick, safe for concurrent use, and must not throw.
     *
     * @param request the request as the primary received it
     * @param mirrors whose copies have begun, in the order in which they leave; one that sends several copies stands here once for each
     */
    default Interest interest(RequestHead request, List<MirrorName> mirrors) {
        return Interest.BODIES;
    }

    /**
     * The most bytes of each body that are kept, 0 or more. Asked once, when the mirror is built, which refuses more than it reads of a
     * shadow's response.
     */
    default int maxBodyBytes() {
        return 64 << 10;
    }

    /**
     * Called once for each exchange of interest, when the primary and all its copies are over, by one thread of the mirror at a time,
     * never on a request's thread. An observer that is slow loses exchanges, which are counted as {@link UnobservedReason#QUEUE_FULL}; one that
     * throws is called again for the next.
     *
     * @param exchange its bodies are valid during the call; an observer that keeps one longer {@linkplain
     *     io.trafficmirror.capture.HeldBody#retain() retains} it
     */
    void onExchange(ObservedExchange exchange);
}
