// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.servlet;

import io.trafficmirror.TrafficMirror;
import io.trafficmirror.capture.DropReason;
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
 * filter is registered.
 *
 * <p>Declared in {@code web.xml}, it takes init parameters: {@code target}, {@code hostname}, {@code path-prefix} and {@code percent}
 * for one route, or {@code routes}, a file that {@code mirror-config} reads. Without either it refuses to start. What lies before this filter has seen the request already, and what it changed is mirrored as changed.
 */
public final class MirrorFilter implements Filter {
    private volatile @Nullable Gate gate;
    private volatile @Nullable TrafficMirror owned;
    private volatile @Nullable Registration registration;

    /** For a container: {@link #init} builds the mirror of the init parameters, {@link #destroy} closes it. */
    public MirrorFilter() {}

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

    /**
     * Called by the container.
     *
     * @throws IllegalArgumentException naming the init parameter, what was given and what is allowed
     */
    @Override
    public void init(FilterConfig config) {
        Gate known = gate;
        if (known == null) {
            TrafficMirror mirror = FilterSettings.of(config).mirror();
            owned = mirror;
            known = Gate.to(mirror);
            gate = known;
        } else if (owned == null) {
            FilterSettings.refuse(config);
        }
        registration = Registration.add(config.getServletContext(), known.mirror(), known.doors());
    }

    @Override
    public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        Pass pass = enter(request, response);
        if (pass == null) {
            chain.doFilter(request, response);
            return;
        }
        Throwable failure = null;
        try {
            chain.doFilter(pass.request(), pass.response());
        } catch (Throwable t) {
            failure = t;
            throw t;
        } finally {
            left(pass, request, failure);
        }
    }

    @Override
    public void destroy() {
        Registration known = registration;
        if (known != null) {
            known.remove();
        }
        TrafficMirror mirror = owned;
        if (mirror != null) {
            mirror.close();
        }
    }

    /** The dispatch that is to be watched; null if it is none of ours. Never throws. */
    private @Nullable Pass enter(ServletRequest request, ServletResponse response) {
        Gate known = gate;
        if (known == null) {
            return null;
        }
        try {
            if (!(request instanceof HttpServletRequest asked) || !(response instanceof HttpServletResponse answer)) {
                return null;
            }
            return pass(known, asked, answer);
        } catch (Throwable t) {
            known.fault(t);
            return null;
        }
    }

    /** Called while an exception of the application may be passing: never throws, so that it is the one that passes. */
    private void left(Pass pass, ServletRequest request, @Nullable Throwable failure) {
        LiveExchange live = pass.live();
        live.left(failure);
        try {
            Registration filters = registration;
            if (pass.request() == request && filters != null) {
                filters.leave(request);
            }
        } catch (Throwable t) {
            live.fault(t);
        }
    }

    private @Nullable Pass pass(Gate known, HttpServletRequest asked, HttpServletResponse answer) {
        DispatcherType type = asked.getDispatcherType();
        if (type == DispatcherType.ASYNC) {
            Mark mark = Mark.find(asked, known.mirror());
            LiveExchange live = mark == null ? null : mark.live();
            return live == null ? null : live.pass(asked, answer);
        }
        return type == DispatcherType.REQUEST ? first(known, asked, answer) : null;
    }

    private @Nullable Pass first(Gate known, HttpServletRequest request, HttpServletResponse response) {
        Registration filters = registration;
        boolean shared = filters != null && filters.isShared();
        if (isObserved(known, request)
                || (filters != null && filters.isInside(request))
                || (shared && Mark.find(request, known.mirror()) != null)) {
            return null;
        }
        Exchange exchange = known.observe(request);
        try {
            if (exchange.isNone() && !known.doors().hasInner()) {
                if (shared) {
                    Mark.put(request, known.mirror(), null);
                }
                return null;
            }
            Pass pass = new LiveExchange(known, exchange, request, response).pass(request, response);
            if (pass.request() == request && filters != null) {
                filters.enter(request);
            }
            return pass;
        } catch (Throwable t) {
            known.fault(t);
            abandon(known, exchange);
            return null;
        }
    }

    private static void abandon(Gate known, Exchange exchange) {
        try {
            exchange.requestBody().fail(DropReason.INTERNAL_ERROR);
        } catch (Throwable t) {
            known.fault(t);
        }
        exchange.endWithoutResponse();
    }

    /** Whether another filter of the same mirror has wrapped the request already. */
    private static boolean isObserved(Gate known, HttpServletRequest request) {
        for (ServletRequest r = request; r instanceof ServletRequestWrapper wrapper; r = wrapper.getRequest()) {
            if (r instanceof MirroredRequest mirrored && mirrored.live().isOf(known.mirror())) {
                return true;
            }
        }
        return false;
    }
}
