// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.servlet;

import io.trafficmirror.TrafficMirror;
import io.trafficmirror.capture.Exchange;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.FilterConfig;
import jakarta.servlet.FilterRegistration;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletRequestWrapper;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.EnumSet;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Mirrors the requests that pass this filter, unnoticed by the application behind it. For Servlet 6.0 and 6.1. Safe for concurrent
 * use.
 *
 * <p>Register it with support for asynchronous processing and for the dispatcher types {@code REQUEST} and {@code ASYNC}, as
 * {@link #register} does. A request is observed once, at its {@code REQUEST} dispatch, however often and for whatever dispatches the
 * filter is registered. What lies before this filter has seen the request already, and what it changed is mirrored as changed.
 */
public final class MirrorFilter implements Filter {
    private final Gate gate;
    private volatile @Nullable Registration registration;

    /** A filter in front of a mirror that the caller closes. */
    public MirrorFilter(TrafficMirror mirror) {
        this(Gate.to(Objects.requireNonNull(mirror, "mirror")));
    }

    MirrorFilter(Gate gate) {
        this.gate = gate;
    }

    /**
     * Adds a filter for all requests, in front of those that are added later, with asynchronous support.
     *
     * @param name the filter's name in this application
     * @throws IllegalStateException if the application has been started already, or has a filter of this name
     */
    public static FilterRegistration.Dynamic register(ServletContext context, String name, TrafficMirror mirror) {
        FilterRegistration.Dynamic added = context.addFilter(name, new MirrorFilter(mirror));
        if (added == null) {
            throw new IllegalStateException("filter \"" + name + "\": the application has one of this name already");
        }
        added.setAsyncSupported(true);
        added.addMappingForUrlPatterns(EnumSet.of(DispatcherType.REQUEST, DispatcherType.ASYNC), false, "/*");
        return added;
    }

    @Override
    public void init(FilterConfig config) {
        registration = Registration.add(config.getServletContext(), gate.mirror());
    }

    @Override
    public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        Pass pass = enter(request, response);
        if (pass == null) {
            chain.doFilter(request, response);
            return;
        }
        boolean normally = false;
        try {
            chain.doFilter(pass.request(), pass.response());
            normally = true;
        } finally {
            pass.live().left(normally);
        }
    }

    @Override
    public void destroy() {
        Registration known = registration;
        if (known != null) {
            known.remove();
        }
    }

    /** The dispatch that is to be watched; null if it is none of ours. Never throws. */
    private @Nullable Pass enter(ServletRequest request, ServletResponse response) {
        try {
            if (!(request instanceof HttpServletRequest asked) || !(response instanceof HttpServletResponse answer)) {
                return null;
            }
            DispatcherType type = asked.getDispatcherType();
            if (type == DispatcherType.ASYNC) {
                Mark mark = Mark.find(asked, gate.mirror());
                LiveExchange live = mark == null ? null : mark.live();
                return live == null ? null : live.pass(asked, answer);
            }
            return type == DispatcherType.REQUEST ? first(asked, answer) : null;
        } catch (Throwable t) {
            gate.fault(t);
            return null;
        }
    }

    private @Nullable Pass first(HttpServletRequest request, HttpServletResponse response) {
        Registration known = registration;
        boolean shared = known != null && known.isShared();
        if (isObserved(request) || (shared && Mark.find(request, gate.mirror()) != null)) {
            return null;
        }
        Exchange exchange = gate.observe(request);
        if (exchange.isNone()) {
            if (shared) {
                Mark.put(request, gate.mirror(), null);
            }
            return null;
        }
        LiveExchange live = new LiveExchange(gate, exchange, request, response);
        if (shared) {
            Mark.put(request, gate.mirror(), live);
        }
        return live.pass(request, response);
    }

    /** Whether another filter of the same mirror has wrapped the request already. */
    private boolean isObserved(HttpServletRequest request) {
        for (ServletRequest r = request; r instanceof ServletRequestWrapper wrapper; r = wrapper.getRequest()) {
            if (r instanceof MirroredRequest mirrored && mirrored.live().isOf(gate.mirror())) {
                return true;
            }
        }
        return false;
    }
}
