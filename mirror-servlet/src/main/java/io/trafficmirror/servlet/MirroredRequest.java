// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.servlet;

import io.trafficmirror.adapter.Decisions;
import jakarta.servlet.AsyncContext;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.Part;
import java.io.BufferedReader;
import java.io.IOException;
import java.util.Collection;
import java.util.Enumeration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A selected request: the container's in everything, with a tap on its body and the same identities in its asynchronous context.
 * Confined to one exchange, as safe as the container's request.
 */
final class MirroredRequest extends HttpServletRequestWrapper {
    private final ServletExchange live;
    private @Nullable TappedServletInput input;
    private @Nullable TappedReader reader;

    /** Whether the application has the container's own stream or reader, for we failed to put ours in its place. */
    private boolean untapped;

    private boolean openingReader;

    MirroredRequest(HttpServletRequest request, ServletExchange live) {
        super(request);
        this.live = live;
    }

    ServletExchange live() {
        return live;
    }

    @Override
    public ServletInputStream getInputStream() throws IOException {
        ServletInputStream own = super.getInputStream();
        if (untapped || openingReader) {
            return own;
        }
        try {
            TappedServletInput tee = input;
            if (tee == null || !tee.isOver(own)) {
                tee = live.requestBody().tee(own);
                input = tee;
            }
            return tee;
        } catch (Throwable t) {
            untapped(t);
            return own;
        }
    }

    /** Undertow's reader reads what {@link #getInputStream} gives: the same content must not pass the tap as bytes and as characters. */
    private BufferedReader containersReader() throws IOException {
        openingReader = true;
        try {
            return super.getReader();
        } finally {
            openingReader = false;
        }
    }

    @Override
    public BufferedReader getReader() throws IOException {
        BufferedReader own = containersReader();
        if (untapped) {
            return own;
        }
        try {
            TappedReader tee = reader;
            if (tee == null || !tee.isOver(own)) {
                tee = live.requestBody().tee(own, getCharacterEncoding());
                reader = tee;
            }
            return tee;
        } catch (Throwable t) {
            untapped(t);
            return own;
        }
    }

    private void untapped(Throwable fault) {
        untapped = true;
        live.fault(fault);
    }

    @Override
    public @Nullable String getParameter(String name) {
        try {
            String value = super.getParameter(name);
            if (value == null) {
                live.requestBody().parametersRead(this);
            } else {
                live.requestBody().parameterFound(this, name);
            }
            return value;
        } catch (Throwable t) {
            live.requestBody().parsingFailed();
            throw t;
        }
    }

    @Override
    public Map<String, String[]> getParameterMap() {
        try {
            Map<String, String[]> map = super.getParameterMap();
            live.requestBody().parametersRead(this);
            return map;
        } catch (Throwable t) {
            live.requestBody().parsingFailed();
            throw t;
        }
    }

    @Override
    public Enumeration<String> getParameterNames() {
        try {
            Enumeration<String> names = super.getParameterNames();
            live.requestBody().parametersRead(this);
            return names;
        } catch (Throwable t) {
            live.requestBody().parsingFailed();
            throw t;
        }
    }

    @Override
    public String @Nullable [] getParameterValues(String name) {
        try {
            String[] values = super.getParameterValues(name);
            live.requestBody().parametersRead(this);
            return values;
        } catch (Throwable t) {
            live.requestBody().parsingFailed();
            throw t;
        }
    }

    @Override
    public Collection<Part> getParts() throws IOException, ServletException {
        try {
            Collection<Part> parts = super.getParts();
            live.requestBody().partsRead(this, () -> parts);
            return parts;
        } catch (Throwable t) {
            live.requestBody().parsingFailed();
            throw t;
        }
    }

    @Override
    public @Nullable Part getPart(String name) throws IOException, ServletException {
        try {
            Part part = super.getPart(name);
            live.requestBody().partsRead(this, super::getParts);
            return part;
        } catch (Throwable t) {
            live.requestBody().parsingFailed();
            throw t;
        }
    }

    /** Answers an inner door, which knows what to ask for. */
    @Override
    public @Nullable Object getAttribute(String name) {
        Object own = super.getAttribute(name);
        return Decisions.ATTRIBUTE.equals(name) ? live.decided(own) : own;
    }

    /** Without ours. */
    @Override
    public Enumeration<String> getAttributeNames() {
        return WrittenDecision.hide(super.getAttributeNames());
    }

    @Override
    public AsyncContext startAsync() {
        return live.started(this, super.startAsync());
    }

    /** Where the application hands in the very objects that it was given, the container gets the very objects that it gave. */
    @Override
    public AsyncContext startAsync(ServletRequest request, ServletResponse response) {
        AsyncContext context = request == this && live.isGiven(response)
                ? super.startAsync(getRequest(), live.unwrapped(response))
                : super.startAsync(request, response);
        return live.started(this, context);
    }

    @Override
    public AsyncContext getAsyncContext() {
        return live.facade(this, super.getAsyncContext());
    }
}
