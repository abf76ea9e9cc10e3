// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.servlet;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.AsyncEvent;
import jakarta.servlet.AsyncListener;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletRequestWrapper;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.ServletResponseWrapper;
import org.jspecify.annotations.Nullable;

/**
 * The container's asynchronous context, in which the application finds the request and the response that it was given: as it would
 * without us. The container is always asked first, so that its exceptions stay. As safe as the container's context.
 */
final class AsyncFacade implements AsyncContext {
    private final AsyncContext own;
    private final MirroredRequest mirrored;
    private final ServletRequest beneath;
    private final ServletExchange live;
    private final boolean originalBeneath;

    AsyncFacade(AsyncContext own, MirroredRequest mirrored, ServletExchange live) {
        this.own = own;
        this.mirrored = mirrored;
        this.beneath = mirrored.getRequest();
        this.live = live;
        this.originalBeneath = isOriginalBeneath();
    }

    /** Undertow keeps the pair in force, which is ours, and asks whether it is wrapped; what counts is what lies beneath. */
    private boolean isOriginalBeneath() {
        try {
            return own.getRequest() == mirrored
                    && live.isGiven(own.getResponse())
                    && !(beneath instanceof ServletRequestWrapper)
                    && !(live.unwrapped(own.getResponse()) instanceof ServletResponseWrapper);
        } catch (IllegalStateException e) {
            return false; // completed or dispatched already: the pair can't be had any more
        }
    }

    /** Whether this is the view of the given context. */
    boolean isOver(AsyncContext context) {
        return own == context;
    }

    @Override
    public ServletRequest getRequest() {
        return seen(own.getRequest());
    }

    @Override
    public ServletResponse getResponse() {
        return live.seen(own.getResponse());
    }

    @Override
    public boolean hasOriginalRequestAndResponse() {
        return own.hasOriginalRequestAndResponse() || originalBeneath;
    }

    @Override
    public void dispatch() {
        live.dispatching(own);
        own.dispatch();
    }

    @Override
    public void dispatch(String path) {
        live.dispatching(own);
        own.dispatch(path);
    }

    @Override
    public void dispatch(ServletContext context, String path) {
        live.dispatching(own);
        own.dispatch(context, path);
    }

    @Override
    public void complete() {
        live.completing(true);
        try {
            own.complete();
        } catch (IllegalStateException e) {
            live.completing(false); // dispatched already, perhaps: the application goes on
            throw e;
        }
    }

    @Override
    public void start(Runnable task) {
        own.start(task);
    }

    @Override
    public void addListener(AsyncListener listener) {
        own.addListener(new Listener(listener));
    }

    @Override
    public void addListener(AsyncListener listener, ServletRequest request, ServletResponse response) {
        own.addListener(new Listener(listener), request, response);
    }

    @Override
    public <T extends AsyncListener> T createListener(Class<T> type) throws ServletException {
        return own.createListener(type);
    }

    @Override
    public void setTimeout(long millis) {
        own.setTimeout(millis);
    }

    @Override
    public long getTimeout() {
        return own.getTimeout();
    }

    private ServletRequest seen(ServletRequest request) {
        return request == beneath ? mirrored : request;
    }

    /** The application's listener, told of the objects that the application knows. */
    private final class Listener implements AsyncListener {
        private final AsyncListener listener;

        Listener(AsyncListener listener) {
            this.listener = listener;
        }

        @Override
        public void onComplete(AsyncEvent event) throws java.io.IOException {
            listener.onComplete(seen(event));
        }

        @Override
        public void onTimeout(AsyncEvent event) throws java.io.IOException {
            listener.onTimeout(seen(event));
        }

        @Override
        public void onError(AsyncEvent event) throws java.io.IOException {
            listener.onError(seen(event));
        }

        @Override
        public void onStartAsync(AsyncEvent event) throws java.io.IOException {
            listener.onStartAsync(seen(event));
        }

        private AsyncEvent seen(AsyncEvent event) {
            AsyncContext context = event.getAsyncContext();
            @Nullable ServletRequest request = event.getSuppliedRequest();
            @Nullable ServletResponse response = event.getSuppliedResponse();
            return new AsyncEvent(
                    context == null ? null : live.facade(mirrored, context),
                    request == null ? null : AsyncFacade.this.seen(request),
                    response == null ? null : live.seen(response),
                    event.getThrowable());
        }
    }
}
