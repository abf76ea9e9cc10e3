// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.dispatch;

import io.trafficmirror.capture.CaptureRules;
import io.trafficmirror.capture.internal.ByteBudget;
import io.trafficmirror.capture.internal.ChargedBody;
import io.trafficmirror.copy.ShadowRequest;
import io.trafficmirror.http.Body;
import io.trafficmirror.http.Headers;
import io.trafficmirror.targets.Target;
import java.nio.ByteBuffer;
import java.util.concurrent.atomic.AtomicInteger;

/** A copy that counts its ends. Safe for concurrent use. */
final class CountedEnds implements CopyAccount {
    private final AtomicInteger ends = new AtomicInteger();

    int ends() {
        return ends.get();
    }

    /** A copy on its way through this dispatcher. */
    CopyCall sentThrough(Dispatcher dispatcher) {
        CopyCall call = new CopyCall(dispatcher, this, new ByteBudget(1 << 10), 512);
        if (!call.begin()) {
            throw new AssertionError("no bytes");
        }
        call.captured(Body.NONE, ChargedBody.EMPTY, false);
        call.leave();
        return call;
    }

    @Override
    public CaptureRules rules() {
        return CaptureRules.DEFAULT;
    }

    @Override
    public void selected() {}

    @Override
    public ShadowRequest compose(Body body, boolean reconstructed) {
        return new ShadowRequest(Target.parse("http://shadow"), "GET", "/", "shadow", Headers.empty(), body);
    }

    @Override
    public void sent() {}

    @Override
    public void responding(int status, Headers headers) {}

    @Override
    public boolean responseBody(ByteBuffer chunk) {
        return false;
    }

    @Override
    public void count(CallEnd end) {
        ends.incrementAndGet();
    }

    @Override
    public void tell(CallEnd end, long sentAt, long endedAt) {}

    @Override
    public void over(CallEnd end, long sentAt, long endedAt) {}
}
