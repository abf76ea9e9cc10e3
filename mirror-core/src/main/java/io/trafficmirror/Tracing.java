// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror;

import io.trafficmirror.copy.CopyEdit;
import io.trafficmirror.http.Headers;
import io.trafficmirror.report.CopySpan;
import io.trafficmirror.report.CopyTracer;
import io.trafficmirror.report.CopyTracer.RequestSpan;
import io.trafficmirror.report.MirrorEvent;
import io.trafficmirror.report.MirrorName;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** Asks the tracer of a mirror, if there is one. What that throws costs a span and is counted. Safe for concurrent use. */
final class Tracing {
    private final @Nullable CopyTracer tracer;
    private final LongSupplier clock;
    private final Consumer<Throwable> faults;

    /**
     * Nothing is asked yet.
     *
     * @param clock counts nanoseconds
     * @param faults takes what the tracer throws; does not throw itself
     */
    Tracing(Optional<CopyTracer> tracer, LongSupplier clock, Consumer<Throwable> faults) {
        this.tracer = tracer.orElse(null);
        this.clock = clock;
        this.faults = faults;
    }

    /** The span of the request on whose thread this is called; null if there is none. */
    @Nullable
    RequestSpan current() {
        if (tracer == null) {
            return null;
        }
        try {
            return tracer.current().orElse(null);
        } catch (Throwable t) {
            faults.accept(t);
            return null;
        }
    }

    /** Begins the span of a copy; null if that can't be. */
    @Nullable
    Begun begin(RequestSpan of, MirrorName mirror) {
        CopySpan span = null;
        try {
            long now = clock.getAsLong();
            span = of.begin(mirror);
            return new Begun(span, checked(span.fields()), now);
        } catch (Throwable t) {
            faults.accept(t);
            if (span != null) {
                abandon(span);
            }
            return null;
        }
    }

    /** Refuses what could end the line of a field, as any edit of a copy does. */
    private static Headers checked(Headers fields) {
        return new CopyEdit.HeaderEdit(fields, Headers.empty(), List.of()).set();
    }

    private void abandon(CopySpan span) {
        try {
            span.abandon();
        } catch (Throwable t) {
            faults.accept(t);
        }
    }

    /**
     * A span that has begun. Immutable.
     *
     * @param fields what the copy carries of it
     * @param at when it began, by the mirror's clock
     */
    record Begun(CopySpan span, Headers fields, long at) {
        /** The copy's end is told. */
        void over(MirrorEvent event, Duration lasted) {
            if (event instanceof MirrorEvent.Dropped) {
                span.abandon();
            } else {
                span.end(event, lasted);
            }
        }
    }
}
