// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror;

import static org.assertj.core.api.Assertions.assertThat;

import io.trafficmirror.capture.Exchange;
import io.trafficmirror.http.Headers;
import io.trafficmirror.http.RequestHead;
import io.trafficmirror.transport.CallListener;
import io.trafficmirror.transport.Capability;
import io.trafficmirror.transport.OutboundCopy;
import io.trafficmirror.transport.ShadowCall;
import io.trafficmirror.transport.ShadowTransport;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** Mirrors that are closed on the last frames of a stack, from the overflow upwards: whoever closes them again has them closed. */
class CloseDeepStackTest {
    private static final int DEPTHS = 240;
    private static final RequestHead GET = new RequestHead("GET", "http", "a.example", "/", Headers.empty());

    private final AtomicInteger closed = new AtomicInteger();

    @Test
    void a_close_that_was_broken_off_can_be_had_again() throws InterruptedException {
        mirror().close(Duration.ZERO); // so that no class is initialized down there
        for (int above = 0; above < DEPTHS; above++) {
            TrafficMirror mirror = mirror();
            closed.set(0);
            DeepStack.atItsEnd(above, () -> mirror.close(Duration.ZERO));
            mirror.close(Duration.ZERO);
            assertThat(closed.get())
                    .as("closes of the transport, %s steps above the overflow", above)
                    .isPositive();
            assertThat(mirror.observe(GET)).isSameAs(Exchange.NONE);
        }
    }

    private TrafficMirror mirror() {
        return TrafficMirror.builder()
                .limits(MirrorLimits.defaults().withRampUp(Duration.ZERO))
                .transport(settings -> new Silent())
                .startLine(line -> {})
                .route(MirrorRoute.to("http://shadow"))
                .build();
    }

    private final class Silent implements ShadowTransport {
        @Override
        public Set<Capability> capabilities() {
            return Set.of();
        }

        @Override
        public ShadowCall start(OutboundCopy copy, CallListener listener) {
            return (reason, detail) -> {};
        }

        @Override
        public int openConnections() {
            return 0;
        }

        @Override
        public void close(Duration grace) {
            closed.incrementAndGet();
        }
    }
}
