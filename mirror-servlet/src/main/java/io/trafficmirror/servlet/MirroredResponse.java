// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.servlet;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpServletResponseWrapper;
import java.io.IOException;
import java.io.PrintWriter;
import org.jspecify.annotations.Nullable;

/**
 * A response of which an observer wants the body: the container's in everything, with a tap on what it has accepted. Confined to one
 * exchange, as safe as the container's response.
 */
final class MirroredResponse extends HttpServletResponseWrapper {
    private final ServletExchange live;
    private final ResponseBody body;
    private @Nullable TappedServletOutput output;
    private @Nullable TappedWriter writer;
    private @Nullable CharTap chars;

    /** Whether the application has the container's own stream or writer, for we failed to put ours in its place. */
    private boolean untapped;

    MirroredResponse(HttpServletResponse response, ServletExchange live, ResponseBody body) {
        super(response);
        this.live = live;
        this.body = body;
    }

    ServletExchange live() {
        return live;
    }

    @Override
    public ServletOutputStream getOutputStream() throws IOException {
        ServletOutputStream own = super.getOutputStream();
        if (untapped) {
            return own;
        }
        try {
            TappedServletOutput tee = output;
            if (tee == null || !tee.isOver(own)) {
                tee = new TappedServletOutput(own, body);
                output = tee;
            }
            return tee;
        } catch (Throwable t) {
            untapped(t);
            return own;
        }
    }

    @Override
    public PrintWriter getWriter() throws IOException {
        PrintWriter own = super.getWriter();
        if (untapped) {
            return own;
        }
        try {
            TappedWriter tee = writer;
            if (tee == null || !tee.isOver(own)) {
                CharTap tap = body.encoded(ResponseBody.charset(getCharacterEncoding()));
                tee = new TappedWriter(own, tap, body, getLocale());
                chars = tap;
                writer = tee;
            }
            return tee;
        } catch (Throwable t) {
            untapped(t);
            return own;
        }
    }

    private void untapped(Throwable fault) {
        untapped = true;
        body.fault(fault);
    }

    @Override
    public void setHeader(String name, @Nullable String value) {
        super.setHeader(name, value);
        body.fieldSet(name);
    }

    @Override
    public void addHeader(String name, @Nullable String value) {
        super.addHeader(name, value);
        body.fieldSet(name);
    }

    @Override
    public void flushBuffer() throws IOException {
        body.tap().begin();
        super.flushBuffer();
        body.tap().done();
    }

    @Override
    public void reset() {
        super.reset();
        if (isEffective()) {
            writer = null;
            output = null;
            body.fieldsReset();
            restart();
        }
    }

    @Override
    public void resetBuffer() {
        super.resetBuffer();
        if (isEffective()) {
            restart();
        }
    }

    @Override
    public void sendError(int status) throws IOException {
        super.sendError(status);
        errorSent(status);
    }

    @Override
    public void sendError(int status, String message) throws IOException {
        super.sendError(status, message);
        errorSent(status);
    }

    @Override
    public void sendRedirect(String location) throws IOException {
        super.sendRedirect(location);
        redirected(true);
    }

    /** Servlet 6.1, of which the wrapper calls the container's own for each: on 6.0 nobody can call these, and what they refer to is never linked. */
    @Override
    public void sendRedirect(String location, int status) throws IOException {
        super.sendRedirect(location, status);
        redirected(true);
    }

    /** Servlet 6.1. */
    @Override
    public void sendRedirect(String location, boolean clearBuffer) throws IOException {
        super.sendRedirect(location, clearBuffer);
        redirected(clearBuffer);
    }

    /** Servlet 6.1. */
    @Override
    public void sendRedirect(String location, int status, boolean clearBuffer) throws IOException {
        super.sendRedirect(location, status, clearBuffer);
        redirected(clearBuffer);
    }

    /** The container writes the error page later, past us. */
    private void errorSent(int status) {
        if (isEffective() && !Container.of(getResponse()).sendsInterim(status)) {
            body.lost();
            live.errorSent(getStatus());
        }
    }

    /** The response has ended; Tomcat swallows what is written behind. */
    private void redirected(boolean cleared) {
        if (isEffective()) {
            if (cleared) {
                restart();
            }
            body.tap().close();
        }
    }

    /** Within an include the container ignores what would change the head (Servlet 6.0 section 9.3). */
    private boolean isEffective() {
        return live.dispatcherType() != DispatcherType.INCLUDE;
    }

    private void restart() {
        body.tap().restart();
        CharTap tap = chars;
        if (tap != null) {
            tap.restart();
        }
    }
}
