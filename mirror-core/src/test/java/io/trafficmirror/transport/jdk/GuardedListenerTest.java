// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.transport.jdk;

import static org.assertj.core.api.Assertions.assertThat;

import io.trafficmirror.http.Headers;
import io.trafficmirror.transport.CallListener;
import io.trafficmirror.transport.FailureReason;
import io.trafficmirror.transport.Outcome;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;

class GuardedListenerTest {
    private static final Outcome ABORTED = new Outcome.Failed(FailureReason.TIMEOUT, "deadline");

    private final List<String> events = new CopyOnWriteArrayList<>();
    private final GuardedListener guarded = new GuardedListener(new Recorder());

    /** What the listener does with a piece of the body. */
    private volatile Runnable onBody = () -> {};

    @Test
    void nothing_is_heard_behind_the_end() {
        guarded.onDone(ABORTED);
        guarded.onHeaders(200, Headers.empty());
        assertThat(guarded.onBody(ByteBuffer.allocate(1))).isFalse();
        assertThat(events).containsExactly("done");
    }

    @Test
    void the_end_waits_for_what_is_being_heard() throws Exception {
        Thread ending = new Thread(() -> guarded.onDone(ABORTED));
        onBody = () -> {
            ending.start();
            while (ending.getState() != Thread.State.BLOCKED && ending.isAlive()) {
                Thread.onSpinWait();
            }
        };
        assertThat(guarded.onBody(ByteBuffer.allocate(1))).isTrue();
        ending.join();
        assertThat(events).containsExactly("body", "done");
    }

    private final class Recorder implements CallListener {
        @Override
        public void onSending() {
            events.add("sending");
        }

        @Override
        public void onHeaders(int status, Headers headers) {
            events.add("headers");
        }

        @Override
        public boolean onBody(ByteBuffer chunk) {
            onBody.run();
            events.add("body");
            return true;
        }

        @Override
        public void onDone(Outcome outcome) {
            events.add("done");
        }
    }
}
