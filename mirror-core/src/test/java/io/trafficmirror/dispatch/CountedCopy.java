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

/** Counts what becomes of one copy. Safe for concurrent use. */
class CountedCopy implements CopyAccount {
    final AtomicInteger selected = new AtomicInteger();
    final AtomicInteger sents = new AtomicInteger();
    final AtomicInteger drops = new AtomicInteger();
    final AtomicInteger ends = new AtomicInteger();
    final AtomicInteger overs = new AtomicInteger();
    volatile CallEnd end;

    /** A copy that has begun, and has its body. */
    static CopyCall captured(Dispatcher dispatcher, CountedCopy counts, ByteBudget budget) {
        CopyCall call = new CopyCall(dispatcher, counts, budget, 512);
        if (!call.begin()) {
            throw new AssertionError("no bytes");
        }
        call.captured(Body.NONE, ChargedBody.EMPTY, false);
        return call;
    }

    @Override
    public CaptureRules rules() {
        return CaptureRules.DEFAULT;
    }

    @Override
    public void selected() {
        selected.incrementAndGet();
    }

    @Override
    public ShadowRequest compose(Body body, boolean reconstructed) {
        return new ShadowRequest(Target.parse("http://shadow"), "GET", "/", "shadow", Headers.empty(), body);
    }

    @Override
    public void sent() {
        sents.incrementAndGet();
    }

    @Override
    public void responding(int status, Headers headers) {}

    @Override
    public boolean responseBody(ByteBuffer chunk) {
        return true;
    }

    @Override
    public void count(CallEnd how) {
        end = how;
        (how instanceof CallEnd.Dropped ? drops : ends).incrementAndGet();
    }

    @Override
    public void over(CallEnd how, long sentAt, long endedAt) {
        overs.incrementAndGet();
    }

    @Override
    public void tell(CallEnd how, long sentAt, long endedAt) {}
}
