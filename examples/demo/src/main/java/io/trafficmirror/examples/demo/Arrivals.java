// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.examples.demo;

import jakarta.servlet.DispatcherType;
import java.util.EnumSet;
import java.util.concurrent.atomic.AtomicLong;
import org.eclipse.jetty.ee10.servlet.FilterHolder;
import org.eclipse.jetty.ee10.servlet.ServletContextHandler;

/** Counts the requests that come to a server: a witness beside the mirror's own counters. Safe for concurrent use. */
final class Arrivals {
    private final AtomicLong count = new AtomicLong();

    /** Counts from now on what comes to this application. */
    void of(ServletContextHandler context) {
        FilterHolder filter = new FilterHolder((request, response, chain) -> {
            count.incrementAndGet();
            chain.doFilter(request, response);
        });
        filter.setAsyncSupported(true);
        context.addFilter(filter, "/*", EnumSet.of(DispatcherType.REQUEST));
    }

    long count() {
        return count.get();
    }
}
