// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.servlet;

import jakarta.servlet.AsyncEvent;
import jakarta.servlet.AsyncListener;

/**
 * Ends an exchange when the container completes it; leaves time-outs and errors to the application and the container. As safe as the
 * exchange is.
 */
record Completion(ServletExchange live) implements AsyncListener {
    @Override
    public void onComplete(AsyncEvent event) {
        live.end(true);
    }

    @Override
    public void onTimeout(AsyncEvent event) {
        live.troubled();
    }

    @Override
    public void onError(AsyncEvent event) {
        live.troubled();
    }

    /** A new cycle begins without listeners (Servlet 6.0 section 2.3.3.3): this one goes on, now or when the dispatch is left. */
    @Override
    public void onStartAsync(AsyncEvent event) {
        try {
            live.startedAgain(event.getAsyncContext());
        } catch (Throwable t) {
            live.fault(t);
        }
    }
}
