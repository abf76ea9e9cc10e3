// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import io.trafficmirror.capture.BodySink;
import io.trafficmirror.capture.CapturedBody;
import io.trafficmirror.capture.ResponseBody;
import io.trafficmirror.capture.ResponseTicket;
import io.trafficmirror.http.Headers;
import io.trafficmirror.http.RequestHead;
import io.trafficmirror.http.ResponseHead;
import io.trafficmirror.report.EventPump;
import io.trafficmirror.report.MirrorName;
import io.trafficmirror.report.MirroredPair;
import io.trafficmirror.transport.Outcome;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What all copies of one exchange have in common: its head, its name, and, where an observer asks for it, the primary's answer. It
 * joins each sent copy with that answer, whichever comes first. Safe for concurrent use.
 */
final class Observed implements ResponseTicket {
    private final RequestHead head;
    private final long number;
    private final Reporter reporter;
    private @Nullable ResponseBody body;
    private volatile @Nullable String template;

    /** Sent copies that are over while the primary is not. */
    @GuardedBy("this")
    private final List<Waiting> waiting = new ArrayList<>(0);

    /** Copies that may still need the primary's answer. */
    @GuardedBy("this")
    private int interested;

    @GuardedBy("this")
    private boolean over;

    @GuardedBy("this")
    private Optional<ResponseHead> answer = Optional.empty();

    /** Bytes reserved for the primary's head. */
    @GuardedBy("this")
    private long answerBytes;

    @GuardedBy("this")
    private ResponseBody.@Nullable Held held;

    private record Waiting(MirrorName mirror, ShadowSide shadow) {}

    /**
     * An exchange.
     *
     * @param number its number in this mirror
     */
    Observed(RequestHead head, long number, Reporter reporter) {
        this.head = head;
        this.number = number;
        this.reporter = reporter;
    }

    /** So many bytes of the primary's body are wanted; 0 or less: none. Before anybody else knows it. */
    void observe(int observedBytes) {
        body = observedBytes > 0 ? new ResponseBody(observedBytes, reporter.budget()) : null;
    }

    RequestHead head() {
        return head;
    }

    /** The primary has found the resource. */
    void template(String known) {
        template = known;
    }

    /** The template of the primary's resource, as far as it is known. */
    Optional<String> template() {
        return Optional.ofNullable(template);
    }

    /** Unique over mirrors and restarts, as far as chance allows. */
    String id() {
        return reporter.idPrefix() + Long.toString(number, 36);
    }

    /** One more copy will want the answer. */
    synchronized void expect() {
        interested++;
    }

    @Override
    public BodySink body() {
        return body == null ? BodySink.NONE : body;
    }

    @Override
    public void missed() {
        if (body != null) {
            body.giveUp(CapturedBody.State.NOT_SEEN);
        }
    }

    @Override
    public void ended(Optional<ResponseHead> response) {
        List<Waiting> ready;
        synchronized (this) {
            over = true;
            answer = response.map(this::reserved);
            held = body == null ? null : body.take();
            ready = List.copyOf(waiting);
            waiting.clear();
        }
        ready.forEach(copy -> tell(copy.mirror(), copy.shadow()));
        releaseIfUnneeded();
    }

    /** The head as it may be kept: without room for its fields it has none. */
    @GuardedBy("this")
    private ResponseHead reserved(ResponseHead whole) {
        long bytes = whole.heapBytes();
        if (interested == 0 || !reporter.budget().tryReserve(bytes)) {
            return new ResponseHead(whole.status(), Headers.empty());
        }
        answerBytes = bytes;
        return whole;
    }

    @Override
    public synchronized boolean isWanted() {
        return interested > 0;
    }

    /** A sent copy is over. */
    void pair(MirrorName mirror, ShadowSide shadow) {
        boolean now;
        synchronized (this) {
            now = over;
            if (!over) {
                waiting.add(new Waiting(mirror, shadow));
            }
        }
        if (now) {
            tell(mirror, shadow);
        }
    }

    /** A copy was dropped: it won't need the answer. */
    void forget() {
        boolean unwanted;
        synchronized (this) {
            interested--;
            unwanted = interested == 0 && !over;
        }
        if (unwanted && body != null) {
            // Every copy was dropped: what else the primary writes is nobody's business.
            body.giveUp(CapturedBody.State.NOT_SEEN);
        }
        releaseIfUnneeded();
    }

    private void releaseIfUnneeded() {
        ResponseBody.Held unneeded = null;
        synchronized (this) {
            if (over && interested == 0) {
                reporter.budget().release(answerBytes);
                answerBytes = 0;
                unneeded = held;
                held = null;
            }
        }
        if (unneeded != null) {
            unneeded.release();
        }
    }

    private void tell(MirrorName mirror, ShadowSide shadow) {
        reporter.tell(new PairNews(mirror, shadow));
    }

    /** A pair on its way to the observers; what it holds is given back whether it gets there or not. */
    private final class PairNews implements EventPump.News {
        private final MirrorName mirror;
        private final ShadowSide shadow;

        PairNews(MirrorName mirror, ShadowSide shadow) {
            this.mirror = mirror;
            this.shadow = shadow;
        }

        @Override
        public void tell() {
            ResponseBody.Held shadowBody =
                    shadow.body() == null ? null : shadow.body().take();
            try {
                reporter.observe(pairOf(mirror, shadow, shadowBody));
            } finally {
                letGo(shadowBody);
            }
        }

        @Override
        public void lost() {
            letGo(shadow.body() == null ? null : shadow.body().take());
        }

        private void letGo(ResponseBody.@Nullable Held shadowBody) {
            if (shadowBody != null) {
                shadowBody.release();
            }
            reporter.budget().release(shadow.headBytes());
            forget();
        }
    }

    private synchronized MirroredPair pairOf(
            MirrorName mirror, ShadowSide shadow, ResponseBody.@Nullable Held shadowBody) {
        return new MirroredPair(
                mirror,
                id(),
                head,
                template(),
                answer,
                held == null ? CapturedBody.without(CapturedBody.State.NOT_ASKED) : held.body(),
                shadow.outcome(),
                Optional.ofNullable(shadow.head()),
                bodyOf(shadow, shadowBody),
                Duration.ofNanos(shadow.nanos()));
    }

    private static CapturedBody bodyOf(ShadowSide shadow, ResponseBody.@Nullable Held body) {
        if (body == null) {
            return CapturedBody.without(CapturedBody.State.NOT_ASKED);
        }
        if (shadow.outcome() instanceof Outcome.Answered answered) {
            return answered.truncated() ? CapturedBody.without(CapturedBody.State.TRUNCATED) : body.body();
        }
        return CapturedBody.without(CapturedBody.State.ABORTED);
    }
}
