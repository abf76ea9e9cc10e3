// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.servlet;

import io.trafficmirror.TrafficMirror;
import io.trafficmirror.adapter.Decision;
import io.trafficmirror.adapter.MirrorEntry;
import io.trafficmirror.adapter.OuterEntry;
import io.trafficmirror.capture.Exchange;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.FilterConfig;
import jakarta.servlet.FilterRegistration;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletRequestEvent;
import jakarta.servlet.ServletRequestListener;
import jakarta.servlet.ServletRequestWrapper;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.EnumSet;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Mirrors the requests that pass this filter, unnoticed by the application behind it. For Servlet 6.0 and 6.1. Safe for concurrent
 * use.
 *
 * <p>Register it with support for asynchronous processing and for the dispatcher types {@code REQUEST} and {@code ASYNC}, as
 * {@link #register} does. A request is observed once, at its {@code REQUEST} dispatch, however often and for whatever dispatches the
 * filter is registered.
 *
 * <p>Where it is added as a listener as well, as {@link #register} does, an exception that leaves this filter is observed with the status
 * that the client gets, by whomever; else with the one that containers make of it.
 *
 * <p>Declared in {@code web.xml}, it takes init parameters: {@code target}, {@code hostname}, {@code path-prefix}, {@code except} (paths with
 * commas between them) and {@code percent} for one route, or {@code routes}, a file that {@code mirror-config} reads. Without either it refuses to start. What lies before this filter has seen the request already, and what it changed is mirrored as changed.
 *
 * @since 0.1.0
 */
public final class MirrorFilter implements Filter, ServletRequestListener {
    private static final Logger LOG = LoggerFactory.getLogger(MirrorFilter.class);

    private final FailedRequests failed = new FailedRequests();

    /** Whether the container tells of the end of requests. */
    private volatile boolean listens;

    private volatile @Nullable MirrorEntry entry;
    private volatile @Nullable TrafficMirror owned;
    private volatile @Nullable OuterEntry outer;

    /** For a container: {@link #init} builds the mirror of the init parameters, {@link #destroy} closes it. */
    public MirrorFilter() {}

    /** A filter in front of a mirror that the caller closes. */
    public MirrorFilter(TrafficMirror mirror) {
        this((MirrorEntry) Objects.requireNonNull(mirror, "mirror"));
    }

    MirrorFilter(MirrorEntry entry) {
        this.entry = entry;
    }

    /**
     * Adds a filter for all requests, in front of those that are added later, with asynchronous support. Where the container takes listeners at this moment
     * (Jetty does from a {@code ServletContainerInitializer}, not before its start), it listens too, to see the status of an answer to an exception; else that
     * status is foretold.
     *
     * @param name the filter's name in this application
     * @throws IllegalStateException if the application has been started already, or has a filter of this name
     */
    public static FilterRegistration.Dynamic register(ServletContext context, String name, TrafficMirror mirror) {
        MirrorFilter filter = new MirrorFilter(mirror);
        FilterRegistration.Dynamic added = context.addFilter(name, filter);
        if (added == null) {
            throw new IllegalStateException("filter \"" + name + "\": the application has one of this name already");
        }
        listen(context, filter);
        added.setAsyncSupported(true);
        added.addMappingForUrlPatterns(EnumSet.of(DispatcherType.REQUEST, DispatcherType.ASYNC), false, "/*");
        return added;
    }

    /** A listener is worth having, and no reason to refuse a filter. */
    private static void listen(ServletContext context, MirrorFilter filter) {
        try {
            context.addListener(filter);
        } catch (IllegalStateException | UnsupportedOperationException e) {
            LOG.debug("No listener beside the filter: the status of answers to exceptions is foretold", e);
        }
    }

    /**
     * Called by the container.
     *
     * @throws IllegalArgumentException naming the init parameter, what was given and what is allowed
     */
    @Override
    public void init(FilterConfig config) {
        MirrorEntry known = entry;
        if (known == null) {
            TrafficMirror mirror = FilterSettings.of(config).mirror();
            owned = mirror;
            known = mirror;
            entry = known;
        } else if (owned == null) {
            FilterSettings.refuse(config);
        }
        outer = known.decisions().addOuter(config.getServletContext());
        if (known instanceof TrafficMirror mirror) {
            RulesOutsideContext.of(mirror.routes(), config.getServletContext().getContextPath())
                    .forEach(LOG::warn);
        }
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
    public void requestInitialized(ServletRequestEvent event) {
        listens = true;
    }

    @Override
    public void requestDestroyed(ServletRequestEvent event) {
        MirrorEntry known = entry;
        try {
            failed.destroyed(event.getServletRequest());
        } catch (Throwable t) {
            if (known != null) {
                known.fault(t);
            }
        }
    }

    @Override
    public void destroy() {
        failed.close();
        OuterEntry known = outer;
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
        MirrorEntry known = entry;
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
        ServletExchange live = pass.live();
        live.left(failure, listens ? failed : null);
        try {
            OuterEntry filters = outer;
            if (pass.request() == request && filters != null) {
                filters.leave(request);
            }
        } catch (Throwable t) {
            live.fault(t);
        }
    }

    private @Nullable Pass pass(MirrorEntry known, HttpServletRequest asked, HttpServletResponse answer) {
        DispatcherType type = asked.getDispatcherType();
        if (type == DispatcherType.ASYNC) {
            Decision decision = WrittenDecision.find(asked, known.decisions());
            ServletExchange live = decision == null ? null : decision.exchange(ServletExchange.class);
            return live == null ? null : live.pass(asked, answer);
        }
        return type == DispatcherType.REQUEST ? first(known, asked, answer) : null;
    }

    private @Nullable Pass first(MirrorEntry known, HttpServletRequest request, HttpServletResponse response) {
        OuterEntry filters = outer;
        boolean shared = filters != null && filters.isShared();
        if (isObserved(known, request)
                || (filters != null && isInside(filters, request))
                || (shared && WrittenDecision.find(request, known.decisions()) != null)) {
            return null;
        }
        Exchange exchange = known.observe(request, ServletHead.READER);
        try {
            if (exchange.isNone() && !known.decisions().hasInner()) {
                if (shared) {
                    WrittenDecision.put(request, known.decisions(), null);
                }
                return null;
            }
            Pass pass = new ServletExchange(known, exchange, request, response).pass(request, response);
            if (pass.request() == request && filters != null) {
                filters.enter(request);
            }
            return pass;
        } catch (Throwable t) {
            known.fault(t);
            known.giveUp(exchange);
            return null;
        }
    }

    /** Whether a filter of the mirror has this request, or what it wraps, in hand. */
    private static boolean isInside(OuterEntry filters, ServletRequest request) {
        if (!filters.isSilent()) {
            return false;
        }
        boolean found = filters.isInside(request);
        for (ServletRequest r = request; !found && r instanceof ServletRequestWrapper wrapper; ) {
            r = wrapper.getRequest();
            found = filters.isInside(r);
        }
        return found;
    }

    /** Whether another filter of the same mirror has wrapped the request already. */
    private static boolean isObserved(MirrorEntry known, HttpServletRequest request) {
        for (ServletRequest r = request; r instanceof ServletRequestWrapper wrapper; r = wrapper.getRequest()) {
            if (r instanceof MirroredRequest mirrored && mirrored.live().isOf(known.decisions())) {
                return true;
            }
        }
        return false;
    }
}
