// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.adapter;

import io.trafficmirror.capture.Exchange;
import io.trafficmirror.http.ResponseHead;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;

/**
 * The end of an exchange, which comes once, from whatever thread, and whatever fails on the way there. Safe for concurrent use.
 *
 * @since 0.1.0
 */
public final class ExchangeEnd {
    private final MirrorEntry entry;
    private final Exchange exchange;
    private final RequestTap request;
    private final AtomicBoolean ended = new AtomicBoolean();

    /** Of an exchange that has not ended. */
    public ExchangeEnd(MirrorEntry entry, Exchange exchange, RequestTap request) {
        this.entry = entry;
        this.exchange = exchange;
        this.request = request;
    }

    /** Whether it has ended. */
    public boolean isOver() {
        return ended.get();
    }

    /**
     * Ends the exchange, unless it has ended. Never throws.
     *
     * @param settle makes up for a body that did not pass; may throw
     * @param response the head of the response; empty if it is not known. It also settles that body, and may throw
     */
    public void end(Runnable settle, Supplier<Optional<ResponseHead>> response) {
        if (!ended.compareAndSet(false, true)) {
            return;
        }
        contained(request.tap()::settle);
        contained(settle);
        try {
            Optional<ResponseHead> known = response.get();
            if (known.isPresent()) {
                exchange.end(known.get());
                return;
            }
        } catch (Throwable t) {
            entry.fault(t);
        }
        contained(exchange::responseBodyMissed);
        contained(exchange::endWithoutResponse); // whatever became of the body: nothing else ends it
    }

    private void contained(Runnable step) {
        try {
            step.run();
        } catch (Throwable t) {
            request.tap().fault(t);
        }
    }
}
