// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.testkit.transport;

import static org.assertj.core.api.Assertions.assertThat;

import io.trafficmirror.http.Headers;
import io.trafficmirror.transport.CallListener;
import io.trafficmirror.transport.Outcome;
import io.trafficmirror.transport.ShadowCall;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * A call and all that its listener heard. Safe for concurrent use.
 *
 * @since 0.1.0
 */
public final class HeardCall implements CallListener {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final List<String> events = new CopyOnWriteArrayList<>();
    private final List<Thread> threads = new CopyOnWriteArrayList<>();
    private final ByteArrayOutputStream body = new ByteArrayOutputStream();
    private final CountDownLatch sending = new CountDownLatch(1);
    private final CountDownLatch headed = new CountDownLatch(1);
    private final CountDownLatch done = new CountDownLatch(1);
    private final AtomicReference<@Nullable Headers> headers = new AtomicReference<>();
    private final AtomicReference<@Nullable Outcome> outcome = new AtomicReference<>();
    private final AtomicReference<@Nullable ShadowCall> call = new AtomicReference<>();
    private final long wanted;

    /** Wants so many bytes of content and then no more. */
    public HeardCall(long wanted) {
        this.wanted = wanted;
    }

    /** Wants all content. */
    public static HeardCall ofEverything() {
        return new HeardCall(Long.MAX_VALUE);
    }

    /** The call that this listens to. */
    public void of(ShadowCall started) {
        call.set(started);
    }

    /** The call itself. */
    public ShadowCall call() {
        ShadowCall started = call.get();
        if (started == null) {
            throw new IllegalStateException("not started");
        }
        return started;
    }

    @Override
    public void onSending() {
        heard("sending");
        sending.countDown();
    }

    @Override
    public void onHeaders(int status, Headers fields) {
        headers.set(fields);
        heard("headers " + status);
        headed.countDown();
    }

    @Override
    public boolean onBody(ByteBuffer chunk) {
        if (!events.get(events.size() - 1).equals("body")) {
            heard("body");
        }
        synchronized (body) {
            while (chunk.hasRemaining()) {
                body.write(chunk.get());
            }
            return body.size() < wanted;
        }
    }

    @Override
    public void onDone(Outcome end) {
        outcome.compareAndSet(null, end);
        heard("done");
        done.countDown();
    }

    private void heard(String event) {
        events.add(event);
        threads.add(Thread.currentThread());
    }

    /** Waits for the end. */
    public Outcome outcome() {
        await(done, "onDone");
        Outcome end = outcome.get();
        if (end == null) {
            throw new IllegalStateException("no outcome");
        }
        return end;
    }

    /** Waits for the end, which must be an answer. */
    public Outcome.Answered answered() {
        Outcome end = outcome();
        assertThat(end).isInstanceOf(Outcome.Answered.class);
        return (Outcome.Answered) end;
    }

    /** Waits for the end, which must be a failure. */
    public Outcome.Failed failed() {
        Outcome end = outcome();
        assertThat(end).isInstanceOf(Outcome.Failed.class);
        return (Outcome.Failed) end;
    }

    /** Waits until work on the wire begins. */
    public HeardCall awaitSending() {
        await(sending, "onSending");
        return this;
    }

    /** Waits for the head of the answer. */
    public HeardCall awaitHeaders() {
        await(headed, "onHeaders");
        return this;
    }

    /** What was called, in order; calls of {@code onBody} in a row count once. */
    public List<String> events() {
        return List.copyOf(events);
    }

    /** The threads that called, in the order of {@link #events()}. */
    public List<Thread> threads() {
        return List.copyOf(threads);
    }

    /** The fields of the answer; empty before they came. */
    public Headers headers() {
        Headers fields = headers.get();
        return fields == null ? Headers.empty() : fields;
    }

    /** The content that was handed over. */
    public byte[] body() {
        synchronized (body) {
            return body.toByteArray();
        }
    }

    private void await(CountDownLatch latch, String what) {
        try {
            if (!latch.await(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
                throw new AssertionError("no " + what + " within " + PATIENCE + ", only " + events);
            }
        } catch (InterruptedException e) {
            throw new AssertionError("interrupted", e);
        }
    }
}
