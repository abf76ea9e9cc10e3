// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.report;

import io.trafficmirror.http.Headers;
import java.time.Duration;

/**
 * The span of one copy. Exactly one of {@link #end} and {@link #abandon} is called at its end, or none if listeners are too slow. Safe for concurrent use.
 *
 * @since 0.1.0
 */
public interface CopySpan {
    /**
     * What tells the shadow of it: these fields take the place of the trace context that the client sent, apart from {@code baggage}, which stays. Called once, right
     * behind the beginning.
     */
    Headers fields();

    /**
     * The copy was sent and is over. Called on the thread of the {@linkplain MirrorListener listeners}.
     *
     * @param event a response or a failure
     * @param lasted from the beginning of the span to the end of the copy
     */
    void end(MirrorEvent event, Duration lasted);

    /** The copy was given up before it was sent: nothing of the span is to be shown. */
    void abandon();
}
