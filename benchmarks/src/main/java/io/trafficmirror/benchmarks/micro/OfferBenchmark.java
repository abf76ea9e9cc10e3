// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.benchmarks.micro;

import io.trafficmirror.capture.CaptureRules;
import io.trafficmirror.capture.internal.ByteBudget;
import io.trafficmirror.capture.internal.ChargedBody;
import io.trafficmirror.copy.ShadowRequest;
import io.trafficmirror.dispatch.CallEnd;
import io.trafficmirror.dispatch.CopyAccount;
import io.trafficmirror.dispatch.CopyCall;
import io.trafficmirror.dispatch.Dispatcher;
import io.trafficmirror.dispatch.DispatcherListener;
import io.trafficmirror.http.Body;
import io.trafficmirror.http.Headers;
import io.trafficmirror.targets.Target;
import io.trafficmirror.targets.TargetLimits;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** What a request thread pays to hand a copy over, by what becomes of it. Run with -t 1, -t 4, -t 32. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 4, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class OfferBenchmark {
    private final Dispatcher open = dispatcher(true);
    private final Dispatcher full = dispatcher(false);
    private final CopyAccount copy = new NoCopy();
    private final ByteBudget budget = new ByteBudget(Long.MAX_VALUE);
    private final ChargedBody empty = ChargedBody.EMPTY;

    /** Fills the dispatcher that answers nothing. */
    @Setup
    public void fill() {
        while (full.refusal() == null) {
            offer(full);
        }
    }

    /** The copy gets a slot, is handed to the transport and ends, all of it on this thread. */
    @Benchmark
    public CopyCall launchedAndEnded() {
        return offer(open);
    }

    /** All slots and the whole queue are taken: the copy is dropped. */
    @Benchmark
    public CopyCall droppedAtAFullQueue() {
        return offer(full);
    }

    /** What is asked before anything is captured. */
    @Benchmark
    public Object refusedBeforeCapture() {
        return full.refusal();
    }

    private CopyCall offer(Dispatcher dispatcher) {
        CopyCall call = new CopyCall(dispatcher, copy, budget, 512);
        call.begin();
        call.leave(Body.NONE, empty, false);
        return call;
    }

    private static Dispatcher dispatcher(boolean answers) {
        TargetLimits limits = TargetLimits.DEFAULT.withMaxInFlight(64).withDeadline(Duration.ofHours(1));
        return new Dispatcher(
                Target.parse("http://shadow"),
                limits.withMaxQueueAge(Duration.ofHours(1)),
                new IdleTransport(answers),
                new NoWatch(),
                System::nanoTime,
                () -> ThreadLocalRandom.current().nextLong());
    }

    private static final class NoWatch implements DispatcherListener {
        @Override
        public void breaker(Target target, boolean opened) {
            // Nothing fails here.
        }

        @Override
        public void fault(Throwable fault) {
            throw new AssertionError(fault);
        }
    }

    private static final class NoCopy implements CopyAccount {
        @Override
        public CaptureRules rules() {
            return CaptureRules.DEFAULT;
        }

        @Override
        public void selected() {
            // Not counted: the dispatcher alone is measured.
        }

        @Override
        public ShadowRequest compose(Body body, boolean reconstructed) {
            return new ShadowRequest(Target.parse("http://shadow"), "GET", "/", "shadow", Headers.empty(), body);
        }

        @Override
        public void sent() {
            // The same.
        }

        @Override
        public void responding(int status, Headers headers) {
            // The same.
        }

        @Override
        public boolean responseBody(ByteBuffer chunk) {
            return false;
        }

        @Override
        public void count(CallEnd end) {
            // The same.
        }

        @Override
        public void tell(CallEnd end, long sentAt, long endedAt) {
            // The same.
        }

        @Override
        public void over(CallEnd end, long sentAt, long endedAt) {
            // The same.
        }
    }
}
