// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.servlet;

import io.trafficmirror.capture.Doors;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletRequestWrapper;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;

/**
 * The filters of one mirror in one application. It knows which unwrapped requests are within one of them, so that a second one, or a
 * second mapping of the first, leaves them alone. Safe for concurrent use.
 *
 * <p>Undertow starts a filter when it is first needed, and calls one filter twice where two of its mappings match; so it can't be
 * known from the start whether that will happen.
 */
final class Registration implements BooleanSupplier {
    private static final String NAME = "io.trafficmirror.servlet.registrations";

    private final AtomicInteger filters = new AtomicInteger();
    private final Set<Identity> inside = ConcurrentHashMap.newKeySet();
    private final Doors doors;
    private volatile boolean doubled;

    private Registration(Doors doors) {
        this.doors = doors;
    }

    /** The registration of this mirror in this application, with one more filter. */
    static Registration add(ServletContext context, Object mirror, Doors doors) {
        All all;
        synchronized (context) {
            if (context.getAttribute(NAME) instanceof All known) {
                all = known;
            } else {
                all = new All(new ConcurrentHashMap<>());
                context.setAttribute(NAME, all);
            }
        }
        Registration registration = all.byMirror.computeIfAbsent(mirror, m -> new Registration(doors));
        registration.filters.incrementAndGet();
        doors.addOuter(registration);
        return registration;
    }

    /** Whether requests pass more than one filter, so that also the decision against a copy has to be written down. */
    boolean isShared() {
        return doubled || filters.get() > 1;
    }

    /** Whether a filter of the mirror has this request, or what it wraps, in hand. */
    boolean isInside(ServletRequest request) {
        if (inside.isEmpty()) {
            return false;
        }
        boolean found = inside.contains(new Identity(request));
        for (ServletRequest r = request; !found && r instanceof ServletRequestWrapper wrapper; ) {
            r = wrapper.getRequest();
            found = inside.contains(new Identity(r));
        }
        doubled |= found;
        return found;
    }

    void enter(ServletRequest request) {
        inside.add(new Identity(request));
    }

    void leave(ServletRequest request) {
        inside.remove(new Identity(request));
    }

    /** Whether an unwrapped request is within a filter. */
    @Override
    public boolean getAsBoolean() {
        return !inside.isEmpty();
    }

    void remove() {
        if (filters.decrementAndGet() == 0) {
            doors.removeOuter(this);
        }
    }

    /** All mirrors of an application. */
    private record All(Map<Object, Registration> byMirror) {}

    /** A request as the object that it is. */
    private record Identity(Object request) {
        @Override
        public boolean equals(Object other) {
            return other instanceof Identity that && that.request == request;
        }

        @Override
        public int hashCode() {
            return System.identityHashCode(request);
        }
    }
}
