// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.transport.wire;

import static org.assertj.core.api.Assertions.assertThat;

import io.trafficmirror.copy.ShadowRequest;
import io.trafficmirror.http.Body;
import io.trafficmirror.http.BodySource;
import io.trafficmirror.http.Headers;
import io.trafficmirror.transport.CallListener;
import io.trafficmirror.transport.FailureReason;
import io.trafficmirror.transport.Outcome;
import io.trafficmirror.transport.TransportSettings;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * An OutOfMemoryError at any call out of the loop or into it: the name's lookup, its thread, the copy, its body, its listener, the
 * wake-up. Each call ends, none stays under way, and the next ones are answered.
 */
@Timeout(300)
class CallSweepTest {
    private static final int MOST_TRIES = 50;
    private static final int MOST_STEPS = 2_000;

    private final AtomicLong left = new AtomicLong();

    /** Counts one call; the one that was agreed on throws. */
    private void step() {
        if (left.get() > 0 && left.decrementAndGet() == 0) {
            throw new OutOfMemoryError("on purpose");
        }
    }

    @Test
    void a_fault_at_any_step_ends_each_call_and_leaves_none_under_way() throws Exception {
        int step = 1;
        while (round(step)) {
            step++;
            assertThat(step).isLessThan(MOST_STEPS);
        }
        assertThat(step).as("steps that were swept").isGreaterThan(20);
    }

    /** False if the step was never reached. */
    private boolean round(int step) throws Exception {
        try (TalkingServer server = new TalkingServer("HTTP/1.1 200 O\r\nContent-Length: 2\r\n\r\nok", false)) {
            TransportSettings settings = stepped(server.settings());
            Offload lookups = new Offload(settings.threads());
            EventLoop loop = new EventLoop(settings, Optional.empty(), this::lookUp, lookups, lookups, this::stepped);
            left.set(0);
            loop.start();
            left.set(step);
            List<Told> all = Stream.of(
                            start(loop, server.request("GET", "/1")),
                            start(loop, streamed(server.request("GET", "/2"))),
                            aborted(loop, server.request("GET", "/3")),
                            start(loop, server.request("GET", "/4")))
                    .toList();
            all.forEach(Told::outcome);
            boolean reached = left.getAndSet(0) == 0;
            assertThat(underWay(loop))
                    .as("under way after a fault at step " + step)
                    .isZero();
            boolean answered = Stream.generate(
                            () -> start(loop, server.request("GET", "/5")).outcome())
                    .limit(MOST_TRIES)
                    .anyMatch(Outcome.Answered.class::isInstance);
            assertThat(answered).as("answered after a fault at step " + step).isTrue();
            loop.close(Duration.ofMinutes(10));
            lookups.close(Duration.ofSeconds(1));
            assertThat(loop.pool().openConnections()).isZero();
            return reached;
        }
    }

    private TransportSettings stepped(TransportSettings of) {
        return new TransportSettings(
                of.target(),
                of.maxConnections(),
                of.connectTimeout(),
                of.maxResponseBytes(),
                of.ssl(),
                of.http2(),
                of.proxy(),
                work -> {
                    step();
                    return of.threads().newThread(work);
                });
    }

    private Runnable stepped(Runnable waker) {
        return () -> {
            step();
            waker.run();
        };
    }

    private InetAddress[] lookUp(String host) throws java.net.UnknownHostException {
        step();
        return InetAddress.getAllByName(host);
    }

    private WireCall call(EventLoop loop, ShadowRequest request, Told told) {
        return new WireCall(
                loop,
                () -> {
                    step();
                    return request;
                },
                new SteppedListener(told));
    }

    private Told start(EventLoop loop, ShadowRequest request) {
        Told told = new Told();
        loop.offer(call(loop, request, told));
        return told;
    }

    private Told aborted(EventLoop loop, ShadowRequest request) {
        Told told = new Told();
        WireCall call = call(loop, request, told);
        loop.offer(call);
        call.abort(FailureReason.TIMEOUT, "on purpose");
        return told;
    }

    private ShadowRequest streamed(ShadowRequest of) {
        Body body = new Body.Streamed(new SteppedSource());
        return new ShadowRequest(of.target(), "GET", of.rawTarget(), of.authority(), of.headers(), body);
    }

    private static int underWay(EventLoop loop) throws Exception {
        CompletableFuture<Integer> calls = new CompletableFuture<>();
        loop.execute(() -> calls.complete(loop.pool().underWay()));
        return calls.get(60, TimeUnit.SECONDS);
    }

    private final class SteppedSource implements BodySource {
        private @Nullable ByteBuffer piece = ByteBuffer.wrap(new byte[] {'x'});

        @Override
        public OptionalLong length() {
            step();
            return OptionalLong.empty();
        }

        @Override
        public @Nullable ByteBuffer poll() {
            step();
            ByteBuffer next = piece;
            piece = null;
            return next;
        }

        @Override
        public State state() {
            step();
            return State.ENDED;
        }

        @Override
        public void whenReady(Runnable wake) {
            step();
            wake.run();
        }

        @Override
        public void cancel() {
            step();
        }
    }

    private final class SteppedListener implements CallListener {
        private final Told told;

        SteppedListener(Told told) {
            this.told = told;
        }

        @Override
        public void onSending() {
            step();
            told.onSending();
        }

        @Override
        public void onHeaders(int status, Headers headers) {
            step();
            told.onHeaders(status, headers);
        }

        @Override
        public boolean onBody(ByteBuffer chunk) {
            step();
            return told.onBody(chunk);
        }

        @Override
        public void onDone(Outcome outcome) {
            told.onDone(outcome);
            step();
        }
    }
}
