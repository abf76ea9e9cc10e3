// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.testkit.servlet;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.FilterRegistration;
import jakarta.servlet.MultipartConfigElement;
import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.ServletContainerInitializer;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRegistration;
import jakarta.servlet.ServletRequestListener;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.EnumSet;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The application that all scenarios share: {@code /s/*} runs the scenario, {@code /s/m/*} too, with multipart support; {@code
 * /s/files/*} are static files; below {@code /s/all/*} the filter under test stands for every dispatcher type and {@code /s/twice/*}
 * has it twice; {@code /unmatched/*} runs the scenario behind the filter and is not mirrored; {@code /bare/*} runs it without
 * any filter; {@code /ping} has no filter.
 */
final class ScenarioApplication implements ServletContainerInitializer {
    private static final EnumSet<DispatcherType> USUAL = EnumSet.of(DispatcherType.REQUEST, DispatcherType.ASYNC);

    private final ScenarioHandlers handlers;
    private final Consumer<String> records;
    private final @Nullable Filter underTest;
    private final @Nullable Filter again;

    /**
     * An application.
     *
     * @param records what its listeners hear
     * @param underTest null without a filter under test
     * @param again one more of the same mirror
     */
    ScenarioApplication(
            ScenarioHandlers handlers, Consumer<String> records, @Nullable Filter underTest, @Nullable Filter again) {
        this.handlers = handlers;
        this.records = records;
        this.underTest = underTest;
        this.again = again;
    }

    @Override
    public void onStartup(@Nullable Set<Class<?>> classes, ServletContext context) {
        context.addListener(new RecordingListeners(records));
        add(context, "before", new Around(true)).addMappingForUrlPatterns(USUAL, true, "/s/*");
        if (underTest != null && again != null) {
            if (underTest instanceof ServletRequestListener listener) {
                context.addListener(listener);
            }
            FilterRegistration.Dynamic mirror = add(context, "mirror", underTest);
            mirror.addMappingForUrlPatterns(EnumSet.allOf(DispatcherType.class), true, "/s/all/*");
            mirror.addMappingForUrlPatterns(USUAL, true, "/s/*", "/unmatched/*");
            add(context, "again", again).addMappingForUrlPatterns(USUAL, true, "/s/twice/*");
        }
        add(context, "behind", new Around(false)).addMappingForUrlPatterns(USUAL, true, "/s/*");
        add(context, "scenario", new HandlerServlet()).addMapping("/s/*", "/unmatched/*", "/bare/*");
        context.getServletRegistration("default").addMapping("/s/files/*");
        ServletRegistration.Dynamic multipart = add(context, "multipart", new HandlerServlet());
        multipart.addMapping("/s/m/*");
        multipart.setMultipartConfig(new MultipartConfigElement("", 1 << 20, 1 << 20, 1 << 10));
        add(context, "ping", new Ping()).addMapping("/ping");
    }

    private static FilterRegistration.Dynamic add(ServletContext context, String name, Filter filter) {
        FilterRegistration.Dynamic added = context.addFilter(name, filter);
        added.setAsyncSupported(true);
        return added;
    }

    private static ServletRegistration.Dynamic add(ServletContext context, String name, HttpServlet servlet) {
        ServletRegistration.Dynamic added = context.addServlet(name, servlet);
        added.setAsyncSupported(true);
        return added;
    }

    /** The application's own filter, before or behind the one under test. */
    private final class Around extends HttpFilter {
        private static final long serialVersionUID = 1;
        private final boolean before;

        Around(boolean before) {
            this.before = before;
        }

        @Override
        protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
                throws IOException, ServletException {
            (before ? handlers.before() : handlers.behind()).filter(request, response, chain);
        }
    }

    /** Runs the scenario's handler for the path that is asked for, forwarded to or included. */
    private final class HandlerServlet extends HttpServlet {
        private static final long serialVersionUID = 1;

        @Override
        protected void service(HttpServletRequest request, HttpServletResponse response)
                throws IOException, ServletException {
            String path = request.getServletPath() + (request.getPathInfo() == null ? "" : request.getPathInfo());
            if (request.getDispatcherType() == DispatcherType.INCLUDE) {
                path = String.valueOf(request.getAttribute(RequestDispatcher.INCLUDE_SERVLET_PATH))
                        + request.getAttribute(RequestDispatcher.INCLUDE_PATH_INFO);
            }
            handlers.handlerOf(path).handle(request, response);
        }
    }

    /** Shows that a connection is still good. */
    private static final class Ping extends HttpServlet {
        private static final long serialVersionUID = 1;

        @Override
        protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
            response.getOutputStream().print("pong");
        }
    }
}
