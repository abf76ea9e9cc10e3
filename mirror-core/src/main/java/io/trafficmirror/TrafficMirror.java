// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror;

import io.trafficmirror.capture.Exchange;
import io.trafficmirror.http.HeadReader;
import io.trafficmirror.http.RequestHead;
import java.time.Duration;

/** Copies live requests to shadows. Safe for concurrent use. */
public final class TrafficMirror implements AutoCloseable {
    TrafficMirror() {}

    /**
     * Looks at a request at its entry. Called on the request's thread; reads nothing of the body; never throws.
     *
     * @return {@link Exchange#NONE} if no copy is wanted
     */
    public <R> Exchange observe(R request, HeadReader<R> reader) {
        return Exchange.NONE;
    }

    /** Looks at a request of which the caller has made the head itself. */
    public Exchange observe(RequestHead request) {
        return observe(request, RequestHead.reader());
    }

    /** Stops: copies that wait or are under way may finish within the grace, the rest is dropped and counted. Idempotent. */
    public void close(Duration grace) {}

    /** {@link #close(Duration)} with a grace of two seconds. */
    @Override
    public void close() {
        close(Duration.ofSeconds(2));
    }
}
