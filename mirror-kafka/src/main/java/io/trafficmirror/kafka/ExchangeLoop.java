// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.kafka;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.apache.kafka.clients.producer.Producer;
import org.jspecify.annotations.Nullable;

/**
 * What the thread of a sink of exchanges does: each record is handed over once, and never again. All state is this thread's, but for the events, of which
 * there are never more than two for each pending record and one.
 */
final class ExchangeLoop implements SinkThread.Loop {
    /** How long after a refusal the next record is tried: each would wait as long as the one before. */
    private static final long REST_NANOS = TimeUnit.SECONDS.toNanos(5);

    private static final long IDLE_NANOS = TimeUnit.MINUTES.toNanos(1);

    private final SinkCounters counters;
    private final SinkClient client;
    private final SinkLog log;
    private final LinkedBlockingQueue<Event> events = new LinkedBlockingQueue<>();
    private final ArrayDeque<Parcel> toSend = new ArrayDeque<>();
    private final Set<Parcel> inFlight = new HashSet<>();
    private @Nullable SinkDropReason stopped;
    private long tryAgain;
    private boolean closing;
    private long closeBy;

    @GuardedBy("this")
    private boolean over;

    ExchangeLoop(String topic, SinkCounters counters, Supplier<Producer<byte[], byte[]>> producers) {
        this.counters = counters;
        this.log = new SinkLog("An exchange", "It is lost, and counted.", counters);
        this.client = new SinkClient(topic, producers, log);
    }

    /** A record on its way; equal to none but itself. */
    private static final class Parcel {
        private final String key;
        private final byte[] value;

        Parcel(String key, byte[] value) {
            this.key = key;
            this.value = value;
        }
    }

    /** What another thread tells this one. */
    private sealed interface Event {}

    private record Offered(Parcel parcel) implements Event {}

    private record Answered(Parcel parcel, @Nullable Exception error) implements Event {}

    private record Close(long by) implements Event {}

    /** Takes a record that the counters have admitted; false once the thread has ended. Never waits for a broker. */
    synchronized boolean offer(String key, byte[] value) {
        return !over && events.add(new Offered(new Parcel(key, value)));
    }

    @Override
    public void close(Duration grace) {
        events.add(new Close(System.nanoTime() + grace.toNanos()));
    }

    @Override
    public boolean isOver() {
        return closing
                && ((toSend.isEmpty() && inFlight.isEmpty() && events.isEmpty()) || System.nanoTime() - closeBy >= 0);
    }

    @Override
    public void step() throws InterruptedException {
        if (!toSend.isEmpty()) {
            send(toSend.remove());
            handle(events.poll());
        } else {
            long most = closing ? closeBy - System.nanoTime() : IDLE_NANOS;
            handle(events.poll(most, TimeUnit.NANOSECONDS));
        }
    }

    private void handle(@Nullable Event event) {
        if (event instanceof Close close) {
            closing = true;
            closeBy = close.by();
        } else if (event instanceof Offered offered) {
            toSend.add(offered.parcel());
        } else if (event instanceof Answered answered && inFlight.remove(answered.parcel())) {
            answered(answered.parcel(), answered.error());
        }
    }

    private void send(Parcel parcel) throws InterruptedException {
        SinkDropReason given = stopped;
        if (given != null && System.nanoTime() - tryAgain < 0) {
            counters.dropped(parcel.value.length, given);
            return;
        }
        stopped = null;
        SinkClient.Handed handed;
        try {
            handed = client.send(parcel.key, parcel.value, error -> events.add(new Answered(parcel, error)));
        } catch (InterruptedException e) {
            counters.unknown(parcel.value.length);
            throw e;
        }
        if (handed instanceof SinkClient.Handed.UnderWay) {
            inFlight.add(parcel);
        } else if (handed instanceof SinkClient.Handed.Stored) {
            counters.acked(parcel.value.length);
        } else if (handed instanceof SinkClient.Handed.Refused refused) {
            counters.dropped(parcel.value.length, refused.reason());
            if (refused.reason() != SinkDropReason.SINK_TOO_LARGE) {
                stopped = refused.reason();
                tryAgain = System.nanoTime() + REST_NANOS;
            }
        } else {
            counters.unknown(parcel.value.length);
        }
    }

    private void answered(Parcel parcel, @Nullable Exception error) {
        if (error == null) {
            counters.acked(parcel.value.length);
            return;
        }
        log.warn("was not acknowledged", error);
        Refusals.onItsWay(error)
                .ifPresentOrElse(
                        reason -> counters.dropped(parcel.value.length, reason),
                        () -> counters.unknown(parcel.value.length));
    }

    @Override
    public void end() {
        client.dispose(Duration.ZERO);
        synchronized (this) {
            over = true;
        }
        for (Event event = events.poll(); event != null; event = events.poll()) {
            handle(event);
        }
        toSend.forEach(parcel -> counters.dropped(parcel.value.length, SinkDropReason.SINK_BLOCKED));
        inFlight.forEach(parcel -> counters.unknown(parcel.value.length));
    }
}
