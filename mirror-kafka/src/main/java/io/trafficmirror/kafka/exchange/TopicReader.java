// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.kafka.exchange;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/**
 * Reads all partitions of a topic to their ends, and hands out the oldest of what they have next: so the same topic is always read in the same order. Of
 * each partition one fetch is held at most. Confined to one thread.
 */
final class TopicReader {
    private static final Duration POLL = Duration.ofMillis(200);

    private final org.apache.kafka.clients.consumer.Consumer<byte[], byte[]> consumer;
    private final String topic;
    private final Duration patience;
    private final ExchangeRecordFormat format = new ExchangeRecordFormat();
    private final Map<Integer, Part> parts = new TreeMap<>();
    private long exchanges;
    private long refused;

    TopicReader(org.apache.kafka.clients.consumer.Consumer<byte[], byte[]> consumer, String topic, Duration patience) {
        this.consumer = consumer;
        this.topic = topic;
        this.patience = patience;
    }

    /** A partition: what of it is held, and where it ends. */
    private static final class Part {
        private final TopicPartition partition;
        private final long end;
        private final ArrayDeque<ExchangeRecord> next = new ArrayDeque<>();
        private long position;

        Part(TopicPartition partition, long position, long end) {
            this.partition = partition;
            this.position = position;
            this.end = end;
        }

        boolean isRead() {
            return position >= end;
        }
    }

    StoredExchanges.Count readAll(Consumer<ExchangeRecord> each) throws IOException {
        begin();
        while (true) {
            fill();
            Part oldest = null;
            for (Part part : parts.values()) {
                if (!part.next.isEmpty() && (oldest == null || atMillis(part) < atMillis(oldest))) {
                    oldest = part;
                }
            }
            if (oldest == null) {
                return new StoredExchanges.Count(exchanges, refused);
            }
            exchanges++;
            each.accept(oldest.next.remove());
        }
    }

    private static long atMillis(Part part) {
        return part.next.element().atMillis();
    }

    private void begin() throws IOException {
        @Nullable List<PartitionInfo> known = consumer.partitionsFor(topic);
        if (known == null || known.isEmpty()) {
            throw new IOException("topic " + topic + ": is not there");
        }
        List<TopicPartition> all = known.stream()
                .map(info -> new TopicPartition(topic, info.partition()))
                .toList();
        consumer.assign(all);
        Map<TopicPartition, Long> starts = consumer.beginningOffsets(all);
        Map<TopicPartition, Long> ends = consumer.endOffsets(all);
        for (TopicPartition partition : all) {
            long start = starts.getOrDefault(partition, 0L);
            consumer.seek(partition, start);
            parts.put(partition.partition(), new Part(partition, start, ends.getOrDefault(partition, 0L)));
        }
    }

    /** Until each partition has something to give, or is read. */
    private void fill() throws IOException {
        long giveUp = System.nanoTime() + patience.toNanos();
        while (parts.values().stream().anyMatch(part -> part.next.isEmpty() && !part.isRead())) {
            for (Part part : parts.values()) {
                List<TopicPartition> one = List.of(part.partition);
                if (part.isRead() || !part.next.isEmpty()) {
                    consumer.pause(one);
                } else {
                    consumer.resume(one);
                }
            }
            ConsumerRecords<byte[], byte[]> records = consumer.poll(POLL);
            records.forEach(this::take);
            for (Part part : parts.values()) {
                // Past what is left of aborted transactions, too, which is never handed out.
                part.position = Math.max(part.position, consumer.position(part.partition));
            }
            if (!records.isEmpty()) {
                giveUp = System.nanoTime() + patience.toNanos();
            } else if (System.nanoTime() - giveUp >= 0) {
                throw new IOException("topic " + topic + ": could not be read to its end, for " + patience.toSeconds()
                        + " s nothing came");
            }
        }
    }

    private void take(ConsumerRecord<byte[], byte[]> record) {
        Part part = parts.get(record.partition());
        if (part == null || record.offset() >= part.end) {
            return;
        }
        try {
            byte[] value = record.value();
            if (value == null) {
                throw new IllegalArgumentException("record: must have a value");
            }
            part.next.add(format.read(value));
        } catch (IllegalArgumentException e) {
            refused++;
        }
    }
}
