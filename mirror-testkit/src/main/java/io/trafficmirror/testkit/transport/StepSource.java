// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.testkit.transport;

import io.trafficmirror.http.BodySource;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.OptionalLong;
import java.util.Queue;
import org.jspecify.annotations.Nullable;

/**
 * A streamed body that a test produces piece by piece. Safe for concurrent use.
 *
 * @since 0.1.0
 */
public final class StepSource implements BodySource {
    private final OptionalLong length;
    private final Queue<ByteBuffer> pieces = new ArrayDeque<>();
    private State state = State.OPEN;
    private boolean cancelled;
    private int emptyPollsLeft = Integer.MAX_VALUE;
    private @Nullable Runnable wake;

    private StepSource(OptionalLong length) {
        this.length = length;
    }

    /** A body whose length nobody has said. */
    public static StepSource ofUnknownLength() {
        return new StepSource(OptionalLong.empty());
    }

    /** A body of which so many bytes are promised. */
    public static StepSource ofLength(long bytes) {
        return new StepSource(OptionalLong.of(bytes));
    }

    /** The same, but behind its end somebody has taken its rest away by the time of the n-th poll that finds nothing, 1 or more. */
    public StepSource takenAwayAtEmptyPoll(int n) {
        emptyPollsLeft = n;
        return this;
    }

    /** Produces bytes. */
    public void add(byte[] bytes) {
        Runnable woken;
        synchronized (this) {
            pieces.add(ByteBuffer.wrap(bytes.clone()));
            woken = claimWake();
        }
        run(woken);
    }

    /** Ends the body in order. */
    public void end() {
        become(State.ENDED);
    }

    /** Cuts the body. */
    public void cut() {
        become(State.CUT);
    }

    /** Whether the consumer has said that it wants no more. */
    public synchronized boolean isCancelled() {
        return cancelled;
    }

    @Override
    public OptionalLong length() {
        return length;
    }

    @Override
    public synchronized @Nullable ByteBuffer poll() {
        ByteBuffer next = pieces.poll();
        if (next == null && state == State.ENDED && --emptyPollsLeft == 0) {
            state = State.CUT;
        }
        return next;
    }

    @Override
    public synchronized State state() {
        return state;
    }

    @Override
    public void whenReady(Runnable next) {
        Runnable woken = null;
        synchronized (this) {
            wake = next;
            if (!pieces.isEmpty() || state != State.OPEN) {
                woken = claimWake();
            }
        }
        run(woken);
    }

    @Override
    public synchronized void cancel() {
        cancelled = true;
        if (state == State.OPEN || !pieces.isEmpty()) {
            state = State.CUT;
        }
        pieces.clear();
    }

    private void become(State next) {
        Runnable woken;
        synchronized (this) {
            state = next;
            woken = claimWake();
        }
        run(woken);
    }

    private @Nullable Runnable claimWake() {
        Runnable claimed = wake;
        wake = null;
        return claimed;
    }

    private static void run(@Nullable Runnable woken) {
        if (woken != null) {
            woken.run();
        }
    }
}
