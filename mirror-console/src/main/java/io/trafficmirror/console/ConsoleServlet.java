// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.console;

import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletRegistration;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InvalidObjectException;
import java.io.ObjectInputStream;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * Serves the console by a servlet, mapped to {@code PATH/*}. Where the container allows asynchronous work the page is told of news, else it asks again every
 * few seconds. The mirror takes no copies of what the servlet serves. Safe for concurrent use.
 *
 * @since 0.1.0
 */
@SuppressWarnings("exports") // The Servlet API is optional: who compiles against this brings it.
public final class ConsoleServlet extends HttpServlet {
    private static final long serialVersionUID = 1L;

    private final transient MirrorConsole console;
    private final transient EventStreams streams;

    /** Serves this console. */
    public ConsoleServlet(MirrorConsole console) {
        this.console = console;
        this.streams = new EventStreams(console::stateTag);
    }

    /**
     * Adds the servlet to an application that is about to start.
     *
     * @param path where, such as {@code /mirror}; as a rule behind what guards the application's other pages for operators
     * @throws IllegalStateException if the application has a servlet of this name already, or has been started
     */
    public static ServletRegistration.Dynamic register(ServletContext context, String path, MirrorConsole console) {
        ServletRegistration.Dynamic added = context.addServlet("traffic-mirror-console", new ConsoleServlet(console));
        if (added == null) {
            throw new IllegalStateException("a servlet traffic-mirror-console is there already");
        }
        added.setAsyncSupported(true);
        added.addMapping(path + "/*");
        // Else it begins with its first request, behind the filters, and that would be mirrored.
        added.setLoadOnStartup(1);
        return added;
    }

    @Override
    public void init() {
        ServletContext context = getServletContext();
        ServletRegistration own = context.getServletRegistration(getServletName());
        Collection<String> mappings = own == null ? List.of() : own.getMappings();
        for (String mapping : mappings) {
            if (mapping.endsWith("/*")) {
                String path = context.getContextPath() + mapping.substring(0, mapping.length() - 2);
                console.mountedAt(path.isEmpty() ? "/" : path);
            }
        }
    }

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
        String below = request.getPathInfo();
        if (below == null) {
            answer(Mount.redirectTo(request.getContextPath() + request.getServletPath()), response);
        } else if (below.substring(1).equals(MirrorConsole.EVENTS)
                && request.getMethod().equals("GET")) {
            stream(request, response);
        } else {
            answer(console.handle(request(request, below.substring(1))), response);
        }
    }

    private static ConsoleRequest request(HttpServletRequest request, String path) throws IOException {
        String body = request.getMethod().equals("POST")
                ? new String(request.getInputStream().readNBytes(ConsoleRequest.MOST_BODY), StandardCharsets.UTF_8)
                : "";
        return new ConsoleRequest(
                request.getMethod(),
                path,
                name -> Optional.ofNullable(request.getHeader(name)),
                Optional.ofNullable(request.getRemoteUser()),
                body);
    }

    private static void answer(ConsoleResponse from, HttpServletResponse to) throws IOException {
        to.setStatus(from.status());
        from.fields().forEach(to::setHeader);
        if (from.length() > 0) {
            to.setContentLength(from.length());
            from.writeTo(to.getOutputStream());
        }
    }

    /** 204 ends the page's wish for a stream; it asks again by itself then. */
    private void stream(HttpServletRequest request, HttpServletResponse response) throws IOException {
        if (!request.isAsyncSupported() || !streams.hasRoom()) {
            answer(ConsoleResponse.empty(204), response);
            return;
        }
        ConsoleResponse.empty(200).fields().forEach(response::setHeader);
        response.setContentType("text/event-stream");
        response.setHeader("X-Accel-Buffering", "no");
        streams.open(request.startAsync());
    }

    @Override
    public void destroy() {
        streams.close();
    }

    private void readObject(ObjectInputStream in) throws IOException {
        throw new InvalidObjectException("the console's servlet is not serialised");
    }
}
