// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.testkit.chaos;

import io.trafficmirror.copy.ShadowRequest;
import io.trafficmirror.transport.CallListener;
import io.trafficmirror.transport.Capability;
import io.trafficmirror.transport.OutboundCopy;
import io.trafficmirror.transport.ShadowCall;
import io.trafficmirror.transport.ShadowTransport;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;

/**
 * A transport whose threads hang before they send, and hear no interrupt, until they are let go. Safe for concurrent use.
 *
 * @param real the transport
 * @param hanging what its threads wait for
 */
record HangingTransport(ShadowTransport real, CountDownLatch hanging) implements ShadowTransport {
    @Override
    public Set<Capability> capabilities() {
        return real.capabilities();
    }

    @Override
    public ShadowCall start(OutboundCopy copy, CallListener listener) {
        return real.start(() -> hang(copy), listener);
    }

    private @Nullable ShadowRequest hang(OutboundCopy copy) {
        boolean interrupted = false;
        while (hanging.getCount() > 0) {
            try {
                hanging.await();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
        return copy.request();
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
