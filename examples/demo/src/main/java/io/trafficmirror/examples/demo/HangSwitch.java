// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.examples.demo;

import jakarta.servlet.DispatcherType;
import java.util.EnumSet;
import org.eclipse.jetty.ee10.servlet.FilterHolder;
import org.eclipse.jetty.ee10.servlet.ServletContextHandler;

/** Lets a server take requests and answer none, without a thread for each. Safe for concurrent use. */
final class HangSwitch {
    private volatile boolean on;

    /** Stands in front of this application from now on. */
    void before(ServletContextHandler context) {
        FilterHolder filter = new FilterHolder((request, response, chain) -> {
            if (on) {
                request.startAsync().setTimeout(0);
            } else {
                chain.doFilter(request, response);
            }
        });
        filter.setAsyncSupported(true);
        context.addFilter(filter, "/*", EnumSet.of(DispatcherType.REQUEST));
    }

    /** From now on nothing is answered. */
    void hang() {
        on = true;
    }
}
