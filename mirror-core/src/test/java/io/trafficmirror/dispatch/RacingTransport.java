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
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;

/** A transport that keeps no promise: ends calls twice, at once, late or never, and on any thread. Safe for concurrent use. */
final class RacingTransport implements ShadowTransport {
    private final Queue<Call> calls = new ConcurrentLinkedQueue<>();

    private record Call(OutboundCopy copy, CallListener listener) implements ShadowCall {
        void end(int how) {
            if (how % 5 != 4 && copy.request() == null) {
                return;
            }
            if (how % 3 != 0) {
                listener.onSending();
            }
            listener.onDone(
                    how % 2 == 0
                            ? new Outcome.Answered(200, 0, false)
                            : new Outcome.Failed(FailureReason.CLOSED, "planted"));
        }

        @Override
        public void abort(FailureReason reason, String detail) {
            if (detail.length() % 2 == 0) {
                listener.onDone(new Outcome.Failed(reason, detail));
            }
        }
    }

    @Override
    public Set<Capability> capabilities() {
        return Set.of();
    }

    @Override
    public ShadowCall start(OutboundCopy copy, CallListener listener) {
        Call call = new Call(copy, listener);
        if (copy.hashCode() % 3 == 0) {
            call.end(copy.hashCode());
        } else {
            calls.add(call);
        }
        return call;
    }

    /** Ends one call, perhaps twice, or forgets it. */
    void react(int how) {
        Call call = calls.poll();
        if (call != null && how % 11 != 0) {
            call.end(how);
            if (how % 4 == 0) {
                call.end(how + 1);
            }
        }
    }

    @Override
    public int openConnections() {
        return -1;
    }

    @Override
    public void close(Duration grace) {}
}
