// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.testkit.chaos;

import io.trafficmirror.copy.ShadowRequest;
import io.trafficmirror.http.Body;
import io.trafficmirror.http.BodySource;
import io.trafficmirror.testkit.Signal;
import io.trafficmirror.transport.CallListener;
import io.trafficmirror.transport.Capability;
import io.trafficmirror.transport.OutboundCopy;
import io.trafficmirror.transport.ShadowCall;
import io.trafficmirror.transport.ShadowTransport;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * A transport that tells when a streamed body has given it nothing, because the client has sent no more. Safe for concurrent use.
 *
 * @param real the transport
 * @param dry how often it found nothing in a body that has not ended
 * @param signal told of each time
 */
record WatchedUploads(ShadowTransport real, AtomicLong dry, Signal signal) implements ShadowTransport {
    @Override
    public Set<Capability> capabilities() {
        return real.capabilities();
    }

    @Override
    public ShadowCall start(OutboundCopy copy, CallListener listener) {
        return real.start(new Watched(copy, this), listener);
    }

    @Override
    public int openConnections() {
        return real.openConnections();
    }

    @Override
    public void close(Duration grace) {
        real.close(grace);
    }

    private void ranDry() {
        dry.incrementAndGet();
        signal.changed();
    }

    private record Watched(OutboundCopy copy, WatchedUploads uploads) implements OutboundCopy {
        @Override
        public @Nullable ShadowRequest request() {
            ShadowRequest request = copy.request();
            return request != null && request.body() instanceof Body.Streamed streamed
                    ? request.withBody(new Body.Streamed(new Source(streamed.source(), uploads)))
                    : request;
        }

        @Override
        public boolean isStreamed() {
            return copy.isStreamed();
        }
    }

    private record Source(BodySource source, WatchedUploads uploads) implements BodySource {
        @Override
        public @Nullable ByteBuffer poll() {
            ByteBuffer next = source.poll();
            if (next == null && source.state() == State.OPEN) {
                uploads.ranDry();
            }
            return next;
        }

        @Override
        public OptionalLong length() {
            return source.length();
        }

        @Override
        public State state() {
            return source.state();
        }

        @Override
        public void whenReady(Runnable wake) {
            source.whenReady(wake);
        }

        @Override
        public void cancel() {
            source.cancel();
        }
    }
}
