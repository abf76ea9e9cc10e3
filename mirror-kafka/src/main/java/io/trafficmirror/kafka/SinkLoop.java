// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.kafka;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InterruptException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What the sink's thread does. All state is this thread's; others hand it events, of which there are never more than pending records and one. */
final class SinkLoop implements Runnable {
    private static final Logger LOG = LoggerFactory.getLogger(SinkLoop.class);
    private static final long QUIET_NANOS = 60_000_000_000L;

    private final SinkSettings settings;
    private final SinkCounters counters;
    private final Rounds rounds;
    private final Supplier<Producer<byte[], byte[]>> producers;
    private final LinkedBlockingQueue<Event> events = new LinkedBlockingQueue<>();
    private final ArrayDeque<Outgoing> toSend = new ArrayDeque<>();
    private final List<Outgoing> toResend = new ArrayList<>();
    private final Set<Outgoing> inFlight = new HashSet<>();
    private @Nullable Producer<byte[], byte[]> producer;
    private @Nullable SinkDropReason stopped;
    private boolean closing;
    private boolean lastRoundMade;
    private long closeBy;
    private long nextTick;
    private long warnAgain = System.nanoTime();

    SinkLoop(
            SinkSettings settings, SinkCounters counters, Rounds rounds, Supplier<Producer<byte[], byte[]>> producers) {
        this.settings = settings;
        this.counters = counters;
        this.rounds = rounds;
        this.producers = producers;
    }

    /** What another thread tells this one. */
    private sealed interface Event {}

    private record Answered(Outgoing record, @Nullable Exception error) implements Event {}

    private record Close(long by) implements Event {}

    void close(Duration grace) {
        events.add(new Close(System.nanoTime() + grace.toNanos()));
    }

    @Override
    public void run() {
        nextTick = System.nanoTime() + settings.interval().toNanos();
        try {
            while (!isOver()) {
                step();
            }
        } catch (InterruptedException e) {
            LOG.debug("The end was not waited for.", e);
        } finally {
            end();
        }
    }

    private boolean isOver() {
        return closing && ((lastRoundMade && isSettled()) || System.nanoTime() - closeBy >= 0);
    }

    private boolean isSettled() {
        return toSend.isEmpty() && toResend.isEmpty() && inFlight.isEmpty();
    }

    private void step() throws InterruptedException {
        long wait = nextTick - System.nanoTime();
        if (!toSend.isEmpty()) {
            send(toSend.remove());
            handle(events.poll());
        } else if (wait <= 0 || (closing && !lastRoundMade && isSettled())) {
            tick();
        } else {
            long most = closing ? Math.min(wait, closeBy - System.nanoTime()) : wait;
            handle(events.poll(most, TimeUnit.NANOSECONDS));
        }
    }

    /** A round begins where the one before is settled; else what is in doubt is sent again. */
    private void tick() {
        nextTick = System.nanoTime() + settings.interval().toNanos();
        stopped = null;
        if (isSettled()) {
            lastRoundMade = closing;
            makeRound();
        } else {
            toSend.addAll(toResend);
            toResend.clear();
        }
    }

    private void makeRound() {
        try {
            toSend.addAll(rounds.next());
        } catch (RuntimeException | Error e) {
            // Whatever it was, the next round may do: a thread that has ended would lose all that comes.
            warn("could not be put into records", e);
        }
    }

    private void handle(@Nullable Event event) {
        if (event instanceof Close close) {
            closing = true;
            closeBy = close.by();
        } else if (event instanceof Answered answered && inFlight.remove(answered.record())) {
            answered(answered.record(), answered.error());
        }
    }

    private void send(Outgoing record) throws InterruptedException {
        SinkDropReason given = stopped;
        if (given != null) {
            notTaken(record, given);
            return;
        }
        if (record.isDoubtful()) {
            counters.resent();
        }
        Delivery delivery = new Delivery(Thread.currentThread());
        try {
            ProducerRecord<byte[], byte[]> sent = new ProducerRecord<>(
                    settings.topic(), record.key().getBytes(StandardCharsets.UTF_8), record.value());
            var unused = producer().send(sent, (metadata, error) -> {
                if (!delivery.tookAnswer(error)) {
                    events.add(new Answered(record, error));
                }
            });
        } catch (InterruptException e) {
            record.doubt();
            toResend.add(record);
            throw (InterruptedException) new InterruptedException("while a record was sent").initCause(e);
        } catch (KafkaException | IllegalStateException e) {
            warn("could not be sent", e);
            dispose(Duration.ZERO);
            notTaken(record, SinkDropReason.SINK_FAILED);
            return;
        } catch (RuntimeException | Error e) {
            // What the client had done before, nobody knows.
            warn("could not be sent", e);
            dispose(Duration.ZERO);
            record.doubt();
            toResend.add(record);
            return;
        }
        delivery.returned();
        if (!delivery.isOver()) {
            inFlight.add(record);
            return;
        }
        Exception error = delivery.error();
        if (error == null) {
            answered(record, null);
        } else {
            warn("was not taken", error);
            notTaken(record, Refusals.beforeTaken(error));
        }
    }

    private Producer<byte[], byte[]> producer() {
        Producer<byte[], byte[]> now = producer;
        if (now == null) {
            now = producers.get();
            producer = now;
        }
        return now;
    }

    /** The client never had it. Where one is refused for lack of a broker, so are those behind it: each would wait as long. */
    private void notTaken(Outgoing record, SinkDropReason reason) {
        stopped = reason == SinkDropReason.SINK_TOO_LARGE ? stopped : reason;
        if (record.isDoubtful()) {
            toResend.add(record);
        } else {
            counters.dropped(record.bytes(), reason);
        }
    }

    private void answered(Outgoing record, @Nullable Exception error) {
        if (error == null) {
            counters.acked(record.bytes());
            rounds.settled(record);
            return;
        }
        warn("was not acknowledged", error);
        Optional<SinkDropReason> certain = Refusals.onItsWay(error);
        if (certain.isPresent() && !record.isDoubtful()) {
            counters.dropped(record.bytes(), certain.get());
        } else if (certain.filter(reason -> reason == SinkDropReason.SINK_TOO_LARGE)
                .isPresent()) {
            // In doubt before, and never taken again: evidence that may be stored must not be sent under another
            // number.
            counters.unknown(record.bytes());
            rounds.settled(record);
        } else {
            record.doubt();
            toResend.add(record);
        }
    }

    /** Whatever happens, the account closes, and no thread of the client is left. */
    private void end() {
        var unused = Thread.interrupted();
        dispose(Duration.ZERO);
        for (Event event = events.poll(); event != null; event = events.poll()) {
            handle(event);
        }
        toResend.addAll(inFlight);
        toResend.forEach(record -> counters.unknown(record.bytes()));
        for (Outgoing record : toSend) {
            if (record.isDoubtful()) {
                counters.unknown(record.bytes());
            } else {
                counters.dropped(record.bytes(), SinkDropReason.SINK_BLOCKED);
            }
        }
    }

    private void dispose(Duration timeout) {
        Producer<byte[], byte[]> now = producer;
        producer = null;
        if (now != null) {
            try {
                now.close(timeout);
            } catch (KafkaException e) {
                warn("left a client that could not be closed", e);
            }
        }
    }

    private void warn(String what, Throwable e) {
        if (System.nanoTime() - warnAgain >= 0) {
            warnAgain = System.nanoTime() + QUIET_NANOS;
            LOG.warn(
                    "Evidence for Kafka {}; {}. It stays in this process until it can be sent.",
                    what,
                    counters.account(),
                    e);
        }
    }
}
