// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.jaxrs;

import io.trafficmirror.TrafficMirror;
import io.trafficmirror.capture.Doors;
import io.trafficmirror.capture.Exchange;

/** Decides at the entry whether a copy of a request is wanted, and hears of our faults. Safe for concurrent use. */
interface Gate {
    /** Whose decisions these are; compared by identity. */
    Object mirror();

    /** The mirror's doors, of which this is an inner one. */
    Doors doors();

    /** The exchange to feed; {@link Exchange#NONE} if no copy is wanted. */
    Exchange observe(Incoming request);

    /** Counts a fault that was contained. Throws nothing. */
    void fault(Throwable fault);

    /** The gate to a mirror. */
    static Gate to(TrafficMirror mirror) {
        return new Gate() {
            @Override
            public Object mirror() {
                return mirror;
            }

            @Override
            public Doors doors() {
                return mirror.doors();
            }

            @Override
            public Exchange observe(Incoming request) {
                return mirror.observe(request, RestHead.READER);
            }

            @Override
            public void fault(Throwable fault) {
                mirror.fault(fault);
            }
        };
    }
}
