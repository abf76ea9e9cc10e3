// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.servlet;

import io.trafficmirror.adapter.BodyKind;
import io.trafficmirror.adapter.RequestTap;
import io.trafficmirror.adapter.Tap;
import io.trafficmirror.capture.DropReason;
import io.trafficmirror.capture.Exchange;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.Part;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.Objects;
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
    private final RequestTap body;
    private final Tap tap;
    private final BodyKind kind;
    private final boolean declared;
    private final boolean multiplexed;

    /** As it came: a forward on Undertow leaves another one behind. */
    private final @Nullable String query;

    /** What the request named as its charset when the container was first asked for what it parses. */
    private @Nullable String named;

    private boolean asked;

    private boolean opened;
    private boolean parametersParsed;
    private boolean partsParsed;
    private boolean parsingFailed;

    RequestBody(Exchange exchange, HttpServletRequest request, Consumer<Throwable> faults) {
        this.exchange = exchange;
        this.query = request.getQueryString();
        this.declared = request.getContentLengthLong() >= 0;
        this.multiplexed = ServletHead.READER.isMultiplexed(request);
        this.body = new RequestTap(exchange.requestBody(), request.getHeader("Content-Type"), faults);
        this.kind = body.kind();
        this.tap = body.tap();
    }

    Tap tap() {
        return tap;
    }

    RequestTap body() {
        return body;
    }

    /** The tee over the stream that the application has taken. */
    TappedServletInput tee(ServletInputStream own) {
        opened = true;
        return new TappedServletInput(own, body, declared, multiplexed);
    }

    /** The tee over the reader that the application has taken. */
    TappedReader tee(BufferedReader own, @Nullable String encoding) {
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
        return new TappedReader(own, CharTap.decoded(tap, charset), body);
    }

    /** The application had the container read parameters: if the stream is not taken, that has parsed a form. */
    void parametersRead(HttpServletRequest request) {
        if (!opened) {
            parametersParsed = true;
            parsed(request);
        }
    }

    /** The container has parsed what it was asked for: the application may name another charset when it is too late. */
    private void parsed(HttpServletRequest request) {
        if (!asked && kind != BodyKind.OTHER) {
            asked = true;
            try {
                named = request.getCharacterEncoding();
            } catch (Throwable t) {
                tap.fault(t);
            }
        }
    }

    /**
     * The application asked for one parameter and got it. Undertow answers from the query if that has it, and leaves the form alone:
     * to ask it for more would read the body. A container that nobody knows may do the same.
     */
    void parameterFound(HttpServletRequest request, String name) {
        if (parametersParsed || opened || kind != BodyKind.FORM) {
            return;
        }
        try {
            if (Container.of(request).parsesFormsAtOnce() || !QueryNames.mayHave(request, name)) {
                parametersRead(request);
            }
        } catch (Throwable t) {
            tap.fault(t);
        }
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
        parsed(request);
        try {
            String boundary = MultipartBody.boundary(request.getHeader("Content-Type"));
            if (kind == BodyKind.MULTIPART && !parsingFailed && boundary != null && exchange.wantsParsedMultipart()) {
                MultipartBody parts = new MultipartBody(
                        all.read(), boundary, Container.of(request).partCharset(named));
                if (parts.isKnown()) {
                    exchange.reconstructedBody(parts);
                }
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
        if (!body.isUntouched()) {
            return;
        }
        if (parsingFailed && over) {
            tap.fail(DropReason.BODY_INCOMPLETE);
        } else if (kind == BodyKind.FORM && (parametersParsed || (over && body.isEndedEmpty()))) {
            settleForm(request, over);
        } else if (kind == BodyKind.MULTIPART && (partsParsed || (over && body.isEndedEmpty()))) {
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
        if (!Objects.equals(query, request.getQueryString())) {
            tap.fail(DropReason.FORM_PARSED); // nobody knows whose parameters these are
            return;
        }
        parsed(request); // by somebody in front of us
        FormCharset charset = Container.of(request).formCharset(named, request.getContentType());
        FormBody form = new FormBody(request.getParameterMap(), query, charset);
        if (!form.mayBeEmpty()) {
            exchange.reconstructedBody(form);
        } else if (!form.isEmpty()) {
            tap.fail(DropReason.FORM_PARSED);
        }
        // An empty form behind a declared length: the container does not parse this method's forms, and the body is
        // unread.
    }
}
