// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror;

import io.trafficmirror.capture.CaptureRules;
import io.trafficmirror.capture.ResponseBody;
import io.trafficmirror.copy.CopyOf;
import io.trafficmirror.copy.ShadowRequest;
import io.trafficmirror.dispatch.CallEnd;
import io.trafficmirror.dispatch.CopyAccount;
import io.trafficmirror.http.Body;
import io.trafficmirror.http.Headers;
import io.trafficmirror.http.ResponseHead;
import io.trafficmirror.transport.Outcome;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/** What one copy is to its mirror and its exchange: how it is composed, counted, told and shown. Safe for concurrent use. */
final class MirroredCopy implements CopyAccount {
    private final MirrorPlan plan;
    private final Observed exchange;
    private final int number;
    private final Reporter reporter;
    private final @Nullable ResponseBody answer;
    private volatile @Nullable ResponseHead answerHead;

    /** Bytes reserved for the heads that the pair will hold; the shadow's on its arrival. */
    private long reserved;

    /** Whether the pair holds them by now. Written, as they are, by one thread after another. */
    private boolean joined;

    /**
     * A copy.
     *
     * @param number 1 for the first of several copies …, 0 for the only one
     */
    MirroredCopy(MirrorPlan plan, Observed exchange, int number, Reporter reporter) {
        this.plan = plan;
        this.exchange = exchange;
        this.number = number;
        this.reporter = reporter;
        this.answer = plan.observedBytes() > 0 ? new ResponseBody(plan.observedBytes(), reporter.budget()) : null;
    }

    @Override
    public CaptureRules rules() {
        return plan.spec().capture();
    }

    @Override
    public void selected() {
        plan.counters().selected();
    }

    @Override
    public ShadowRequest compose(Body body, boolean reconstructed) {
        return plan.composer().compose(new CopyOf(exchange.head(), body, reconstructed, exchange.id(), number));
    }

    @Override
    public void sent() {
        plan.counters().sent();
    }

    @Override
    public void responding(int status, Headers headers) {
        if (plan.isObserved()) {
            ResponseHead whole = new ResponseHead(status, headers);
            ResponseHead bare = new ResponseHead(status, Headers.empty());
            long bytes = whole.heapBytes();
            if (reporter.budget().tryReserve(bytes)) {
                reserved = bytes;
                answerHead = whole;
            } else {
                answerHead = bare;
            }
        }
    }

    @Override
    public boolean responseBody(ByteBuffer chunk) {
        if (answer == null) {
            return false;
        }
        answer.write(chunk);
        return answer.isOpen();
    }

    @Override
    public void count(CallEnd end) {
        if (end instanceof CallEnd.Dropped dropped) {
            plan.counters().dropped(dropped.reason());
        } else if (end instanceof CallEnd.Answered answered) {
            plan.counters().answered(answered.outcome().status());
        } else if (end instanceof CallEnd.Failed failed) {
            plan.counters().failed(failed.outcome().reason());
        }
    }

    @Override
    public void over(CallEnd end, long sentAt, long endedAt) {
        if (!plan.isObserved() || joined) {
            return;
        }
        long head = exchange.head().heapBytes();
        boolean kept = !(end instanceof CallEnd.Dropped) && reporter.budget().tryReserve(head);
        joined = true;
        reserved += kept ? head : 0;
        if (kept) {
            exchange.pair(plan.name(), new ShadowSide(outcome(end), answerHead, answer, endedAt - sentAt, reserved));
            return;
        }
        reporter.budget().release(reserved);
        if (answer != null) {
            answer.take().release();
        }
        if (!(end instanceof CallEnd.Dropped)) {
            reporter.losePair();
        }
        exchange.forget();
    }

    private static Outcome outcome(CallEnd end) {
        return end instanceof CallEnd.Answered answered ? answered.outcome() : ((CallEnd.Failed) end).outcome();
    }

    @Override
    public void tell(CallEnd end, long sentAt, long endedAt) {
        reporter.ended(plan.name(), exchange, end, endedAt - sentAt);
    }
}
