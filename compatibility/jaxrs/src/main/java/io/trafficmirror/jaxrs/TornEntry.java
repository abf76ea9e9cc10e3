// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.jaxrs;

import io.trafficmirror.TrafficMirror;
import io.trafficmirror.adapter.Decisions;
import io.trafficmirror.adapter.MirrorEntry;
import io.trafficmirror.capture.Exchange;
import io.trafficmirror.http.HeadReader;
import java.util.function.Supplier;

/** The entry to a real mirror, torn at the seam of the moment. Safe for concurrent use. */
record TornEntry(TrafficMirror real, Supplier<Seam> seam) implements MirrorEntry {
    @Override
    public Decisions decisions() {
        return real.decisions();
    }

    @Override
    @SuppressWarnings("unchecked") // a reader of what it is given
    public <R> Exchange observe(R request, HeadReader<R> reader) {
        Seam now = seam.get();
        HeadReader<R> torn = now.at(HeadReader.class, reader);
        Exchange exchange = real.observe(request, torn);
        return exchange.isNone() ? exchange : now.at(Exchange.class, new TornExchange(exchange, now));
    }

    @Override
    public void fault(Throwable fault) {
        real.fault(fault);
    }
}
