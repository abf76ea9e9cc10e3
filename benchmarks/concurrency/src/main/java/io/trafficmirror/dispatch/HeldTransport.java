// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.dispatch;

import io.trafficmirror.transport.CallListener;
import io.trafficmirror.transport.Capability;
import io.trafficmirror.transport.FailureReason;
import io.trafficmirror.transport.OutboundCopy;
import io.trafficmirror.transport.Outcome;
import io.trafficmirror.transport.ShadowCall;
import io.trafficmirror.transport.ShadowTransport;
import java.time.Duration;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Keeps its one exchange open until it is told how it ends. Safe for concurrent use. */
final class HeldTransport implements ShadowTransport {
    private volatile @Nullable CallListener listener;

    CallListener listener() {
        return Objects.requireNonNull(listener);
    }

    @Override
    public Set<Capability> capabilities() {
        return Set.of();
    }

    @Override
    public ShadowCall start(OutboundCopy copy, CallListener heard) {
        listener = heard;
        return (FailureReason reason, String detail) -> heard.onDone(new Outcome.Failed(reason, detail));
    }

    @Override
    public int openConnections() {
        return -1;
    }

    @Override
    public void close(Duration grace) {}
}
