// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.judge;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import io.trafficmirror.compare.report.Report;
import io.trafficmirror.compare.verdict.FailLatch;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Everything that is known of all experiments, read from the compacted topics: so each judge answers for all. Safe for concurrent use. */
final class FleetView implements Runnable, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(FleetView.class);
    private static final Duration POLL = Duration.ofMillis(500);

    private final Consumer<byte[], byte[]> consumer;
    private final JudgeTopics topics;
    private final ReportBytes reports = new ReportBytes();
    private final Thread thread = new Thread(this, "mirror-judge-view");
    private volatile boolean closing;

    @GuardedBy("this")
    private final ExperimentSums sums = new ExperimentSums();

    @GuardedBy("this")
    private final Map<String, FailLatch> latches = new HashMap<>();

    FleetView(Consumer<byte[], byte[]> consumer, JudgeTopics topics) {
        this.consumer = consumer;
        this.topics = topics;
    }

    void start() {
        List<TopicPartition> all = new ArrayList<>();
        for (String topic : List.of(topics.reports(), topics.verdicts())) {
            consumer.partitionsFor(topic)
                    .forEach(partition -> all.add(new TopicPartition(topic, partition.partition())));
        }
        consumer.assign(all);
        consumer.seekToBeginning(all);
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void run() {
        try (consumer) {
            while (!closing) {
                for (ConsumerRecord<byte[], byte[]> message : consumer.poll(POLL)) {
                    take(message);
                }
            }
        } catch (WakeupException e) {
            LOG.debug("The view ends.", e);
        }
    }

    private void take(ConsumerRecord<byte[], byte[]> message) {
        if (message.key() == null || message.value() == null) {
            return;
        }
        String key = new String(message.key(), StandardCharsets.UTF_8);
        try {
            if (message.topic().equals(topics.reports())) {
                Report sum = reports.read(message.value());
                synchronized (this) {
                    sums.put(key, sum);
                }
            } else {
                FailLatch latch = StoredVerdict.latch(message.value());
                synchronized (this) {
                    latches.put(key, latch);
                }
            }
        } catch (IllegalArgumentException e) {
            LOG.warn("What stands in {} at {} can't be read: {}", message.topic(), message.offset(), e.getMessage());
        }
    }

    synchronized Set<String> ids() {
        return sums.ids();
    }

    synchronized Optional<Report> report(String experiment) {
        return sums.report(experiment);
    }

    synchronized FailLatch latch(String experiment) {
        return latches.getOrDefault(experiment, FailLatch.OPEN);
    }

    @Override
    public void close() {
        closing = true;
        consumer.wakeup();
        try {
            thread.join(Duration.ofSeconds(5).toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
