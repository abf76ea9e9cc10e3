// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.kafka;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.apache.kafka.clients.producer.Producer;
import org.jspecify.annotations.Nullable;

/** What the sink's thread does. All state is this thread's; others hand it events, of which there are never more than pending records and one. */
final class SinkLoop implements SinkThread.Loop {
    /** How often at least what is in doubt is sent again while there is an end to it. */
    private static final long CLOSING_NANOS = TimeUnit.SECONDS.toNanos(1);

    private final SinkSettings settings;
    private final SinkCounters counters;
    private final Rounds rounds;
    private final SinkLog log;
    private final SinkClient client;
    private final BlockingQueue<Event> events;
    private final ArrayDeque<Outgoing> toSend = new ArrayDeque<>();
    private final List<Outgoing> toResend = new ArrayList<>();
    private final Map<Outgoing, Answered> inFlight = new HashMap<>();

    /** All records of a round that is not settled, those among them that are over. */
    private List<Outgoing> round = List.of();

    /** Whether a step was broken off, so that nobody knows where a record stands. */
    private boolean torn;

    private @Nullable SinkDropReason stopped;
    private boolean closing;
    private boolean roundFailed;
    private boolean lastRoundMade;
    private long closeBy;
    private long nextTick;

    SinkLoop(
            SinkSettings settings,
            SinkCounters counters,
            Rounds rounds,
            Supplier<Producer<byte[], byte[]>> producers,
            BlockingQueue<Event> events) {
        this.settings = settings;
        this.counters = counters;
        this.rounds = rounds;
        this.events = events;
        this.log = new SinkLog("Evidence", "It stays in this process until it can be sent.", counters);
        this.client = new SinkClient(settings.topic(), producers, log);
        this.nextTick = System.nanoTime() + settings.interval().toNanos();
    }

    /** What another thread tells this one. */
    sealed interface Event {}

    /** What the client says of a record that it was handed: kept here too, for there may be no memory to tell it. Safe for concurrent use. */
    private static final class Answered implements Event {
        private final Outgoing record;
        private @Nullable Exception error;

        /** Written last, so that whoever has seen it sees the error. */
        private volatile boolean given;

        Answered(Outgoing record) {
            this.record = record;
        }

        void give(@Nullable Exception answer) {
            error = answer;
            given = true;
        }
    }

    private record Close(long by) implements Event {}

    @Override
    public void close(Duration grace) {
        events.add(new Close(System.nanoTime() + grace.toNanos()));
    }

    @Override
    public boolean isOver() {
        return closing && ((lastRoundMade && isSettled()) || System.nanoTime() - closeBy >= 0);
    }

    private boolean isSettled() {
        return !torn && toSend.isEmpty() && toResend.isEmpty() && inFlight.isEmpty();
    }

    @Override
    public void step() throws InterruptedException {
        if (torn) {
            recover();
        }
        try {
            goOn();
            if (isSettled()) {
                round = List.of();
            }
        } catch (InterruptedException e) {
            throw e;
        } catch (Throwable e) {
            torn = true;
            throw e;
        }
    }

    /** Whatever is not over goes out again, as what may be stored. */
    private void recover() {
        inFlight.clear();
        toSend.clear();
        toResend.clear();
        for (Outgoing record : round) {
            if (!record.isOver()) {
                record.doubt();
                toResend.add(record);
            }
        }
        torn = false;
    }

    private void goOn() throws InterruptedException {
        long wait = nextTick - System.nanoTime();
        if (!toSend.isEmpty()) {
            send(toSend.remove());
            handle(events.poll());
        } else if (wait <= 0 || (closing && !lastRoundMade && !roundFailed && isSettled())) {
            tick();
        } else {
            long most = closing ? Math.min(wait, closeBy - System.nanoTime()) : wait;
            handle(events.poll(most, TimeUnit.NANOSECONDS));
        }
    }

