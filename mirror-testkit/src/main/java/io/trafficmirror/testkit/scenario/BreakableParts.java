// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.testkit.scenario;

import io.trafficmirror.report.MirrorEvent;
import io.trafficmirror.transport.CallListener;
import io.trafficmirror.transport.Capability;
import io.trafficmirror.transport.OutboundCopy;
import io.trafficmirror.transport.ShadowCall;
import io.trafficmirror.transport.ShadowTransport;
import io.trafficmirror.transport.TransportSettings;
import io.trafficmirror.transport.wire.WireTransport;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/** The parts of a mirror, any of which can be broken. Safe for concurrent use. */
final class BreakableParts {
    private volatile @Nullable BrokenPart broken;
    private volatile @Nullable Thread breaker;
    private volatile TransportManner manner = TransportManner.SOUND;

    /** Breaks one part for all but the calling thread, and mends the others. */
    void breakPart(@Nullable BrokenPart part) {
        breaker = Thread.currentThread();
        broken = part;
    }

    /** Has the transport keep its promises in this manner. */
    void transport(TransportManner wanted) {
        manner = wanted;
    }

    /** Throws an error if this part is the broken one. */
    void use(BrokenPart part) {
        if (broken == part) {
            throw new OutOfMemoryError("on purpose, in " + part);
        }
    }

    long clock() {
        Thread asking = Thread.currentThread();
        if (asking != breaker && !asking.getName().startsWith("traffic-mirror")) {
            use(BrokenPart.CLOCK);
        }
        return System.nanoTime();
    }

    long chance() {
        use(BrokenPart.CHANCE);
        return ThreadLocalRandom.current().nextLong();
    }

    void hear(MirrorEvent event) {
        use(BrokenPart.LISTENER);
    }

    ShadowTransport transport(TransportSettings settings) {
        return new Breakable(WireTransport.factory().open(settings), this);
    }

    /** A transport that can be broken. */
    private record Breakable(ShadowTransport real, BreakableParts parts) implements ShadowTransport {
        @Override
        public Set<Capability> capabilities() {
            return real.capabilities();
        }

        @Override
        public ShadowCall start(OutboundCopy copy, CallListener listener) {
            parts.use(BrokenPart.TRANSPORT);
            return switch (parts.manner) {
                case SOUND -> real.start(copy, listener);
                case NO_CALL -> {
                    real.start(copy, listener);
                    yield noCall();
                }
                case TWICE -> real.start(copy, new Twice(listener));
                case SILENT -> (reason, detail) -> {};
            };
        }

        @SuppressWarnings("NullAway") // which is the fault
        private static ShadowCall noCall() {
            return null;
        }

        @Override
        public int openConnections() {
            return real.openConnections();
        }

        @Override
        public void close(Duration grace) {
            real.close(grace);
        }
    }
}
