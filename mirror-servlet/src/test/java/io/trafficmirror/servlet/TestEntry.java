// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.servlet;

import io.trafficmirror.adapter.Decisions;
import io.trafficmirror.adapter.MirrorEntry;
import io.trafficmirror.capture.Exchange;
import io.trafficmirror.http.HeadReader;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;

/** An entry that hands out given exchanges and keeps the faults it hears of. Safe for concurrent use. */
final class TestEntry implements MirrorEntry {
    final List<Throwable> faults = new CopyOnWriteArrayList<>();
    private final Supplier<Exchange> exchanges;
    private final Decisions decisions = new Decisions();

    TestEntry(Supplier<Exchange> exchanges) {
        this.exchanges = exchanges;
    }

    @Override
    public Decisions decisions() {
        return decisions;
    }

    @Override
    public <R> Exchange observe(R request, HeadReader<R> reader) {
        return exchanges.get();
    }

    @Override
    public void fault(Throwable fault) {
        faults.add(fault);
    }
}
