// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.servlet;

import static java.nio.charset.StandardCharsets.UTF_8;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.ServletResponseWrapper;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintWriter;
import org.eclipse.jetty.http.BadMessageException;

/** A servlet that reads and writes in the way that the path names. Stateless. */
final class EveryWay extends HttpServlet {
    private static final long serialVersionUID = 1;

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response)
            throws IOException, ServletException {
        switch (request.getPathInfo()) {
            case "/stream" -> stream(request.getInputStream(), response.getOutputStream());
            case "/reader" -> reader(request.getReader(), response);
            case "/form" -> response.getWriter().print(request.getParameter("a") + request.getParameter("q"));
            case "/parts" -> response.getWriter().print(request.getParts().size());
            case "/async" -> async(request.startAsync());
            case "/dispatch" -> dispatch(request, response);
            case "/error" -> response.sendError(418, "teapot");
            case "/prefix" ->
                response.getOutputStream().write(request.getInputStream().readNBytes(2));
            case "/broken" ->
                throw new IllegalStateException(
                        "on purpose, after " + request.getInputStream().readAllBytes().length);
            case "/refused" -> throw new BadMessageException("on purpose");
            case "/reset" -> reset(response);
            default -> past(response);
        }
    }

    private static void stream(ServletInputStream in, ServletOutputStream out) throws IOException {
        out.write(in.read());
        out.write(in.readNBytes(2));
        byte[] rest = in.readAllBytes();
        out.write(rest, 0, rest.length);
        out.print(in.isFinished() ? " finished" : " more");
    }

    private static void reader(BufferedReader in, HttpServletResponse response) throws IOException {
        response.setContentType("text/plain;charset=UTF-8");
        PrintWriter out = response.getWriter();
        out.println(in.readLine());
        out.print(in.read());
        out.format("%s%n", in.readLine());
    }

    private static void async(AsyncContext context) {
        context.start(() -> {
            try {
                byte[] body = context.getRequest().getInputStream().readAllBytes();
                context.getResponse().getOutputStream().write(body);
            } catch (IOException e) {
                throw new IllegalStateException(e);
            } finally {
                context.complete();
            }
        });
    }

    private static void dispatch(HttpServletRequest request, HttpServletResponse response) throws IOException {
        if (request.getDispatcherType() == DispatcherType.REQUEST) {
            request.startAsync().dispatch();
        } else {
            response.getOutputStream().write(request.getInputStream().readAllBytes());
        }
    }

    private static void reset(HttpServletResponse response) throws IOException {
        response.getOutputStream().write("gone".getBytes(UTF_8));
        response.reset();
        response.getOutputStream().print("stays");
    }

    private static void past(HttpServletResponse response) throws IOException {
        response.setContentLength(6);
        response.getOutputStream().print("abc");
        ServletResponse raw = response;
        while (raw instanceof ServletResponseWrapper wrapper) {
            raw = wrapper.getResponse();
        }
        raw.getOutputStream().print("def");
    }
}
