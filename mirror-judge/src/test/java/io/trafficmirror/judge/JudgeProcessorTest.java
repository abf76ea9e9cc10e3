// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.judge;

import static org.assertj.core.api.Assertions.assertThat;

import io.trafficmirror.compare.evidence.AttributeCounts;
import io.trafficmirror.compare.evidence.Evidence;
import io.trafficmirror.compare.evidence.LatencyCounts;
import io.trafficmirror.compare.evidence.PairCounts;
import io.trafficmirror.compare.evidence.RouteCounts;
import io.trafficmirror.compare.evidence.RouteEvidence;
import io.trafficmirror.compare.report.Report;
import io.trafficmirror.compare.verdict.Budget;
import io.trafficmirror.compare.verdict.Judgement;
import io.trafficmirror.kafka.EvidenceRecord;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.processor.api.MockProcessorContext;
import org.apache.kafka.streams.processor.api.MockProcessorContext.CapturedPunctuator;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.Stores;
import org.junit.jupiter.api.Test;

class JudgeProcessorTest {
    private final MockProcessorContext<String, byte[]> context = context();

    /** Each is a life of a judge over the same stores. */
    @Test
    void a_fail_that_was_reached_under_another_question_is_not_held() {
        assertThat(judged(processor(Judgement.defaults()))).contains("\"verdict\":\"FAIL\"");
        assertThat(judged(processor(Judgement.defaults().withBudget(new Budget(0.01, 2)))))
                .contains("\"verdict\":\"PASS\"");
        assertThat(judged(processor(Judgement.defaults()))).contains("\"verdict\":\"FAIL\"");
    }

    @Test
    void what_a_judge_before_had_taken_in_and_not_judged_is_judged() {
        take(processor(Judgement.defaults()));
        processor(Judgement.defaults());
        assertThat(look()).contains("\"verdict\":\"FAIL\"");
    }

    private JudgeProcessor processor(Judgement judgement) {
        JudgeProcessor processor = new JudgeProcessor(judgement, Duration.ofSeconds(1));
        processor.init(context);
        return processor;
    }

    private String judged(JudgeProcessor processor) {
        take(processor);
        return look();
    }

    private static void take(JudgeProcessor processor) {
        processor.process(new Record<>(
                EvidenceRecord.key(Parts.EXPERIMENT, "GET /", "one", 4), new ReportBytes().write(sum()), 0));
    }

    /** 0.3 % differ, in values alone. */
    private static Report sum() {
        PairCounts pairs = new PairCounts(100_000, 300, 0, 0);
        RouteCounts counts =
                new RouteCounts(100_000, 300, 0, pairs, PairCounts.NONE, Map.of(), LatencyCounts.ZERO, new TreeMap<>());
        return new Report(
                Parts.EXPERIMENT,
                new Evidence(Map.of("GET /", new RouteEvidence(counts, AttributeCounts.ZERO)), Map.of()));
    }

    /** What the youngest judge says. */
    private String look() {
        context.resetForwards();
        List<CapturedPunctuator> looks = context.scheduledPunctuators();
        looks.get(looks.size() - 1).getPunctuator().punctuate(0);
        return new String(context.forwarded().get(0).record().value(), StandardCharsets.UTF_8);
    }

    private static MockProcessorContext<String, byte[]> context() {
        MockProcessorContext<String, byte[]> context = new MockProcessorContext<>();
        for (String name : new String[] {JudgeProcessor.LATEST, JudgeProcessor.VERDICTS}) {
            KeyValueStore<String, byte[]> store = Stores.keyValueStoreBuilder(
                            Stores.inMemoryKeyValueStore(name), Serdes.String(), Serdes.ByteArray())
                    .withLoggingDisabled()
                    .withCachingDisabled()
                    .build();
            store.init(context.getStateStoreContext(), store);
            context.addStateStore(store);
        }
        return context;
    }
}
