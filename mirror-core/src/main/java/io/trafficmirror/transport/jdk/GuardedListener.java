// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.transport.jdk;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import io.trafficmirror.http.Headers;
import io.trafficmirror.transport.CallListener;
import io.trafficmirror.transport.Outcome;
import java.nio.ByteBuffer;

/**
 * Passes calls on until the end was told, and none after it: after an abort the client's threads may still be handing a response over. Safe for
 * concurrent use.
 */
final class GuardedListener implements CallListener {
    private final CallListener listener;

    @GuardedBy("this")
    private boolean over;

    GuardedListener(CallListener listener) {
        this.listener = listener;
    }

    @Override
    public void onSending() {
        listener.onSending();
    }

    @Override
    public synchronized void onHeaders(int status, Headers headers) {
        if (!over) {
            listener.onHeaders(status, headers);
        }
    }

    @Override
    public synchronized boolean onBody(ByteBuffer chunk) {
        return !over && listener.onBody(chunk);
    }

    /** Waits for what the listener is guarded, and tells it without the lock: what it does at the end is not ours to know. */
    @Override
    public void onDone(Outcome outcome) {
        synchronized (this) {
            over = true;
        }
        listener.onDone(outcome);
    }
}
