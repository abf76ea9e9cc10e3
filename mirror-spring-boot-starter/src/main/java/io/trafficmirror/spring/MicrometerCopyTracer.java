// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.spring;

import io.micrometer.tracing.Span;
import io.micrometer.tracing.TraceContext;
import io.micrometer.tracing.Tracer;
import io.micrometer.tracing.propagation.Propagator;
import io.trafficmirror.http.Headers;
import io.trafficmirror.report.CopySpan;
import io.trafficmirror.report.CopyTracer;
import io.trafficmirror.report.MirrorEvent;
import io.trafficmirror.report.MirrorName;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * A span {@code mirror} for each copy, a child of the request's span. Of a request that is not sampled nothing is recorded; the copy carries its trace id and that it is
 * not sampled. Safe for concurrent use.
 */
final class MicrometerCopyTracer implements CopyTracer {
    private final Tracer tracer;
    private final Propagator propagator;

    MicrometerCopyTracer(Tracer tracer, Propagator propagator) {
        this.tracer = tracer;
        this.propagator = propagator;
    }

    @Override
    public Optional<RequestSpan> current() {
        TraceContext parent = tracer.currentTraceContext().context();
        return parent == null ? Optional.empty() : Optional.of(mirror -> begin(parent, mirror));
    }

    private CopySpan begin(TraceContext parent, MirrorName mirror) {
        if (!Boolean.TRUE.equals(parent.sampled())) {
            return new Unrecorded(fields(parent));
        }
        Instant now = Instant.now();
        long micros = TimeUnit.SECONDS.toMicros(now.getEpochSecond()) + TimeUnit.NANOSECONDS.toMicros(now.getNano());
        Span span = tracer.spanBuilder()
                .setParent(parent)
                .name("mirror")
                .kind(Span.Kind.CLIENT)
                .tag("shadow", "true")
                .tag("mirror.route", mirror.route())
                .tag("mirror.backend", mirror.backend())
                .startTimestamp(micros, TimeUnit.MICROSECONDS)
                .start();
        return new Recorded(span, micros, fields(span.context()));
    }

    private Headers fields(TraceContext context) {
        Headers.Builder fields = Headers.builder(4);
        propagator.inject(context, fields, (carrier, name, value) -> fields.set(name, value));
        return fields.build();
    }

    /** Tells the shadow of the request's own span, and records nothing. */
    private record Unrecorded(Headers fields) implements CopySpan {
        @Override
        public void end(MirrorEvent event, Duration lasted) {}

        @Override
        public void abandon() {}
    }

    /** A span that is exported once it has ended. */
    private record Recorded(Span span, long beganMicros, Headers fields) implements CopySpan {
        @Override
        public void end(MirrorEvent event, Duration lasted) {
            if (event instanceof MirrorEvent.Answered answered) {
                span.tag("outcome", "answered").tag("status", String.valueOf(answered.status()));
            } else if (event instanceof MirrorEvent.Failed failed) {
                span.tag("outcome", failed.reason().tag());
            }
            span.end(beganMicros + TimeUnit.NANOSECONDS.toMicros(lasted.toNanos()), TimeUnit.MICROSECONDS);
        }

        @Override
        public void abandon() {
            span.abandon();
        }
    }
}
