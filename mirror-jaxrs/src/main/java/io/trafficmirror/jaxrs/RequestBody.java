// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.jaxrs;

import io.trafficmirror.capture.DropReason;
import io.trafficmirror.capture.Exchange;
import io.trafficmirror.capture.internal.Tap;
import jakarta.ws.rs.core.MultivaluedMap;
import java.io.InputStream;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What is known of a request's body: which bytes have passed, and whether a servlet container has parsed it, so that none will.
 * Confined to one exchange, one thread at a time.
 */
final class RequestBody {
    private final Exchange exchange;
    private final Tap tap;
    private final @Nullable String contentType;
    private boolean endedEmpty;
    private boolean closed;
    private Supplier<Optional<MultivaluedMap<String, String>>> parsedForm = Optional::empty;

    RequestBody(Exchange exchange, Gate gate, @Nullable String contentType) {
        this.exchange = exchange;
        this.tap = new Tap(exchange.requestBody(), gate::fault);
        this.contentType = contentType;
    }

    Tap tap() {
        return tap;
    }

    /** The tee over the runtime's stream. */
    TeeInput tee(InputStream own) {
        return new TeeInput(own, this);
    }

    /** Where the fields of a form are found that somebody else has parsed; asked at the end of the exchange, never before. */
    void parsedForm(Supplier<Optional<MultivaluedMap<String, String>>> form) {
        parsedForm = form;
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
        if (tap.passed() == 0 && isForm()) {
            endedEmpty = true;
        } else {
            tap.end();
        }
    }

    /** Makes up for a form that a servlet container has parsed. Called when the exchange is over. */
    void settle() {
        if (tap.passed() > 0 || !tap.isOpen()) {
            return;
        }
        Optional<MultivaluedMap<String, String>> form = isForm() ? parsedForm.get() : Optional.empty();
        if (form.isPresent()) {
            settle(form.get());
        } else if (endedEmpty) {
            tap.end();
        }
    }

    private void settle(MultivaluedMap<String, String> form) {
        if (exchange.wantsParsedForm()) {
            exchange.reconstructedBody(new FormBody(form, contentType));
        } else {
            tap.fail(DropReason.FORM_PARSED);
        }
    }

    private boolean isForm() {
        return contentType != null
                && contentType.stripLeading().toLowerCase(Locale.ROOT).startsWith("application/x-www-form-urlencoded");
    }
}
