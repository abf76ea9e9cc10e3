// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.benchmarks.micro;

import io.trafficmirror.capture.DropReason;
import io.trafficmirror.copy.ShadowRequest;
import io.trafficmirror.copy.Target;
import io.trafficmirror.dispatch.Lane;
import io.trafficmirror.dispatch.LaneCopy;
import io.trafficmirror.dispatch.LaneHandle;
import io.trafficmirror.dispatch.LaneWatch;
import io.trafficmirror.dispatch.TargetLimits;
import io.trafficmirror.http.Body;
import io.trafficmirror.http.Headers;
import io.trafficmirror.transport.Outcome;
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
    private final Lane open = lane(true);
    private final Lane full = lane(false);
    private final LaneCopy copy = new NoCopy();

    /** Fills the lane that answers nothing. */
    @Setup
    public void fill() {
        while (full.refusal() == null) {
            full.offer(copy);
        }
    }

    /** The copy gets a slot, is handed to the transport and ends, all of it on this thread. */
    @Benchmark
    public LaneHandle launchedAndEnded() {
        return open.offer(copy);
    }

    /** All slots and the whole queue are taken: the copy is dropped. */
    @Benchmark
    public LaneHandle droppedAtAFullQueue() {
        return full.offer(copy);
    }

    /** What is asked before anything is captured. */
    @Benchmark
    public Object refusedBeforeCapture() {
        return full.refusal();
    }

    private static Lane lane(boolean answers) {
        TargetLimits limits = TargetLimits.DEFAULT.withMaxInFlight(64).withDeadline(Duration.ofHours(1));
        return new Lane(
                Target.parse("http://shadow"),
                limits.withMaxQueueAge(Duration.ofHours(1)),
                new IdleTransport(answers),
                new NoWatch(),
                System::nanoTime,
                () -> ThreadLocalRandom.current().nextLong());
    }

    private static final class NoWatch implements LaneWatch {
        @Override
        public void breaker(Target target, boolean opened) {
            // Nothing fails here.
        }

        @Override
        public void fault(Throwable fault) {
            throw new AssertionError(fault);
        }
    }

    private static final class NoCopy implements LaneCopy {
        @Override
        public ShadowRequest compose() {
            return new ShadowRequest(Target.parse("http://shadow"), "GET", "/", "shadow", Headers.empty(), Body.NONE);
        }

        @Override
        public void dropped(DropReason reason) {
            // Not counted: the lane alone is measured.
        }

        @Override
        public void sent() {
            // The same.
        }

        @Override
        public void answering(int status, Headers headers) {
            // The same.
        }

        @Override
        public boolean answerBody(ByteBuffer chunk) {
            return false;
        }

        @Override
        public void ended(Outcome outcome, long nanos) {
            // The same.
        }
    }
}
