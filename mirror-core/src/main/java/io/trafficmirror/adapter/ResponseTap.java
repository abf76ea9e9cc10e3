// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.adapter;

import io.trafficmirror.capture.DropReason;
import io.trafficmirror.capture.Exchange;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What an adapter knows of a response's body. What can't be known exactly fails the capture, never the application. Confined to one
 * exchange, one thread at a time.
 *
 * @since 0.1.0
 */
public final class ResponseTap {
    private final Exchange exchange;
    private final Tap tap;

    /**
     * Of an exchange whose response is wanted.
     *
     * @param faults is told of faults of ours; throws nothing
     */
    public ResponseTap(Exchange exchange, Consumer<Throwable> faults) {
        this.exchange = exchange;
        this.tap = new Tap(exchange.responseBody(), faults);
    }

    /** Where the bytes pass. */
    public Tap tap() {
        return tap;
    }

    /** The body, or a part of it, was written past us. */
    public void lost() {
        try {
            exchange.responseBodyMissed();
        } catch (Throwable t) {
            tap.fault(t);
        }
    }

    /** A fault of ours has hit this body. */
    public void fault(Throwable fault) {
        tap.fault(fault);
        lost();
    }

    /**
     * The exchange is over: compares with the declared length, for bytes may have gone past us.
     *
     * @param hasNoContent whether the response has none, whatever was written (RFC 9110 section 6.4.1)
     * @param declaredLength the value of {@code Content-Length}; null without one
     */
    public void settle(boolean hasNoContent, @Nullable String declaredLength) {
        if (!tap.isOpen()) {
            return;
        }
        if (tap.isBrokenOff()) {
            tap.fail(DropReason.BODY_ABORTED);
            return;
        }
        if (hasNoContent && tap.passed() > 0) {
            tap.restart();
        }
        if (declaredLength != null && !hasNoContent && !declaredLength.equals(Long.toString(tap.passed()))) {
            lost();
        } else {
            tap.end();
        }
    }

    /** Whether a response to this method with this status has no content (RFC 9110 section 6.4.1). */
    public static boolean hasNoContent(String method, int status) {
        return "HEAD".equals(method) || status == 204 || status == 304;
    }
}
