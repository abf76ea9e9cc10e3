// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.servlet;

import io.trafficmirror.adapter.ExchangeEnd;
import io.trafficmirror.adapter.MirrorEntry;
import io.trafficmirror.adapter.ResponseTap;
import io.trafficmirror.capture.Exchange;
import io.trafficmirror.http.Headers;
import io.trafficmirror.http.ResponseHead;
import jakarta.servlet.AsyncContext;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletRequestWrapper;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.ServletResponseWrapper;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * One selected request from its entry until the container is done with it, over all its dispatches. Confined to one exchange; its
 * end may come from any thread, and comes once.
 */
final class ServletExchange {
    private final MirrorEntry entry;
    private final Exchange exchange;
    private final HttpServletRequest request;
    private final HttpServletResponse response;
    private final RequestBody requestBody;
    private final @Nullable ResponseBody responseBody;
    private final ExchangeEnd end;

    private volatile @Nullable MirroredRequest mirroredRequest;
    private volatile @Nullable MirroredResponse mirroredResponse;
    private volatile @Nullable AsyncFacade facade;
    private volatile @Nullable AsyncContext begun;
    private volatile boolean listening;
    private volatile int completions;

    /** Whether the application has left the dispatch that was last. */
    private volatile boolean outside;

    /** What the application has let out of a dispatch, so that the container answers in its place; null if nothing. */
    private volatile @Nullable Throwable escaped;

    /** What the response was when an exception left us; null if none has, or nobody tells what becomes of it. */
    private volatile @Nullable Answer atFailure;

    /** Whether the container has told of an error or of a time-out, which it answers itself unless the application does. */
    private volatile boolean troubled;

    /** The status that had been sent by then; 0 if none had, or there was no trouble. */
    private volatile int statusBeforeTrouble;

    /** Whether the application has gone on in a dispatch that has the container's own response, and has not come by us. */
    private volatile boolean strayed;

    /** The status of which the application wants an error page; 0 without one. */
    private volatile int errorStatus;

    ServletExchange(MirrorEntry entry, Exchange exchange, HttpServletRequest request, HttpServletResponse response) {
        this.entry = entry;
        this.exchange = exchange;
        this.request = request;
        this.response = response;
        this.requestBody = new RequestBody(exchange, request, entry::fault);
        this.end = new ExchangeEnd(entry, exchange, requestBody.body());
        this.responseBody = exchange.wantsResponseBody() ? new ResponseBody(exchange, response, entry::fault) : null;
    }

    /** Whose exchange this is: two mirrors in one application have one each. */
    boolean isOf(Object other) {
        return entry.decisions() == other;
    }

    RequestBody requestBody() {
        return requestBody;
    }

    /** The answer to an inner door of the same mirror, in front of what the request answers itself. */
    Object decided(@Nullable Object others) {
        return entry.decisions().decided(others);
    }

    /** The kind of dispatch that is going on. */
    DispatcherType dispatcherType() {
        MirroredRequest current = mirroredRequest;
        return current == null ? request.getDispatcherType() : current.getDispatcherType();
    }

    /**
     * One dispatch with its request and response, wrapped where a body is wanted and they are not wrapped yet: a container hands its
     * own objects to an asynchronous dispatch.
     */
    Pass pass(HttpServletRequest given, HttpServletResponse answer) {
        if (outside) { // a write has a fence, which the first dispatch need not pay for
            outside = false;
        }
        if (strayed) {
            strayed = false;
        }
        if (troubled) { // before we heard of a time-out, the application had dispatched because of it
            troubled = false;
            statusBeforeTrouble = 0;
        }
        HttpServletRequest wrapped = given;
        boolean asked = entry.decisions().hasInner();
        if ((asked || exchange.wantsRequestBody() || responseBody != null) && !contains(given)) {
            MirroredRequest known = mirroredRequest;
            MirroredRequest ours =
                    known != null && known.getRequest() == given ? known : new MirroredRequest(given, this);
            mirroredRequest = ours;
            wrapped = ours;
        }
        HttpServletResponse wrappedAnswer = answer;
        ResponseBody wanted = responseBody;
        if (wanted != null && !contains(answer)) {
            MirroredResponse known = mirroredResponse;
            MirroredResponse ours =
                    known != null && known.getResponse() == answer ? known : new MirroredResponse(answer, this, wanted);
            mirroredResponse = ours;
            wrappedAnswer = ours;
        }
        return new Pass(this, wrapped, wrappedAnswer);
    }

