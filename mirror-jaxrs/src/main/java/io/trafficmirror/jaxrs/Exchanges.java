// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.jaxrs;

import io.trafficmirror.adapter.Decision;
import io.trafficmirror.adapter.Decisions;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.ext.WriterInterceptorContext;
import java.lang.ref.Reference;
import java.lang.ref.ReferenceQueue;
import java.lang.ref.WeakReference;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Ties exchanges to their requests, for those who come later, in one application. Nothing is written into a request whose runtime is
 * known, so nobody sees it there. Safe for concurrent use.
 */
final class Exchanges {
    /** Where the runtime is unknown: a request's property, which an application can see, and which in a servlet container is its attribute. */
    private static final String NAME = "io.trafficmirror.jaxrs.exchanges";

    /*
     * A key refers weakly to the runtime's own object of a request, and an exchange refers to no request: one that never ends goes
     * when its request goes.
     */
    private final ConcurrentHashMap<Object, RestExchange> tied = new ConcurrentHashMap<>();
    private final ReferenceQueue<Object> gone = new ReferenceQueue<>();
    private final Decisions mirror;
    private final Requests requests;

    /**
     * Without any.
     *
     * @param mirror whose exchanges these are
     */
    Exchanges(Decisions mirror, Requests requests) {
        this.mirror = mirror;
        this.requests = requests;
    }

    /** The exchange of a request; null if it has none. */
    @Nullable
    RestExchange of(ContainerRequestContext request) {
        Object own = requests.own(request);
        return own == null ? written(request.getProperty(NAME)) : find(own);
    }

    /** The exchange of the request whose response is written; null if it has none. */
    @Nullable
    RestExchange of(WriterInterceptorContext response) {
        Object own = requests.responding();
        return own == null ? written(response.getProperty(NAME)) : find(own);
    }

    /** Ties an exchange to its request until it ends. */
    void put(ContainerRequestContext request, RestExchange live) {
        forgetGone();
        Object own = requests.own(request);
        if (own == null) {
            request.setProperty(NAME, Decision.of(mirror, live, request.getProperty(NAME)));
            return;
        }
        Key key = new Key(own, gone);
        live.atEnd(() -> tied.remove(key));
        tied.put(key, live);
    }

    private @Nullable RestExchange written(@Nullable Object property) {
        Decision decision = Decision.find(property, mirror);
        return decision == null ? null : decision.exchange(RestExchange.class);
    }

    private @Nullable RestExchange find(Object own) {
        return tied.isEmpty() ? null : tied.get(new Sought(own));
    }

    private void forgetGone() {
        Reference<?> key = gone.poll();
        while (key != null) {
            tied.remove(key);
            key = gone.poll();
        }
    }

    /** Equal to itself, and to who seeks the same request. */
    private static final class Key extends WeakReference<Object> {
        private final int hash;

        Key(Object own, ReferenceQueue<Object> gone) {
            super(own, gone);
            this.hash = System.identityHashCode(own);
        }

        @Override
        public int hashCode() {
            return hash;
        }

        @Override
        public boolean equals(@Nullable Object other) {
            return this == other || (other instanceof Sought sought && refersTo(sought.own()));
        }
    }

    private record Sought(Object own) {
        @Override
        public int hashCode() {
            return System.identityHashCode(own);
        }

        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof Key key ? key.refersTo(own) : other instanceof Sought sought && sought.own == own;
        }
    }
}
