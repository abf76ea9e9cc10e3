// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.servlet;

import io.trafficmirror.capture.DropReason;
import io.trafficmirror.capture.Exchange;
import io.trafficmirror.capture.internal.Tap;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletRequestWrapper;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.Part;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.Locale;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What is known of a request's body: which bytes have passed, and whether the container has parsed it on the application's
 * behalf, so that none will. Confined to one exchange, one thread at a time.
 */
final class RequestBody {
    /** Set by Tomcat where it parsed only a part of the parameters. */
    private static final String PARSE_FAILED = "org.apache.catalina.parameter_parse_failed";

    private final Exchange exchange;
    private final Tap tap;
    private final Kind kind;

    private boolean opened;
    private boolean endedEmpty;
    private boolean closed;
    private boolean parametersParsed;
    private boolean partsParsed;
    private boolean parsingFailed;

    RequestBody(Exchange exchange, HttpServletRequest request, Consumer<Throwable> faults) {
        this.exchange = exchange;
        this.kind = Kind.of(request.getHeader("Content-Type"));
        this.tap = new Tap(exchange.requestBody(), faults);
    }

    Tap tap() {
        return tap;
    }

    /** The tee over the stream that the application has taken. */
    TeeInput tee(ServletInputStream own) {
        opened = true;
        return new TeeInput(own, this);
    }

    /** The tee over the reader that the application has taken. */
    TeeReader tee(BufferedReader own, @Nullable String encoding) {
        opened = true;
        Charset charset = StandardCharsets.ISO_8859_1; // Servlet 6.0 section 3.12
        try {
            charset = encoding == null ? charset : Charset.forName(encoding);
        } catch (IllegalArgumentException e) {
            tap.fail(DropReason.BODY_INCOMPLETE);
        }
        if (!ExactCharsets.contain(charset)) {
            tap.fail(DropReason.BODY_INCOMPLETE); // what was read can't be turned back into the bytes that came
            charset = StandardCharsets.ISO_8859_1;
        }
        return new TeeReader(own, CharTap.decoded(tap, charset), this);
    }

    /**
     * The application closes the stream or reader. An end that is seen from now on tells nothing of what has passed: Undertow reads
     * the rest and drops it, and says that it has finished.
     */
    void closing() {
        closed = true;
    }

    /** The stream is at its end. Where no byte has passed, a form may have been parsed before, and only looks empty. */
    void endSeen() {
        if (closed) {
            return;
        }
        if (tap.passed() == 0 && kind != Kind.OTHER) {
            endedEmpty = true;
        } else {
            tap.end();
        }
    }

    /** The application had the container read parameters: if the stream is not taken, that has parsed a form. */
    void parametersRead() {
        if (!opened) {
            parametersParsed = true;
        }
    }

    /**
     * The application asked for one parameter and got it. Undertow answers from the query if that has it, and leaves the form alone:
     * to ask it for more would read the body. A container that nobody knows may do the same.
     */
    void parameterFound(HttpServletRequest request, String name) {
        if (parametersParsed || opened || kind != Kind.FORM) {
            return;
        }
        try {
            if (parsesAtOnce(request) || !QueryNames.mayHave(request, name)) {
                parametersParsed = true;
            }
        } catch (Throwable t) {
            tap.fault(t);
        }
    }

    private static boolean parsesAtOnce(ServletRequest request) {
        ServletRequest own = request;
        while (own instanceof ServletRequestWrapper wrapper) {
            own = wrapper.getRequest();
        }
        String name = own.getClass().getName();
        return name.startsWith("org.apache.catalina.") || name.startsWith("org.eclipse.jetty.");
    }

    /**
     * The application had the container read parts. They are taken at once: what the application deletes or moves is gone later.
     *
     * @param all gives the parts that the container has
     */
    void partsRead(HttpServletRequest request, Parts all) {
        if (partsParsed) {
            return;
        }
        partsParsed = true;
        try {
            String boundary = MultipartBody.boundary(request.getHeader("Content-Type"));
            if (kind == Kind.MULTIPART && !parsingFailed && boundary != null && exchange.wantsParsedMultipart()) {
                exchange.reconstructedBody(new MultipartBody(all.read(), boundary));
            }
        } catch (Throwable t) {
            tap.fault(t);
        }
    }

    /** Gives the parts of a request. */
    @FunctionalInterface
    interface Parts {
        Collection<Part> read() throws IOException, ServletException;
    }

    /** Parameters or parts could not be read: what can be had of them now is not the body. */
    void parsingFailed() {
        parsingFailed = true;
    }

    /**
     * Makes up for a body that the container has parsed. Called when the application has left a dispatch, never before, and never
     * the first to have anything parsed.
     *
     * @param over whether the exchange is over, so that nothing more will be read
     */
    void settle(HttpServletRequest request, boolean over) {
        if (tap.passed() > 0 || !tap.isOpen()) {
            return;
        }
        if (parsingFailed && over) {
            tap.fail(DropReason.BODY_INCOMPLETE);
        } else if (kind == Kind.FORM && (parametersParsed || (over && endedEmpty))) {
            settleForm(request, over);
        } else if (kind == Kind.MULTIPART && (partsParsed || (over && endedEmpty))) {
            tap.fail(DropReason.MULTIPART_PARSED);
        }
    }

    private void settleForm(HttpServletRequest request, boolean over) {
        if (request.getAttribute(PARSE_FAILED) != null) {
            tap.fail(DropReason.BODY_INCOMPLETE);
            return;
        }
        if (!exchange.wantsParsedForm()) {
            if (over) {
                tap.fail(DropReason.FORM_PARSED);
            }
            return;
        }
        FormBody form =
                new FormBody(request.getParameterMap(), request.getQueryString(), request.getCharacterEncoding());
        if (!form.mayBeEmpty()) {
            exchange.reconstructedBody(form);
        } else if (!form.isEmpty()) {
            tap.fail(DropReason.FORM_PARSED);
        }
        // An empty form behind a declared length: the container does not parse this method's forms, and the body is
        // unread.
    }

    /** What a container may parse. */
    private enum Kind {
        FORM,
        MULTIPART,
        OTHER;

        static Kind of(@Nullable String contentType) {
            if (contentType == null) {
                return OTHER;
            }
            String type = contentType.stripLeading().toLowerCase(Locale.ROOT);
            if (type.startsWith("application/x-www-form-urlencoded")) {
                return FORM;
            }
            return type.startsWith("multipart/form-data") ? MULTIPART : OTHER;
        }
    }
}
