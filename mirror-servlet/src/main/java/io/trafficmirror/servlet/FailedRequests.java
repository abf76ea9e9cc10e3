// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.servlet;

import jakarta.servlet.ServletRequest;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The exchanges whose dispatch an exception has left, or of which the application wants an error page, until the container says that their
 * request is destroyed: only then is it known what a filter in front, an error page or the container has made of it. Safe for concurrent use.
 */
final class FailedRequests {
    private final Map<Own, ServletExchange> waiting = new ConcurrentHashMap<>();

    /** An exchange ends when its request is destroyed. */
    void add(ServletRequest request, ServletExchange live) {
        waiting.put(new Own(Container.unwrapped(request)), live);
    }

    /** The container is done with a request. */
    void destroyed(ServletRequest request) {
        ServletExchange live = waiting.isEmpty() ? null : waiting.remove(new Own(Container.unwrapped(request)));
        if (live != null) {
            live.answered();
        }
    }

    /** Nobody tells of a request any more. */
    void close() {
        waiting.values().forEach(live -> live.end(false));
        waiting.clear();
    }

    /** A request as the object that it is. */
    private record Own(ServletRequest request) {
        @Override
        public boolean equals(Object other) {
            return other instanceof Own that && that.request == request;
        }

        @Override
        public int hashCode() {
            return System.identityHashCode(request);
        }
    }
}
