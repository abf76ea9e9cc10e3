// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.compatibility.shadows;

import io.trafficmirror.transport.CallListener;
import io.trafficmirror.transport.Capability;
import io.trafficmirror.transport.OutboundCopy;
import io.trafficmirror.transport.ShadowCall;
import io.trafficmirror.transport.ShadowTransport;
import io.trafficmirror.transport.TransportSettings;
import io.trafficmirror.transport.wire.WireTransport;
import java.time.Duration;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;

/** Our own sender, watched: every call and its end are kept. Safe for concurrent use. */
final class RecordingTransport implements ShadowTransport {
    private final ShadowTransport wire;
    private final Queue<RecordedCall> calls = new ConcurrentLinkedQueue<>();

    RecordingTransport(TransportSettings settings) {
        wire = WireTransport.factory().open(settings);
    }

    /** Every call so far. */
    Queue<RecordedCall> calls() {
        return calls;
    }

    @Override
    public Set<Capability> capabilities() {
        return wire.capabilities();
    }

    @Override
    public ShadowCall start(OutboundCopy copy, CallListener listener) {
        RecordedCall call = new RecordedCall(copy, listener);
        calls.add(call);
        return wire.start(call, call);
    }

    @Override
    public int openConnections() {
        return wire.openConnections();
    }

    @Override
    public void close(Duration grace) {
        wire.close(grace);
    }
}
