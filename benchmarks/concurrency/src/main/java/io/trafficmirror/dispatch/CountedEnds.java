// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.dispatch;

import io.trafficmirror.capture.DropReason;
import io.trafficmirror.copy.ShadowRequest;
import io.trafficmirror.copy.Target;
import io.trafficmirror.http.Body;
import io.trafficmirror.http.Headers;
import io.trafficmirror.transport.Outcome;
import java.nio.ByteBuffer;
import java.util.concurrent.atomic.AtomicInteger;

/** A copy that counts its ends. Safe for concurrent use. */
final class CountedEnds implements LaneCopy {
    private final AtomicInteger ends = new AtomicInteger();

    int ends() {
        return ends.get();
    }

    @Override
    public ShadowRequest compose() {
        return new ShadowRequest(Target.parse("http://shadow"), "GET", "/", "shadow", Headers.empty(), Body.NONE);
    }

    @Override
    public void dropped(DropReason reason) {
        ends.incrementAndGet();
    }

    @Override
    public void sent() {}

    @Override
    public void answering(int status, Headers headers) {}

    @Override
    public boolean answerBody(ByteBuffer chunk) {
        return false;
    }

    @Override
    public void ended(Outcome outcome, long nanos) {
        ends.incrementAndGet();
    }
}
