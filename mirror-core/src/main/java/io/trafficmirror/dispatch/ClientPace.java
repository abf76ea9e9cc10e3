// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.dispatch;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import io.trafficmirror.http.BodySource;
import java.nio.ByteBuffer;
import java.util.OptionalLong;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * A streamed body that knows for how long its consumer had nothing to send because the primary's client was slow. Safe between its one
 * consumer and whoever asks for that time.
 */
final class ClientPace implements BodySource {
    private final BodySource source;
    private final LongSupplier clock;

    /** Nanoseconds waited, but for a wait that lasts still. */
    @GuardedBy("this")
    private long waited;

    @GuardedBy("this")
    private long waitingSince;

    private volatile boolean waiting;

    ClientPace(BodySource source, LongSupplier clock) {
        this.source = source;
        this.clock = clock;
    }

    /** Nanoseconds for which the consumer has waited. Once the body has ended, it waits for nothing, whether it has noticed or not. */
    synchronized long waitedUntil(long now) {
        if (waiting && source.state() != State.OPEN) {
            waited += Math.max(0, now - waitingSince);
            waiting = false;
        }
        return waited + (waiting ? Math.max(0, now - waitingSince) : 0);
    }

    @Override
    public @Nullable ByteBuffer poll() {
        ByteBuffer next = source.poll();
        boolean dry = next == null && source.state() == State.OPEN;
        if (dry != waiting) {
            turn(dry, clock.getAsLong());
        }
        return next;
    }

    private synchronized void turn(boolean dry, long now) {
        if (dry && !waiting) {
            waitingSince = now;
        } else if (!dry && waiting) {
            waited += Math.max(0, now - waitingSince);
        }
        waiting = dry;
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
