// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.judge;

import io.trafficmirror.compare.report.Report;
import io.trafficmirror.compare.verdict.FailLatch;
import io.trafficmirror.compare.verdict.Judge;
import io.trafficmirror.compare.verdict.JudgedCounts;
import io.trafficmirror.compare.verdict.Judgement;
import io.trafficmirror.compare.verdict.Verdict;
import java.time.Duration;
import java.util.Set;
import java.util.TreeSet;
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
 * Judges experiments, each in one place, so that a FAIL is reached once and held. All sums of an experiment come by one partition. Confined to one
 * thread of Streams.
 */
final class JudgeProcessor implements Processor<String, byte[], String, byte[]> {
    static final String LATEST = "latest";
    static final String VERDICTS = "verdicts";

    private static final Logger LOG = LoggerFactory.getLogger(JudgeProcessor.class);
    private static final int PAUSE = 10;

    private final Judgement judgement;
    private final Judge judge;
    private final Duration every;
    private final ReportBytes reports = new ReportBytes();
    private final ExperimentSums sums = new ExperimentSums();
    private final Set<String> changed = new TreeSet<>();
    private long notBefore = Long.MIN_VALUE;

    @SuppressWarnings("NullAway.Init") // Streams calls init before anything else.
    private ProcessorContext<String, byte[]> context;

    @SuppressWarnings("NullAway.Init")
    private KeyValueStore<String, byte[]> latest;

    @SuppressWarnings("NullAway.Init")
    private KeyValueStore<String, byte[]> verdicts;

    JudgeProcessor(Judgement judgement, Duration every) {
        this.judgement = judgement;
        this.judge = Judge.of(judgement);
        this.every = every;
    }

    @Override
    public void init(ProcessorContext<String, byte[]> given) {
        context = given;
        latest = given.getStateStore(LATEST);
        verdicts = given.getStateStore(VERDICTS);
        // Streams may use one processor twice: what it had taken in may never have been committed.
        sums.clear();
        changed.clear();
        try (KeyValueIterator<String, byte[]> all = latest.all()) {
            while (all.hasNext()) {
                KeyValue<String, byte[]> sum = all.next();
                if (take(sum.key, sum.value)) {
                    changed.add(ExperimentSums.experimentOf(sum.key)); // what was taken in before, and not judged
                }
            }
        }
        given.schedule(every, PunctuationType.WALL_CLOCK_TIME, this::judge);
    }

    @Override
    public void process(Record<String, byte[]> sum) {
        if (sum.key() != null && take(sum.key(), sum.value())) {
            latest.put(sum.key(), sum.value());
            changed.add(ExperimentSums.experimentOf(sum.key()));
        }
    }

    /** Without a value it was deleted. False: it can't be read, and is passed over. */
    private boolean take(String key, byte @Nullable [] value) {
        if (value == null) {
            sums.remove(key);
            return true;
        }
        try {
            sums.put(key, reports.read(value));
            return true;
        } catch (RuntimeException e) {
            LOG.warn("The sum {} can't be read: {}", key, e.toString());
            return false;
        }
    }

    /** Takes a tenth of the thread's time at most: the larger the evidence, the less a second changes it. */
    private void judge(long now) {
        if (now < notBefore || changed.isEmpty()) {
            return;
        }
        long began = System.nanoTime();
        for (String id : changed) {
            try {
                sums.report(id).ifPresent(all -> judge(id, all, now));
            } catch (IllegalArgumentException | ArithmeticException e) {
                // One experiment that can't be judged must not keep the others from their verdicts.
                LOG.warn("The experiment {} can't be judged: {}", id, e.toString());
            }
        }
        changed.clear();
        notBefore = now + (System.nanoTime() - began) / 1_000_000 * PAUSE;
    }

    private void judge(String id, Report report, long now) {
        byte[] before = verdicts.get(id);
        Verdict verdict = judge.judge(JudgedCounts.of(report.evidence()));
        FailLatch latch = (before == null ? FailLatch.OPEN : StoredVerdict.latch(before, judgement)).after(verdict);
        byte[] value = StoredVerdict.write(report.experiment(), latch.hold(verdict), latch, judgement);
        verdicts.put(id, value);
        context.forward(new Record<>(id, value, now));
    }
}
