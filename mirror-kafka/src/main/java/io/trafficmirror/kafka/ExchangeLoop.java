// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.kafka;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
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

    /** How often answers are looked for that could not be told. */
    private static final long LOOK_NANOS = TimeUnit.SECONDS.toNanos(1);

    private final SinkCounters counters;
    private final SinkClient client;
    private final SinkLog log;
    private final BlockingQueue<Event> events;
    private final ArrayDeque<Parcel> toSend = new ArrayDeque<>();
    private final Set<Parcel> inFlight = new HashSet<>();

    /** What is being handed over, or of which an answer is being counted; where that was broken off, until the next step. */
    private @Nullable Parcel inHand;

    private @Nullable SinkDropReason stopped;
    private long tryAgain;
    private long lookAgain = System.nanoTime();
    private boolean closing;
    private long closeBy;

    @GuardedBy("this")
    private boolean over;

    ExchangeLoop(
            String topic,
            SinkCounters counters,
            Supplier<Producer<byte[], byte[]>> producers,
            BlockingQueue<Event> events) {
        this.counters = counters;
        this.events = events;
        this.log = new SinkLog("An exchange", "It is lost, and counted.", counters);
        this.client = new SinkClient(topic, producers, log);
    }

    /** A record on its way, with what the client says of it: there may be no memory to tell that. Equal to none but itself. */
    private static final class Parcel {
        private final String key;
        private final byte[] value;
        private @Nullable Exception error;

        /** Written last, so that whoever has seen it sees the error. */
        private volatile boolean isAnswered;

        Parcel(String key, byte[] value) {
            this.key = key;
            this.value = value;
        }

        void answer(@Nullable Exception given) {
            error = given;
            isAnswered = true;
        }
    }

    /** What another thread tells this one. */
    sealed interface Event {}

    private record Offered(Parcel parcel) implements Event {}

    private record Answered(Parcel parcel) implements Event {}

    private record Close(long by) implements Event {}

    /** Takes a record that the counters have admitted, or counts it as dropped. Never waits for a broker. */
    synchronized void offer(String key, byte[] value) {
        boolean taken = false;
        try {
            taken = !over && events.add(new Offered(new Parcel(key, value)));
        } finally {
            if (!taken) {
                counters.dropped(value.length, over ? SinkDropReason.SINK_BLOCKED : SinkDropReason.SINK_FAILED);
            }
        }
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
        giveUpInHand();
        if (System.nanoTime() - lookAgain >= 0) {
            takeAnswers();
        }
        if (!toSend.isEmpty()) {
            Parcel parcel = toSend.remove();
            inHand = parcel;
            send(parcel);
            inHand = null;
            handle(events.poll());
        } else {
            long most = closing ? closeBy - System.nanoTime() : IDLE_NANOS;
            handle(events.poll(inFlight.isEmpty() ? most : Math.min(most, LOOK_NANOS), TimeUnit.NANOSECONDS));
        }
    }

    /** Whether the broker had it, nobody knows. */
    private void giveUpInHand() {
        Parcel left = inHand;
        if (left != null) {
            inFlight.remove(left);
            counters.unknown(left.value.length);
            inHand = null;
        }
    }

    /** Those of which nothing was told: without them their bytes would be pending for ever. */
    private void takeAnswers() {
        lookAgain = System.nanoTime() + LOOK_NANOS;
        for (Parcel parcel : List.copyOf(inFlight)) {
            if (parcel.isAnswered) {
                settle(parcel);
            }
        }
    }

    private void handle(@Nullable Event event) {
        if (event instanceof Close close) {
            closing = true;
            closeBy = close.by();
        } else if (event instanceof Offered offered) {
            toSend.add(offered.parcel());
        } else if (event instanceof Answered answered) {
            settle(answered.parcel());
        }
    }

    /** Once, whoever tells of it. */
    private void settle(Parcel parcel) {
        if (inFlight.remove(parcel)) {
            inHand = parcel;
            answered(parcel);
            inHand = null;
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
            handed = client.send(parcel.key, parcel.value, error -> tell(parcel, error));
        } catch (InterruptedException e) {
            counters.unknown(parcel.value.length);
            inHand = null;
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

    /** On a thread of the client's, which an error would end. */
    private void tell(Parcel parcel, @Nullable Exception error) {
        parcel.answer(error);
        try {
            events.add(new Answered(parcel));
        } catch (RuntimeException | Error e) {
            // No memory to tell it: it is found before long.
        }
    }

    private void answered(Parcel parcel) {
        Exception error = parcel.error;
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
        giveUpInHand();
        for (Event event = events.poll(); event != null; event = events.poll()) {
            if (event instanceof Offered offered) {
                counters.dropped(offered.parcel().value.length, SinkDropReason.SINK_BLOCKED);
            }
        }
        for (Parcel parcel : toSend) {
            counters.dropped(parcel.value.length, SinkDropReason.SINK_BLOCKED);
        }
        for (Parcel parcel : inFlight) {
            endInFlight(parcel);
        }
    }

    /** Whatever breaks off, it is counted, and so are those behind it. */
    private void endInFlight(Parcel parcel) {
        try {
            if (parcel.isAnswered) {
                answered(parcel);
                return;
            }
        } catch (RuntimeException | Error e) {
            // The answer could not be looked at.
        }
        counters.unknown(parcel.value.length);
    }
}
