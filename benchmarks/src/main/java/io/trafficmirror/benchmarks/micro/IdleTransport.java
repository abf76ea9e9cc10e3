// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.benchmarks.micro;

import io.trafficmirror.http.Headers;
import io.trafficmirror.transport.CallListener;
import io.trafficmirror.transport.Capability;
import io.trafficmirror.transport.FailureReason;
import io.trafficmirror.transport.OutboundCopy;
import io.trafficmirror.transport.Outcome;
import io.trafficmirror.transport.ShadowCall;
import io.trafficmirror.transport.ShadowTransport;
import java.time.Duration;
import java.util.Set;

/**
 * A transport that sends nothing: an exchange is answered at once on the offering thread, or never. Safe for concurrent use.
 *
 * @param answers whether it answers
 * @param tells whether it tells the head of its answer, as real ones do
 */
record IdleTransport(boolean answers, boolean tells) implements ShadowTransport {
    private static final Outcome ANSWER = new Outcome.Answered(200, 0, false);

    private static final Headers FIELDS = Headers.of("Content-Type", "application/json");

    private static final ShadowCall CALL = new ShadowCall() {
        @Override
        public void abort(FailureReason reason, String detail) {
            // There is nothing to end.
        }
    };

    IdleTransport(boolean answers) {
        this(answers, false);
    }

    @Override
    public Set<Capability> capabilities() {
        return Set.of();
    }

    @Override
    public ShadowCall start(OutboundCopy copy, CallListener listener) {
        if (answers) {
            listener.onSending();
            if (tells) {
                listener.onHeaders(200, FIELDS);
            }
            listener.onDone(ANSWER);
        }
        return CALL;
    }

    @Override
    public int openConnections() {
        return 0;
    }

    @Override
    public void close(Duration grace) {
        // There is nothing to close.
    }
}
