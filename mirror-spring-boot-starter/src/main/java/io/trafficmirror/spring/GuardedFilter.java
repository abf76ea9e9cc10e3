// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.spring;

import io.trafficmirror.servlet.MirrorFilter;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.FilterConfig;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.List;
import java.util.function.Consumer;

/** The mirror's filter, for all paths but those that are excluded. Safe for concurrent use. */
final class GuardedFilter implements Filter {
    private final MirrorFilter mirror;
    private final ExcludedPaths excluded;
    private final boolean byBaggage;
    private final Consumer<Throwable> faults;
    private volatile boolean running;

    /**
     * A filter.
     *
     * @param byBaggage whether a request with the baggage of a copy is left alone, for it follows from one
     * @param faults is told of a fault of ours; throws nothing
     */
    GuardedFilter(MirrorFilter mirror, ExcludedPaths excluded, boolean byBaggage, Consumer<Throwable> faults) {
        this.mirror = mirror;
        this.excluded = excluded;
        this.byBaggage = byBaggage;
        this.faults = faults;
    }

    /** Whether a container has started it. */
    boolean isRunning() {
        return running;
    }

    /** What it leaves out. */
    List<String> excluded() {
        return excluded.prefixes();
    }

    @Override
    public void init(FilterConfig config) {
        mirror.init(config);
        running = true;
    }

    @Override
    public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        if (isLeftAlone(request)) {
            chain.doFilter(request, response);
        } else {
            mirror.doFilter(request, response, chain);
        }
    }

    /** Never throws: where it can't be known, the request gets no copy. */
    private boolean isLeftAlone(ServletRequest request) {
        try {
            return request instanceof HttpServletRequest asked
                    && (excluded.contains(asked)
                            || (byBaggage && ShadowBaggage.isIn(asked.getHeaders(ShadowBaggage.FIELD))));
        } catch (Throwable t) {
            faults.accept(t);
            return true;
        }
    }

    @Override
    public void destroy() {
        running = false;
        mirror.destroy();
    }
}