    /**
     * The application has left a dispatch, by an exception or without. Never throws.
     *
     * @param failed where the exchange waits for what becomes of an exception; null where nobody tells
     */
    void left(@Nullable Throwable failure, @Nullable FailedRequests failed) {
        outside = true;
        boolean normally = failure == null;
        if (failure != null) {
            escaped = failure;
            statusBeforeTrouble = sentStatus();
        }
        try {
            if (!end.isOver() && !request.isAsyncStarted()) {
                settle(false); // else another thread of the application may have the request in hand
            }
            AsyncContext own = begun();
            if (own != null && normally) {
                listen(own);
                if (isCompleted()) {
                    end(true);
                }
            } else if (own == null && !listening && failed != null && isAnsweredLater(failure)) {
                if (failure != null) {
                    atFailure = Answer.of(response);
                }
                failed.add(request, this);
            } else if (own != null || !listening || (failure != null && isBrokenOff())) {
                end(normally);
            }
        } catch (Throwable t) {
            fault(t);
            end(false); // else nothing may ever end it
        }
    }

    /** Whether an exception of a later dispatch breaks off a response that is on its way, of which the container tells no listener. */
    private boolean isBrokenOff() {
        return response.isCommitted() && !Container.of(response).tellsListenersOfBreaks();
    }

    /** Whether the container has its say about the answer before it tells that the request is destroyed, and will tell that. */
    private boolean isAnsweredLater(@Nullable Throwable failure) {
        Container container = Container.of(response);
        if (failure != null) {
            return container.tellsOfDestroyedBehind(failure);
        }
        return container.answersBeforeDestroyed()
                && (responseBody == null ? response.getStatus() >= 400 : errorStatus != 0);
    }

    private void settle(boolean over) {
        try {
            requestBody.settle(request, over);
        } catch (Throwable t) {
            fault(t);
        }
    }

    /** The application has gone asynchronous by way of our wrapper. */
    AsyncContext started(MirroredRequest from, AsyncContext own) {
        begun = own;
        try {
            WrittenDecision.put(from, entry.decisions(), this);
        } catch (Throwable t) {
            fault(t);
        }
        return facade(from, own);
    }

    /** A new cycle has begun, and the container has let its listeners go. */
    void startedAgain(AsyncContext own) {
        listening = false;
        if (outside) {
            listen(own);
        }
    }

    /** The container has met an error or a time-out. */
    void troubled() {
        if (escaped == null) {
            statusBeforeTrouble = sentStatus();
        }
        troubled = true;
    }

    /** The status that is on its way, for Tomcat may set another that nobody gets; 0 if none is. */
    private int sentStatus() {
        try {
            return response.isCommitted() ? response.getStatus() : 0;
        } catch (Throwable t) {
            fault(t);
            return 0;
        }
    }

    /**
     * The application goes on in another dispatch, whatever has been.
     *
     * @param own the context that gives that dispatch its response
     */
    void dispatching(AsyncContext own) {
        troubled = false;
        statusBeforeTrouble = 0;
        try {
            strayed = responseBody != null && !contains(own.getResponse());
        } catch (IllegalStateException e) {
            strayed = true; // nothing can be had of it any more
        }
    }

    /** The application wants an error page of this status. What it sets from now on is not sent by Jetty. */
    void errorSent(int status) {
        errorStatus = status;
    }

    /** Whether the application has completed the exchange. */
    boolean isCompleted() {
        return completions > 0;
    }

    /** The application completes the exchange, and writes nothing any more; or was refused that, as one of two that complete it at once is. */
    synchronized void completing(boolean now) {
        completions += now ? 1 : -1;
    }

    /** The application's view of the container's context; that context itself if we fail. */
    AsyncContext facade(MirroredRequest from, AsyncContext own) {
        try {
            AsyncFacade known = facade;
            if (known == null || !known.isOver(own)) {
                known = new AsyncFacade(own, from, this);
                facade = known;
            }
            return known;
        } catch (Throwable t) {
            fault(t);
            return own;
        }
    }

    /** Whether the application was given this very response. */
    boolean isGiven(ServletResponse answer) {
        return responseBody == null ? answer == response : answer == mirroredResponse;
    }

    /** The container's own in the place of ours. */
    ServletResponse unwrapped(ServletResponse answer) {
        return answer instanceof MirroredResponse ours && ours.live() == this ? ours.getResponse() : answer;
    }

    /** What the application is to see in the place of the container's own response. */
    ServletResponse seen(ServletResponse own) {
        MirroredResponse ours = mirroredResponse;
        ResponseBody body = responseBody;
        if (body == null || ours == null || contains(own)) {
            return own;
        }
        if (own == ours.getResponse() || own == response) {
            return ours;
        }
        body.lost();
        return own;
    }

