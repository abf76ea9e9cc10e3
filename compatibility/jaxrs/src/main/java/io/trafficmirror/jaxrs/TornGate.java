// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.jaxrs;

import io.trafficmirror.TrafficMirror;
import io.trafficmirror.capture.Doors;
import io.trafficmirror.capture.Exchange;
import io.trafficmirror.http.HeadReader;
import java.util.function.Supplier;

/** The gate to a real mirror, torn at the seam of the moment. Safe for concurrent use. */
record TornGate(TrafficMirror real, Supplier<Seam> seam) implements Gate {
    @Override
    public Object mirror() {
        return real;
    }

    @Override
    public Doors doors() {
        return real.doors();
    }

    @Override
    @SuppressWarnings("unchecked") // a reader of what it is given
    public Exchange observe(Incoming request) {
        Seam now = seam.get();
        HeadReader<Incoming> reader = now.at(HeadReader.class, RestHead.READER);
        Exchange exchange = real.observe(request, reader);
        return exchange.isNone() ? exchange : now.at(Exchange.class, new TornExchange(exchange, now));
    }

    @Override
    public void fault(Throwable fault) {
        real.fault(fault);
    }
}
