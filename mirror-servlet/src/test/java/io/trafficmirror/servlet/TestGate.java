// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.servlet;

import io.trafficmirror.capture.Doors;
import io.trafficmirror.capture.Exchange;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;

/** A gate that hands out given exchanges and keeps the faults it hears of. Safe for concurrent use. */
final class TestGate implements Gate {
    final List<Throwable> faults = new CopyOnWriteArrayList<>();
    private final Supplier<Exchange> exchanges;
    private final Doors doors = new Doors();

    TestGate(Supplier<Exchange> exchanges) {
        this.exchanges = exchanges;
    }

    @Override
    public Object mirror() {
        return this;
    }

    @Override
    public Doors doors() {
        return doors;
    }

    @Override
    public Exchange observe(HttpServletRequest request) {
        return exchanges.get();
    }

    @Override
    public void fault(Throwable fault) {
        faults.add(fault);
    }
}
