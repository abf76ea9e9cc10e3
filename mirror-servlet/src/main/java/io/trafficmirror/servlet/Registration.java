// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.servlet;

import jakarta.servlet.ServletContext;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * How often one mirror is registered in one application. More than once, and its decisions have to be written down, or a request
 * that it does not want is asked about again. Safe for concurrent use.
 */
final class Registration {
    private static final String NAME = "io.trafficmirror.servlet.registrations";

    private final AtomicInteger filters = new AtomicInteger();

    /** The registration of this mirror in this application, one higher than before. */
    static Registration add(ServletContext context, Object owner) {
        Registration registration;
        synchronized (NAME) {
            if (!(context.getAttribute(NAME) instanceof All)) {
                context.setAttribute(NAME, new All(new ConcurrentHashMap<>()));
            }
        }
        All all = (All) context.getAttribute(NAME);
        registration = all.byOwner.computeIfAbsent(owner, o -> new Registration());
        registration.filters.incrementAndGet();
        return registration;
    }

    /** Whether there is more than one filter for the mirror. */
    boolean isShared() {
        return filters.get() > 1;
    }

    void remove() {
        filters.decrementAndGet();
    }

    /** All mirrors of an application. */
    private record All(Map<Object, Registration> byOwner) {}
}
