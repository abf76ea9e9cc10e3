// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.testkit.scenario;

import io.trafficmirror.http.Headers;
import io.trafficmirror.transport.CallListener;
import io.trafficmirror.transport.FailureReason;
import io.trafficmirror.transport.Outcome;
import java.nio.ByteBuffer;

/**
 * Tells a listener everything twice, and the second time another end. Confined to one call.
 *
 * @param real who listens
 */
record Twice(CallListener real) implements CallListener {
    @Override
    public void onSending() {
        real.onSending();
        real.onSending();
    }

    @Override
    public void onHeaders(int status, Headers headers) {
        real.onHeaders(status, headers);
        real.onHeaders(status, headers);
    }

    @Override
    public boolean onBody(ByteBuffer chunk) {
        return real.onBody(chunk);
    }

    @Override
    public void onDone(Outcome outcome) {
        real.onDone(outcome);
        real.onDone(new Outcome.Failed(FailureReason.PROTOCOL, "on purpose, the second end"));
    }
}
