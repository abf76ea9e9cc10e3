// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.judge;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import io.trafficmirror.compare.report.Report;
import io.trafficmirror.compare.verdict.FailLatch;
import io.trafficmirror.compare.verdict.Judgement;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Everything that is known of all experiments, read from the compacted topics: so each judge answers for all. Safe for concurrent use. */
final class FleetView implements Runnable, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(FleetView.class);
    private static final Duration POLL = Duration.ofMillis(500);

    /** Before what failed is tried again. */
    private static final Duration PAUSE = Duration.ofMillis(500);

    private final Consumer<byte[], byte[]> consumer;
    private final JudgeTopics topics;
    private final Judgement judgement;
    private final ReportBytes reports = new ReportBytes();
    private final Thread thread = new Thread(this, "mirror-judge-view");
    private final CountDownLatch closing = new CountDownLatch(1);

    /** Where each partition ended when this began: before that is read, sums are of a part of the fleet. */
    private final Map<TopicPartition, Long> ends = new HashMap<>();

    private volatile boolean ready;

    @GuardedBy("this")
    private final ExperimentSums sums = new ExperimentSums();

    /** The latest of each key, not read yet: sums come every few seconds, and are asked for now and then. */
    @GuardedBy("this")
    private final Map<String, Unread> unread = new LinkedHashMap<>();

    @GuardedBy("this")
    private final Map<String, FailLatch> latches = new HashMap<>();

    /** A sum as it was stored. */
    private record Unread(ByteBuffer bytes, long offset) {}

    FleetView(Consumer<byte[], byte[]> consumer, JudgeTopics topics, Judgement judgement) {
        this.consumer = consumer;
        this.topics = topics;
        this.judgement = judgement;
    }

    /** Begins to read; where that fails, the client is closed. */
    void start() {
        try {
            assign();
            thread.setDaemon(true);
            thread.start();
        } catch (RuntimeException | Error e) {
            consumer.close();
            throw e;
        }
    }

    private void assign() {
        List<TopicPartition> all = new ArrayList<>();
        for (String topic : List.of(topics.reports(), topics.verdicts())) {
            consumer.partitionsFor(topic)
                    .forEach(partition -> all.add(new TopicPartition(topic, partition.partition())));
        }
        consumer.assign(all);
        consumer.seekToBeginning(all);
        ends.putAll(consumer.endOffsets(all));
    }

    @Override
    public void run() {
        try (consumer) {
            while (closing.getCount() > 0) {
                read();
            }
        } catch (WakeupException | InterruptedException e) {
            LOG.debug("The view ends.", e);
        }
    }

    /** Whatever fails is tried again: what is known would be old for ever. */
    private void read() throws InterruptedException {
        try {
            take(consumer.poll(POLL));
            ready = ready
                    || ends.entrySet().stream().allMatch(end -> consumer.position(end.getKey()) >= end.getValue());
        } catch (WakeupException e) {
            throw e;
        } catch (RuntimeException | Error e) {
            tell(e);
            var unused = closing.await(PAUSE.toMillis(), TimeUnit.MILLISECONDS);
        }
    }

    private static void tell(Throwable failure) {
        try {
            LOG.warn("What judges have written can't be read, and is tried again.", failure);
        } catch (RuntimeException | Error e) {
            // A message that can't be read, or no memory for the line: there is nobody else to tell.
        }
    }

    /** The client is behind all of them by now: those that an Error has left untaken would be read no more. To take one twice changes nothing. */
    private void take(ConsumerRecords<byte[], byte[]> messages) {
        try {
            messages.forEach(this::take);
        } catch (RuntimeException | Error e) {
            messages.partitions()
                    .forEach(partition -> consumer.seek(
                            partition, messages.records(partition).get(0).offset()));
            throw e;
        }
    }

    private void take(ConsumerRecord<byte[], byte[]> message) {
        if (message.key() == null) {
            return;
        }
        String key = new String(message.key(), StandardCharsets.UTF_8);
        try {
            if (message.value() == null) {
                forget(message.topic(), key);
            } else if (message.topic().equals(topics.reports())) {
                synchronized (this) {
                    unread.put(key, new Unread(ByteBuffer.wrap(message.value()), message.offset()));
                }
            } else {
                FailLatch latch = StoredVerdict.latch(message.value(), judgement);
                synchronized (this) {
                    latches.put(key, latch);
                }
            }
        } catch (RuntimeException e) {
            unreadable(message.topic(), message.offset(), e);
        }
    }

    /** Reads the sums that have come since this was called last. One that can't be read is none, whenever it is looked at. */
    @GuardedBy("this")
    private void catchUp() {
        unread.forEach((key, sum) -> {
            try {
                sums.put(key, reports.read(sum.bytes().array()));
            } catch (RuntimeException e) {
                sums.remove(key);
                unreadable(topics.reports(), sum.offset(), e);
            }
        });
        unread.clear();
    }

    private static void unreadable(String topic, long offset, RuntimeException e) {
        LOG.warn("What stands in {} at {} can't be read: {}", topic, offset, e.toString());
    }

    private synchronized void forget(String topic, String key) {
        if (topic.equals(topics.reports())) {
            unread.remove(key);
            sums.remove(key);
        } else {
            latches.remove(key);
        }
    }

    /** Whether all was read that there was when it began. */
    boolean isReady() {
        return ready;
    }

    synchronized Set<String> ids() {
        catchUp();
        return sums.ids();
    }

    synchronized Optional<Report> report(String experiment) {
        catchUp();
        return sums.report(experiment);
    }

    synchronized FailLatch latch(String experiment) {
        return latches.getOrDefault(experiment, FailLatch.OPEN);
    }

    @Override
    public void close() {
        closing.countDown();
        consumer.wakeup();
        try {
            thread.join(Duration.ofSeconds(5).toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