    /** A round begins where the one before is settled; else what is in doubt is sent again. */
    private void tick() {
        long interval = settings.interval().toNanos();
        nextTick = System.nanoTime() + (closing ? Math.min(interval, CLOSING_NANOS) : interval);
        stopped = null;
        takeAnswers();
        if (isSettled()) {
            roundFailed = !makeRound();
            lastRoundMade = closing && !roundFailed;
        } else {
            toSend.addAll(toResend);
            toResend.clear();
        }
    }

    /** Those of which nothing was told: without them no round would begin any more. */
    private void takeAnswers() {
        for (Answered answered : List.copyOf(inFlight.values())) {
            if (answered.given) {
                handle(answered);
            }
        }
    }

    /** False: it failed. */
    private boolean makeRound() {
        try {
            round = rounds.next();
            toSend.addAll(round);
            return true;
        } catch (Throwable e) {
            // Whatever it was, the next round may do: a thread that has ended would lose all that comes.
            log.warn("could not be put into records", e);
            torn = true;
            return false;
        }
    }

    private void handle(@Nullable Event event) {
        if (event instanceof Close close) {
            closing = true;
            closeBy = close.by();
            nextTick = System.nanoTime();
        } else if (event instanceof Answered answered && inFlight.remove(answered.record, answered)) {
            answered(answered.record, answered.error);
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
        Answered answered = new Answered(record);
        SinkClient.Handed handed;
        try {
            handed = client.send(record.key(), record.value(), error -> tell(answered, error));
        } catch (InterruptedException e) {
            record.doubt();
            toResend.add(record);
            throw e;
        }
        if (handed instanceof SinkClient.Handed.UnderWay) {
            inFlight.put(record, answered);
        } else if (handed instanceof SinkClient.Handed.Stored) {
            answered(record, null);
        } else if (handed instanceof SinkClient.Handed.Refused refused) {
            notTaken(record, refused.reason());
        } else {
            record.doubt();
            toResend.add(record);
        }
    }

    /** On a thread of the client's, which an error would end. */
    private void tell(Answered answered, @Nullable Exception error) {
        answered.give(error);
        try {
            events.add(answered);
        } catch (RuntimeException | Error e) {
            // No memory to tell it: the next tick finds it.
        }
    }

    /** The client never had it. Where one is refused for lack of a broker, so are those behind it: each would wait as long. */
    private void notTaken(Outgoing record, SinkDropReason reason) {
        stopped = reason == SinkDropReason.SINK_TOO_LARGE ? stopped : reason;
        if (record.isDoubtful()) {
            toResend.add(record);
        } else {
            counters.dropped(record.bytes(), reason);
            record.end();
        }
    }

    private void answered(Outgoing record, @Nullable Exception error) {
        if (error == null) {
            counters.acked(record.bytes());
            rounds.settled(record);
            record.end();
            return;
        }
        log.warn("was not acknowledged", error);
        Optional<SinkDropReason> certain = Refusals.onItsWay(error);
        if (certain.isPresent() && !record.isDoubtful()) {
            counters.dropped(record.bytes(), certain.get());
            record.end();
        } else if (certain.filter(reason -> reason == SinkDropReason.SINK_TOO_LARGE)
                .isPresent()) {
            // In doubt before, and never taken again: evidence that may be stored must not be sent under another
            // number.
            counters.unknown(record.bytes());
            rounds.settled(record);
            record.end();
        } else {
            record.doubt();
            toResend.add(record);
        }
    }

    @Override
    public void end() {
        client.dispose(Duration.ZERO);
        for (Event event = events.poll(); event != null; event = events.poll()) {
            handle(event);
        }
        takeAnswers();
        for (Outgoing record : round) {
            if (!record.isOver() && (torn || record.isDoubtful() || inFlight.containsKey(record))) {
                counters.unknown(record.bytes());
            } else if (!record.isOver()) {
                counters.dropped(record.bytes(), SinkDropReason.SINK_BLOCKED);
            }
        }
    }
}
