// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import io.trafficmirror.capture.CaptureRules;
import io.trafficmirror.capture.CaptureRules.RequestBody;
import io.trafficmirror.capture.DropReason;
import io.trafficmirror.capture.HeldBody;
import io.trafficmirror.capture.internal.ContentFraming;
import io.trafficmirror.capture.internal.ResponseBody;
import io.trafficmirror.copy.CopyTransform;
import io.trafficmirror.copy.ShadowRequest;
import io.trafficmirror.copy.TracePolicy;
import io.trafficmirror.copy.internal.CopyOf;
import io.trafficmirror.copy.internal.Transformed;
import io.trafficmirror.dispatch.CallEnd;
import io.trafficmirror.dispatch.CopyAccount;
import io.trafficmirror.http.Body;
import io.trafficmirror.http.Headers;
import io.trafficmirror.http.ResponseHead;
import io.trafficmirror.report.CopyEnd;
import io.trafficmirror.report.CopyResult;
import io.trafficmirror.report.CopyTracer.RequestSpan;
import io.trafficmirror.report.MirrorName;
import io.trafficmirror.report.Response;
import io.trafficmirror.report.Timing;
import io.trafficmirror.report.internal.MirrorCounters;
import io.trafficmirror.transport.Outcome;
import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** What one copy is to its mirror and its exchange: how it is composed, counted, told and shown. Safe for concurrent use. */
final class MirroredCopy implements CopyAccount {
    private final ActiveMirror mirror;
    private final MirroredExchange exchange;
    private final int number;
    private final Events events;
    private final Tracing tracing;

    /** What a transformation made of it, without the body; null if there is none. Set before it is queued. */
    private volatile @Nullable ShadowRequest transformed;

    /** Null if nobody observes. Set, as the body is, before anybody else knows the copy. */
    private volatile @Nullable Observation observation;

    /** Null until the span of this copy begins, if it gets one, and again once its end is told. */
    @GuardedBy("this")
    private Tracing.@Nullable Begun span;

    @GuardedBy("this")
    private boolean told;

    private @Nullable ResponseBody responseBody;

    @GuardedBy("this")
    private @Nullable ResponseHead responseHead;

    @GuardedBy("this")
    private OptionalLong firstByteAt = OptionalLong.empty();

    /** Bytes reserved for the fields of the response. */
    @GuardedBy("this")
    private long reserved;

    @GuardedBy("this")
    private boolean isBodyReleased;

    private volatile boolean afterLoss;

    /** How it ended. Set once, if somebody observes. */
    private volatile @Nullable CopyResult result;

    /**
     * A copy.
     *
     * @param number 1 for the first of several copies …, 0 for the only one
     */
    MirroredCopy(ActiveMirror mirror, MirroredExchange exchange, int number, Events events, Tracing tracing) {
        this.mirror = mirror;
        this.exchange = exchange;
        this.number = number;
        this.events = events;
        this.tracing = tracing;
    }

    MirrorName mirror() {
        return mirror.name();
    }

    MirrorCounters counters() {
        return mirror.counters();
    }

    /** Its response is to be kept, with so many bytes of the body; 0: without. Before anybody else knows the copy. */
    void observe(Observation by, int bodyBytes) {
        responseBody = bodyBytes > 0 ? by.body(bodyBytes) : null;
        observation = by;
    }

    /** How it ended, once it has and if somebody observes. */
    @Nullable
    CopyResult result() {
        return result;
    }

    @Override
    public CaptureRules rules() {
        return mirror.spec().capture();
    }

    @Override
    public void selected() {
        mirror.counters().selected();
    }

    @Override
    public ShadowRequest compose(Body body, boolean reconstructed) {
        ShadowRequest made = transformed;
        return made == null ? composed(body, reconstructed) : made.withBody(body);
    }

    private ShadowRequest composed(Body body, boolean reconstructed) {
        CopyOf.Content content = reconstructed
                ? CopyOf.Content.RECONSTRUCTED
                : omitsContent() ? CopyOf.Content.OMITTED : CopyOf.Content.AS_RECEIVED;
        return mirror.composer()
                .compose(new CopyOf(exchange.head(), body, content, exchange.id(), number), beginSpan());
    }

    private boolean omitsContent() {
        if (rules().body() != RequestBody.NONE) {
            return false;
        }
        ContentFraming framing = ContentFraming.of(exchange.head());
        return framing.hasContent() && framing.length() != 0;
    }

    /** What tells the shadow of the span that begins here, or has begun; empty if there is none. */
    private Headers beginSpan() {
        RequestSpan of = exchange.span();
        Tracing.Begun before = span();
        if (before != null) {
            return before.fields();
        }
        if (of == null || mirror.spec().copy().trace() != TracePolicy.INHERIT) {
            return Headers.empty();
        }
        Tracing.Begun begun = tracing.begin(of, mirror.name());
        if (begun == null) {
            return Headers.empty();
        }
        synchronized (this) {
            if (!told) { // else it has ended meanwhile, will not be sent, and its span is left to the collector
                span = begun;
            }
        }
        return begun.fields();
    }

