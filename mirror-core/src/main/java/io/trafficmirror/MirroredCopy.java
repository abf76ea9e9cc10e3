// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror;

import io.trafficmirror.capture.CaptureRules;
import io.trafficmirror.capture.CopyTicket;
import io.trafficmirror.capture.DropReason;
import io.trafficmirror.capture.ResponseBody;
import io.trafficmirror.capture.SharedBytes;
import io.trafficmirror.copy.CopyOf;
import io.trafficmirror.copy.ShadowRequest;
import io.trafficmirror.dispatch.LaneCopy;
import io.trafficmirror.dispatch.LaneHandle;
import io.trafficmirror.http.Body;
import io.trafficmirror.http.BodySource;
import io.trafficmirror.http.Headers;
import io.trafficmirror.http.ResponseHead;
import io.trafficmirror.transport.FailureReason;
import io.trafficmirror.transport.Outcome;
import java.nio.ByteBuffer;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * One copy from its selection to its end: gets its body from the capture, goes to its lane, is counted, and gives back what it held.
 * Safe for concurrent use.
 *
 * <p>It holds its lane from its making to its end, so that a reload does not close the lane before.
 */
final class MirroredCopy implements CopyTicket, LaneCopy {
    private final MirrorPlan plan;
    private final Observed exchange;
    private final int number;
    private final long headBytes;
    private final Reporter reporter;
    private final AtomicReference<Stage> stage = new AtomicReference<>(Stage.MADE);
    private final @Nullable ResponseBody answer;
    private volatile Body body = Body.NONE;
    private volatile boolean reconstructed;
    private volatile @Nullable SharedBytes bytes;
    private volatile @Nullable LaneHandle handle;
    private volatile @Nullable DropReason cutAs;
    private volatile @Nullable ResponseHead answerHead;

    /** Each step is taken once, so that whatever is called twice or too late, the account stays right. */
    private enum Stage {
        MADE,
        SENT,
        OVER
    }

    /**
     * A copy for which {@code headBytes} were reserved.
     *
     * @param number 1 for the first of several copies …, 0 for the only one
     */
    MirroredCopy(MirrorPlan plan, Observed exchange, int number, long headBytes, Reporter reporter) {
        this.plan = plan;
        this.exchange = exchange;
        this.number = number;
        this.headBytes = headBytes;
        this.reporter = reporter;
        this.answer = plan.observedBytes() > 0 ? new ResponseBody(plan.observedBytes(), reporter.budget()) : null;
        plan.lane().hold();
    }

    @Override
    public CaptureRules rules() {
        return plan.spec().capture();
    }

    @Override
    public void captured(SharedBytes captured, boolean rebuilt) {
        bytes = captured;
        body = captured.body();
        reconstructed = rebuilt;
        offer();
    }

    @Override
    public void streaming(BodySource source) {
        body = new Body.Streamed(source);
        handle = offer();
        abortIfCut();
    }

    private @Nullable LaneHandle offer() {
        try {
            return plan.lane().offer(this);
        } catch (Throwable t) {
            reporter.fault(t);
            dropped(DropReason.INTERNAL_ERROR);
            return null;
        }
    }

    /** May come from another thread while {@link #streaming} has not returned: then that one aborts. */
    @Override
    public void cut(DropReason reason) {
        cutAs = reason;
        abortIfCut();
    }

    private void abortIfCut() {
        DropReason reason = cutAs;
        LaneHandle begun = handle;
        if (reason != null && begun != null) {
            begun.abort(failureOf(reason), reason.tag());
        }
    }

    private static FailureReason failureOf(DropReason reason) {
        return switch (reason) {
            case STREAM_OVERRUN, BYTE_BUDGET -> FailureReason.STREAM_OVERRUN;
            case INTERNAL_ERROR -> FailureReason.INTERNAL_ERROR;
            default -> FailureReason.BODY_CUT;
        };
    }

    @Override
    public ShadowRequest compose() {
        return plan.composer().compose(new CopyOf(exchange.head(), body, reconstructed, exchange.id(), number));
    }

    @Override
    public boolean isStreamed() {
        return body instanceof Body.Streamed;
    }

    @Override
    public void sent() {
        if (stage.compareAndSet(Stage.MADE, Stage.SENT)) {
            plan.counters().sent();
        }
    }

    @Override
    public void answering(int status, Headers headers) {
        if (plan.isObserved()) {
            answerHead = new ResponseHead(status, headers);
        }
    }

    @Override
    public boolean answerBody(ByteBuffer chunk) {
        if (answer == null) {
            return false;
        }
        answer.write(chunk);
        return answer.isOpen();
    }

    @Override
    public void dropped(DropReason reason) {
        if (stage.compareAndSet(Stage.MADE, Stage.OVER)) {
            reporter.drop(plan, 1, reason);
            release();
            reporter.budget().release(headBytes);
            if (plan.isObserved()) {
                exchange.forget();
            }
        }
    }

    @Override
    public void ended(Outcome outcome, long nanos) {
        if (!stage.compareAndSet(Stage.SENT, Stage.OVER)) {
            return;
        }
        Outcome counted = outcome instanceof Outcome.Unsendable unsendable
                ? new Outcome.Failed(FailureReason.INTERNAL_ERROR, "unsendable after sending: " + unsendable.why())
                : outcome;
        if (counted instanceof Outcome.Answered answered) {
            plan.counters().answered(answered.status());
        } else if (counted instanceof Outcome.Failed failed) {
            plan.counters().failed(failed.reason());
        }
        reporter.ended(plan.name(), exchange, counted, nanos);
        release();
        if (plan.isObserved()) {
            exchange.pair(plan.name(), new ShadowSide(counted, answerHead, answer, nanos, headBytes));
        } else {
            reporter.budget().release(headBytes);
        }
    }

    private void release() {
        SharedBytes held = bytes;
        bytes = null;
        if (held != null) {
            held.release();
        }
        if (body instanceof Body.Streamed streamed) {
            streamed.source().cancel();
        }
        body = Body.NONE;
        plan.lane().letGo();
    }
}
