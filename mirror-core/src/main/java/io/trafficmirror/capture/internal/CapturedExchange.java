// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.capture.internal;

import io.trafficmirror.capture.BodySink;
import io.trafficmirror.capture.DropReason;
import io.trafficmirror.capture.Exchange;
import io.trafficmirror.capture.ParsedBody;
import io.trafficmirror.http.RequestHead;
import io.trafficmirror.http.ResponseHead;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** An exchange that copies are wanted of: the body of its request, its response if somebody asks for that, and its end. */
public final class CapturedExchange implements Exchange {
    /** Who finds this exchange if an Error breaks off one of its calls. */
    final OpenExchanges openExchanges;

    private final RequestCapture request;
    private final BodySink requestBody;
    private final @Nullable ResponseTicket response;
    private final Consumer<String> template;
    private final CopyRelease release;
    private final AtomicBoolean over = new AtomicBoolean();

    /** Set before anybody else knows this exchange; null if nothing waits for its end. */
    private OpenExchanges.@Nullable Entry watched;

    /** Whether it stands among the broken exchanges, and which one is behind it there. Guarded by {@link #openExchanges}. */
    boolean isBroken;

    @Nullable
    CapturedExchange nextBroken;

    /** What broke a call off. Guarded by {@link #openExchanges}. */
    @Nullable
    Throwable cause;

    /** Its end was told and an Error broke it off. */
    volatile boolean endBroken;

    private CapturedExchange(
            RequestHead head,
            List<CopyTicket> tickets,
            ByteBudget budget,
            @Nullable ResponseTicket response,
            Consumer<String> template,
            Consumer<Rebuild> rebuilds,
            OpenExchanges openExchanges) {
        this.openExchanges = openExchanges;
        this.response = response;
        this.template = template;
        this.release = CopyRelease.of(tickets);
        this.request = new RequestCapture(head, tickets, budget, release, rebuilds);
        BodySink sink = request.sink();
        this.requestBody = sink.equals(BodySink.NONE) ? sink : new GuardedSink(this, sink);
    }

    /**
     * Begins the capture. Tickets of a request without content, or with more than they take, are answered before this returns.
     *
     * @param tickets one or more
     * @param response null if nobody asks for the primary's response
     * @param template is told the template of the resource, if the adapter knows it
     * @param rebuilds has bodies made on a thread of the mirror
     * @param openExchanges ends what an Error has left half done
     */
    public static CapturedExchange begin(
            RequestHead head,
            List<CopyTicket> tickets,
            ByteBudget budget,
            @Nullable ResponseTicket response,
            Consumer<String> template,
            Consumer<Rebuild> rebuilds,
            OpenExchanges openExchanges) {
        CapturedExchange exchange =
                new CapturedExchange(head, tickets, budget, response, template, rebuilds, openExchanges);
        exchange.request.begin();
        return exchange;
    }

    @Override
    public boolean isNone() {
        return false;
    }

    @Override
    public boolean wantsRequestBody() {
        return requestBody.isOpen();
    }

    @Override
    public BodySink requestBody() {
        return requestBody;
    }

    @Override
    public boolean wantsParsedForm() {
        return requestBody.isOpen() && request.wantsParsed(false);
    }

    @Override
    public boolean wantsParsedMultipart() {
        return requestBody.isOpen() && request.wantsParsed(true);
    }

    @Override
    public void reconstructedBody(ParsedBody parsed) {
        try {
            request.rebuild(parsed, () -> openExchanges.setAside(this));
        } catch (Throwable t) {
            synchronized (openExchanges) {
                cause = t;
                if (!isBroken) {
                    isBroken = true;
                    nextBroken = openExchanges.broken;
                    openExchanges.broken = this;
                }
            }
        }
    }

    @Override
    public boolean wantsResponse() {
        return response != null && response.isWanted();
    }

    @Override
    public boolean wantsResponseBody() {
        return response != null && response.body().isOpen();
    }

    @Override
    public BodySink responseBody() {
        return response == null ? BodySink.NONE : response.body();
    }

    @Override
    public void responseBodyMissed() {
        if (response != null) {
            response.missed();
        }
    }

    @Override
    public void template(String known) {
        template.accept(known);
    }

    @Override
    public void end(ResponseHead response) {
        try {
            finish(Optional.of(response));
        } catch (Throwable t) {
            endBroken = true;
            synchronized (openExchanges) {
                cause = t;
                if (!isBroken) {
                    isBroken = true;
                    nextBroken = openExchanges.broken;
                    openExchanges.broken = this;
                }
            }
        }
    }

    @Override
    public void endWithoutResponse() {
        try {
            finish(Optional.empty());
        } catch (Throwable t) {
            endBroken = true;
            synchronized (openExchanges) {
                cause = t;
                if (!isBroken) {
                    isBroken = true;
                    nextBroken = openExchanges.broken;
                    openExchanges.broken = this;
                }
            }
        }
    }

    private void finish(Optional<ResponseHead> known) {
        if (!over.compareAndSet(false, true)) {
            return;
        }
        if (watched != null) {
            watched.remove();
        }
        request.end();
        release.answered(known);
        if (response != null) {
            response.ended(known);
        }
    }

    /** Whether a copy or an observer waits for the rest of this exchange. */
    boolean isAwaited() {
        return response != null || requestBody.isOpen() || release.isAwaited();
    }

    void watchedAs(OpenExchanges.Entry entry) {
        watched = entry;
    }

    /** Bytes of the request's body that have passed for a copy. While this grows the exchange lives. */
    long bytesPassed() {
        return request.bytesPassed();
    }

    /** Nobody has told the end in time: what waits for it is given up. An end that comes after all has no effect. */
    void giveUp(DropReason reason) {
        if (!over.compareAndSet(false, true)) {
            return;
        }
        request.fail(reason);
        release.givenUp(reason);
        if (response != null) {
            response.missed();
            response.ended(Optional.empty());
        }
    }

    /**
     * An Error has broken off a call: whatever it was, no copy that is not on its way by now will be sent, and what is held for it is given
     * back. An end that was told stands.
     */
    void recover() {
        request.recover();
        if (endBroken) {
            over.set(true);
            if (watched != null) {
                watched.remove();
            }
            if (response != null) {
                response.missed();
                response.ended(Optional.empty());
            }
        }
    }
}
