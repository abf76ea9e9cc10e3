// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.judge;

import io.trafficmirror.compare.report.Report;
import io.trafficmirror.kafka.EvidenceRecord;
import io.trafficmirror.kafka.EvidenceRecordFormat;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Adds up the records of one partition by their keys, each record once, and hands on every few seconds the sums that have changed. Confined to one thread of
 * Streams. What it remembers and what it hands on is committed together with the place in the partition, or not at all.
 */
final class MergeProcessor implements Processor<byte[], byte[], String, byte[]> {
    static final String SEEN = "seen";
    static final String SUMS = "sums";

    /** The most bytes of a sum: what is larger, with its key and what Kafka adds, no message may be. */
    static final int MOST_SUM_BYTES = 7 << 20;

    private static final Logger LOG = LoggerFactory.getLogger(MergeProcessor.class);

    private final JudgeCounters counters;
    private final Duration every;
    private final EvidenceRecordFormat format = new EvidenceRecordFormat();
    private final ReportBytes reports = new ReportBytes();
    private final Map<String, Report> sums = new HashMap<>();
    private final Set<String> changed = new LinkedHashSet<>();

    @SuppressWarnings("NullAway.Init") // Streams calls init before anything else.
    private ProcessorContext<String, byte[]> context;

    @SuppressWarnings("NullAway.Init")
    private KeyValueStore<String, byte[]> seenStore;

    @SuppressWarnings("NullAway.Init")
    private KeyValueStore<String, byte[]> sumStore;

    MergeProcessor(JudgeCounters counters, Duration every) {
        this.counters = counters;
        this.every = every;
    }

    @Override
    public void init(ProcessorContext<String, byte[]> given) {
        context = given;
        seenStore = given.getStateStore(SEEN);
        sumStore = given.getStateStore(SUMS);
        // Streams may use one processor twice: what was added up before may never have been committed.
        sums.clear();
        changed.clear();
        // What a judge before this one had added up and not yet handed on.
        try (KeyValueIterator<String, byte[]> all = sumStore.all()) {
            while (all.hasNext()) {
                KeyValue<String, byte[]> sum = all.next();
                changed.add(sum.key);
            }
        }
        given.schedule(every, PunctuationType.WALL_CLOCK_TIME, now -> handOn(now));
    }

    @Override
    public void process(Record<byte[], byte[]> message) {
        EvidenceRecord record;
        try {
            record = format.read(message.value());
        } catch (RuntimeException | StackOverflowError e) {
            // Whatever was in it is there for ever: a thread that ended with it would meet it again.
            refused(e);
            return;
        }
        try {
            String key = new String(message.key(), StandardCharsets.UTF_8);
            if (!key.startsWith(EvidenceRecord.idOf(record.report().experiment()) + "|")) {
                throw new IllegalArgumentException("key: must be of the experiment, was " + key);
            }
            merge(key, record);
        } catch (IllegalArgumentException | ArithmeticException | NullPointerException e) {
            refused(e);
        }
    }

    private void refused(Throwable e) {
        counters.refused();
        LOG.warn("A record was refused: {}", e.toString());
    }

    private void merge(String key, EvidenceRecord record) {
        // With its length, for a name may hold any character.
        String replica = record.instance().length() + ":" + record.instance() + record.epoch();
        byte[] known = seenStore.get(replica);
        SeenRecords seen = known == null ? SeenRecords.NONE : SeenRecords.of(known);
        if (seen.has(record.sequence())) {
            if (record.madeMillis() > seen.madeMillis()) {
                counters.reused();
                LOG.warn(
                        "Two lives of {} have the epoch {}: what the second has seen is not counted.",
                        record.instance(),
                        record.epoch());
            } else {
                counters.repeated();
            }
            return;
        }
        SeenRecords now = seen.with(record.sequence(), record.floor(), record.madeMillis());
        Report before = sums.computeIfAbsent(key, this::stored);
        Report sum = before == null ? record.report() : before.plus(record.report());
        byte[] written = reports.write(sum);
        if (written.length > MOST_SUM_BYTES) {
            throw new IllegalArgumentException("sum: must be at most " + MOST_SUM_BYTES + " bytes, would be "
                    + written.length + " with what " + record.instance() + " has sent");
        }
        seenStore.put(replica, now.toBytes());
        sums.put(key, sum);
        sumStore.put(key, written);
        changed.add(key);
        counters.merged();
    }

    private @Nullable Report stored(String key) {
        byte[] sum = sumStore.get(key);
        return sum == null ? null : reports.read(sum);
    }

    private void handOn(long now) {
        for (String key : changed) {
            context.forward(new Record<>(key, sumStore.get(key), now));
        }
        changed.clear();
    }
}