    /** The container is done with the exchange, or has left its only dispatch. Idempotent, never throws. */
    void end(boolean normally) {
        end.end(() -> requestBody.settle(request, true), () -> normally ? responseHead(wantedStatus()) : failedHead());
    }

    /** The container is done with a request whose answer it makes itself: what became of it can be seen now. Never throws. */
    void answered() {
        end.end(() -> requestBody.settle(request, true), () -> {
            if (escaped == null) {
                return responseHead(response.getStatus());
            }
            boolean seen = response.isCommitted()
                    || Container.of(response).answersBeforeDestroyed()
                    || !Answer.of(response).equals(atFailure);
            exchange.responseBodyMissed();
            return seen ? Optional.of(new ResponseHead(response.getStatus(), Headers.empty())) : failedHead();
        });
    }

    /** What a filter in front changes of a response by answering in the application's place. */
    private record Answer(int status, @Nullable String contentType) {
        static Answer of(HttpServletResponse response) {
            return new Answer(response.getStatus(), response.getContentType());
        }
    }

    /** A fault of ours: this exchange gets no copy any more, and the application goes on. */
    void fault(Throwable fault) {
        requestBody.tap().fault(fault);
    }

    /** The status as far as it is known when the application has left. */
    private int wantedStatus() {
        if (statusBeforeTrouble != 0) {
            return statusBeforeTrouble;
        }
        return errorStatus != 0 && !listening ? errorStatus : response.getStatus();
    }

    private Optional<ResponseHead> responseHead(int status) {
        ResponseBody body = responseBody;
        boolean silent = ResponseTap.hasNoContent(request.getMethod(), status);
        if (body != null
                && errorStatus == 0
                && !silent
                && !response.isCommitted()
                && Container.of(response).refusesOtherLengths()
                && body.hasOtherLength()) {
            body.lost();
            return Optional.empty();
        }
        if (!exchange.wantsResponse()) {
            return Optional.of(new ResponseHead(status, Headers.empty()));
        }
        if (body != null
                && (strayed
                        || isAnsweredByContainer(body)
                        || (status == 205 && body.tap().passed() > 0))) {
            body.lost();
        } else if (body != null) {
            body.settle(silent);
        }
        Headers.Builder headers = Headers.builder(8);
        for (String name : new LinkedHashSet<>(response.getHeaderNames())) { // Tomcat repeats names
            if (body == null || body.hasField(name)) {
                response.getHeaders(name).forEach(value -> headers.add(name, value));
            }
        }
        return Optional.of(new ResponseHead(status, headers.build()));
    }

    /** Whether the container has written the response, past us, or has broken it off. */
    private boolean isAnsweredByContainer(ResponseBody body) {
        return escaped != null || (troubled && (!isCompleted() || body.tap().passed() == 0));
    }

    /** What the container is going to make of the exception that has just left us, as far as that is known; never a body. */
    private Optional<ResponseHead> failedHead() {
        exchange.responseBodyMissed();
        Throwable failure = escaped;
        OptionalInt status = failure == null ? OptionalInt.empty() : FailureStatus.of(failure, response);
        return status.isPresent()
                ? Optional.of(new ResponseHead(status.getAsInt(), Headers.empty()))
                : Optional.empty();
    }

    /** The asynchronous context that this dispatch has begun; null if it has begun none, or is through with it already. */
    private @Nullable AsyncContext begun() {
        AsyncContext own = begun;
        if (own != null) {
            begun = null;
            return own;
        }
        if (listening || !request.isAsyncStarted()) {
            return null;
        }
        try {
            return request.getAsyncContext();
        } catch (IllegalStateException e) {
            return null; // completed on another thread in the meantime
        }
    }

    /**
     * Has the completion told by the container. Only once the application has left the dispatch: Jetty treats an exception out of a
     * dispatch that has listeners in another way than one out of a dispatch that has none.
     */
    private void listen(AsyncContext own) {
        if (!listening) {
            listening = true;
            own.addListener(new Completion(this));
        }
    }

    private boolean contains(ServletRequest given) {
        for (ServletRequest r = given; r instanceof ServletRequestWrapper wrapper; r = wrapper.getRequest()) {
            if (r instanceof MirroredRequest ours && ours.live() == this) {
                return true;
            }
        }
        return false;
    }

    private boolean contains(ServletResponse answer) {
        for (ServletResponse r = answer; r instanceof ServletResponseWrapper wrapper; r = wrapper.getResponse()) {
            if (r instanceof MirroredResponse ours && ours.live() == this) {
                return true;
            }
        }
        return false;
    }
}
