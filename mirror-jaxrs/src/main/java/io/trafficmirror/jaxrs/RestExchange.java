// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.jaxrs;

import io.trafficmirror.adapter.ExchangeEnd;
import io.trafficmirror.adapter.MirrorEntry;
import io.trafficmirror.adapter.ResponseTap;
import io.trafficmirror.adapter.Tap;
import io.trafficmirror.capture.Exchange;
import io.trafficmirror.http.Headers;
import io.trafficmirror.http.ResponseHead;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * One selected request from its entry until the runtime is done with it. Confined to one exchange; its end may come from any
 * thread, and comes once.
 */
final class RestExchange {
    private final Exchange exchange;
    private final String method;
    private final RequestBody requestBody;
    private final @Nullable ResponseTap responseBody;
    private final ExchangeEnd end;

    private volatile @Nullable ResponseHead head;
    private volatile boolean written;
    private volatile boolean followed;
    private volatile BooleanSupplier idle = () -> true;
    private volatile Runnable untie = () -> {};

    RestExchange(MirrorEntry entry, Exchange exchange, ContainerRequestContext request) {
        this.exchange = exchange;
        this.method = request.getMethod();
        this.requestBody = new RequestBody(exchange, entry, request.getHeaderString("Content-Type"));
        this.responseBody = exchange.wantsResponseBody() ? new ResponseTap(exchange, entry::fault) : null;
        this.end = new ExchangeEnd(entry, exchange, requestBody.body());
    }

    /** What is to be done when the exchange ends; throws nothing. */
    void atEnd(Runnable then) {
        untie = then;
    }

    RequestBody requestBody() {
        return requestBody;
    }

    /** Where the bytes of the response go as the runtime writes them; null if nobody wants them. */
    @Nullable
    Tap responseBody() {
        ResponseTap body = responseBody;
        return body == null || hasNoContent() ? null : body.tap();
    }

    /** The runtime has found its resource; null if the template of that is not known. */
    void matched(@Nullable String template) {
        if (template != null) {
            exchange.template(template);
        }
    }

    /**
     * The runtime has its response, and has written none of it.
     *
     * @return whether nothing more comes: the exchange can end
     */
    boolean answered(ContainerResponseContext response) {
        if (!exchange.wantsResponse()) {
            head = new ResponseHead(response.getStatus(), Headers.empty());
        } else {
            head = new ResponseHead(response.getStatus(), copy(response.getStringHeaders()));
            if (MediaType.SERVER_SENT_EVENTS_TYPE.isCompatible(response.getMediaType())) {
                lost(); // events are written past all interceptors
            }
        }
        boolean needsMore = isReading() || responseBody != null;
        return !response.hasEntity() || hasNoContent() || !needsMore;
    }

    /** Whether a copy still waits for bytes of the request. */
    boolean isReading() {
        return requestBody.tap().isOpen();
    }

    /** The entity has been written by a writer that came by our tap. */
    void written() {
        written = true;
    }

    /** The entity could not be written: unless another response follows, nobody knows what the client gets. */
    void unanswered() {
        head = null;
    }

    /** The response's body, or a part of it, went past us. */
    void lost() {
        exchange.responseBodyMissed();
    }

    /** Whether the runtime has its response. */
    boolean isAnswered() {
        return head != null;
    }

    /** Somebody will tell when the response is written. */
    void followed() {
        followed = true;
    }

    boolean isFollowed() {
        return followed;
    }

    /** Tells whether all of the response that was begun has been written; asked when the exchange ends. */
    void writing(BooleanSupplier nothing) {
        idle = nothing;
    }

    /** The runtime is done with the exchange. Idempotent, never throws. */
    void end() {
        end.end(this::settle, this::settledHead);
    }

    private void settle() {
        untie.run();
        requestBody.settle();
    }

    /** A fault of ours: this exchange gets no copy any more, and the application goes on. */
    void fault(Throwable fault) {
        requestBody.tap().fault(fault);
    }

    private Optional<ResponseHead> settledHead() {
        ResponseHead known = head;
        ResponseTap body = responseBody;
        if (known == null || body == null) {
            return Optional.ofNullable(known);
        }
        boolean silent = hasNoContent();
        boolean unseen = body.tap().passed() == 0 && !written && known.headers().contains("Content-Type");
        Optional<String> declared = known.headers().first("Content-Length");
        if (!idle.getAsBoolean() || (!silent && declared.isEmpty() && unseen)) {
            lost();
        } else {
            body.settle(silent, declared.orElse(null));
        }
        return Optional.of(known);
    }

    /** Whether the response has no content whatever its entity. */
    private boolean hasNoContent() {
        ResponseHead known = head;
        return ResponseTap.hasNoContent(method, known == null ? 0 : known.status());
    }

    private static Headers copy(MultivaluedMap<String, String> headers) {
        Headers.Builder copy = Headers.builder(8);
        for (Map.Entry<String, List<String>> line : headers.entrySet()) {
            for (String value : line.getValue()) {
                copy.add(line.getKey(), value == null ? "" : value);
            }
        }
        return copy.build();
    }
}