    private synchronized Tracing.@Nullable Begun span() {
        return span;
    }

    private synchronized Tracing.@Nullable Begun takeSpan() {
        told = true;
        Tracing.Begun taken = span;
        span = null;
        return taken;
    }

    /**
     * What a transformation makes of the copy.
     *
     * @throws Exception what it throws, and if there is nothing that could be sent
     */
    Transformed transform(byte[] body, boolean reconstructed, CopyTransform by) throws Exception {
        return mirror.composer().transform(composed(Body.NONE, reconstructed), body, by);
    }

    /** It leaves as this, with a body of its own. */
    void leavesAs(ShadowRequest request) {
        transformed = request;
    }

    @Override
    public void sent() {
        mirror.counters().sent();
    }

    @Override
    public void responding(int status, Headers headers) {
        Observation by = observation;
        if (by == null || exchange.join() == null) {
            return;
        }
        ResponseHead whole = new ResponseHead(status, headers);
        ResponseHead bare = new ResponseHead(status, Headers.empty());
        long bytes = whole.heapBytes();
        long now = by.now(0);
        synchronized (this) {
            if (observation == null || result != null || responseHead != null) {
                return;
            }
            firstByteAt = OptionalLong.of(now);
            if (by.tryReserve(bytes)) {
                reserved = bytes;
                responseHead = whole;
            } else {
                responseHead = bare;
            }
        }
    }

    @Override
    public boolean responseBody(ByteBuffer chunk) {
        ResponseBody kept = responseBody;
        if (kept == null) {
            return false;
        }
        kept.write(chunk);
        return kept.isOpen();
    }

    @Override
    public void count(CallEnd end) {
        end.countIn(mirror.counters());
    }

    @Override
    public void followsLoss() {
        afterLoss = true;
        mirror.counters().afterLoss();
    }

    @Override
    public void over(CallEnd end, long sentAt, long endedAt) {
        ExchangeJoin join = exchange.join();
        if (join == null) {
            return;
        }
        synchronized (this) {
            if (result == null) {
                CopyEnd shown = end.match(new Ending(sentAt, endedAt));
                result = new CopyResult(mirror.name(), mirror.spec().role(), number, shown, afterLoss);
            }
        }
        join.over();
    }

    /** What observers are shown of an end. Under the lock of the copy. */
    private final class Ending implements CallEnd.Cases<CopyEnd> {
        private final long sentAt;
        private final long endedAt;

        Ending(long sentAt, long endedAt) {
            this.sentAt = sentAt;
            this.endedAt = endedAt;
        }

        @Override
        public CopyEnd dropped(DropReason reason) {
            giveUpBody(HeldBody.State.ABORTED);
            return new CopyEnd.Dropped(reason);
        }

        @Override
        public CopyEnd failed(Outcome.Failed outcome) {
            giveUpBody(HeldBody.State.ABORTED);
            return new CopyEnd.Failed(outcome.reason(), outcome.detail(), timing());
        }

        @Override
        public CopyEnd answered(Outcome.Answered outcome) {
            return new CopyEnd.Answered(responseOf(outcome, timing()));
        }

        private Timing timing() {
            return new Timing(sentAt, firstByteAt(), endedAt);
        }
    }

    private synchronized OptionalLong firstByteAt() {
        return firstByteAt;
    }

    private synchronized Response responseOf(Outcome.Answered outcome, Timing timing) {
        if (outcome.truncated()) {
            giveUpBody(HeldBody.State.TRUNCATED);
        }
        HeldBody held = responseBody == null ? HeldBody.without(HeldBody.State.NOT_ASKED) : responseBody.take();
        ResponseHead head = responseHead == null ? new ResponseHead(outcome.status(), Headers.empty()) : responseHead;
        return new Response(Optional.of(head), reserved > 0, held, timing);
    }

    private void giveUpBody(HeldBody.State why) {
        if (responseBody != null) {
            responseBody.giveUp(why);
        }
    }

    /** Gives back what is kept of the response, once nobody will look at it any more. */
    void giveBack() {
        synchronized (this) {
            Observation by = observation;
            if (by == null) {
                return;
            }
            CopyResult known = result;
            if (known != null && known.end() instanceof CopyEnd.Answered answered && !isBodyReleased) {
                answered.response().body().release();
                isBodyReleased = true;
            }
            giveUpBody(HeldBody.State.ABORTED);
            by.release(reserved);
            reserved = 0;
            observation = null;
        }
    }

    @Override
    public void tell(CallEnd end, long sentAt, long endedAt) {
        events.ended(mirror.name(), exchange, end, sentAt, endedAt, exchange.span() == null ? null : takeSpan());
    }
}
