// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.jaxrs;

import io.trafficmirror.adapter.BodyKind;
import io.trafficmirror.adapter.MirrorEntry;
import io.trafficmirror.adapter.RequestTap;
import io.trafficmirror.adapter.Tap;
import io.trafficmirror.adapter.TappedInput;
import io.trafficmirror.capture.DropReason;
import io.trafficmirror.capture.Exchange;
import jakarta.ws.rs.core.MultivaluedMap;
import java.io.InputStream;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What is known of a request's body: which bytes have passed, and whether a servlet container has parsed it, so that none will.
 * Confined to one exchange, one thread at a time.
 */
final class RequestBody {
    private final Exchange exchange;
    private final RequestTap body;
    private final @Nullable String contentType;
    private Supplier<Optional<MultivaluedMap<String, String>>> parsedForm = Optional::empty;

    RequestBody(Exchange exchange, MirrorEntry entry, @Nullable String contentType) {
        this.exchange = exchange;
        this.body = new RequestTap(exchange.requestBody(), contentType, entry::fault);
        this.contentType = contentType;
    }

    Tap tap() {
        return body.tap();
    }

    RequestTap body() {
        return body;
    }

    /** The runtime's stream with a tap. */
    TappedInput tapped(InputStream own) {
        return new TappedInput(own, body);
    }

    /**
     * The same where the application can read past us, by the server's own stream.
     *
     * @param server the request as the server has it; null if it can't be had
     * @param ahead whether the stream is not the server's, but put there by somebody, and may read ahead
     */
    TappedInput tapped(InputStream own, @Nullable ServerHead server, boolean ahead) {
        return server == null ? tapped(own) : new TappedInput(own, body, server::isBodyFinished, ahead);
    }

    /**
     * The same where the stream may be replaced beneath us later.
     *
     * @param finished whether the server has come to the end of the body, by whomever it was read
     */
    TappedInput tapped(InputStream own, BooleanSupplier finished, boolean ahead) {
        return new TappedInput(own, body, finished, ahead);
    }

    /** The runtime has no body for us to read. */
    void endSeen() {
        body.endSeen();
    }

    /** Where the fields of a form are found that somebody else has parsed; asked at the end of the exchange, never before. */
    void parsedForm(Supplier<Optional<MultivaluedMap<String, String>>> form) {
        parsedForm = form;
    }

    /** Makes up for a body that a servlet container has parsed. Called when the exchange is over. */
    void settle() {
        if (!body.isUntouched()) {
            return;
        }
        Optional<MultivaluedMap<String, String>> form =
                body.kind() == BodyKind.FORM ? parsedForm.get() : Optional.empty();
        if (form.isPresent()) {
            settle(form.get());
        } else if (body.isEndedEmpty() && body.kind() == BodyKind.MULTIPART) {
            body.tap().fail(DropReason.MULTIPART_PARSED);
        } else if (body.isEndedEmpty()) {
            body.tap().end();
        }
    }

    private void settle(MultivaluedMap<String, String> form) {
        if (exchange.wantsParsedForm()) {
            exchange.reconstructedBody(new FormBody(form, contentType));
        } else {
            body.tap().fail(DropReason.FORM_PARSED);
        }
    }
}
