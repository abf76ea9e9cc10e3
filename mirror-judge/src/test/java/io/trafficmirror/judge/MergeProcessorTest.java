// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.judge;

import static org.assertj.core.api.Assertions.assertThat;

import io.trafficmirror.compare.report.Report;
import io.trafficmirror.kafka.EvidenceRecord;
import io.trafficmirror.kafka.EvidenceRecordFormat;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.processor.api.MockProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.Stores;
import org.junit.jupiter.api.Test;

class MergeProcessorTest {
    private final JudgeCounters counters = new JudgeCounters();
    private final MergeProcessor processor = new MergeProcessor(counters, Duration.ofSeconds(1));

    /** Streams may use one processor again, by calling {@code init} once more, when it has thrown away what was not committed. */
    @Test
    void what_was_not_committed_is_forgotten_when_the_task_begins_anew() {
        Report part = Parts.of("GET /", 7, 0);
        MockProcessorContext<String, byte[]> aborted = context();
        processor.init(aborted);
        processor.process(message(part));

        MockProcessorContext<String, byte[]> context = context();
        processor.init(context);
        processor.process(message(part));
        context.scheduledPunctuators().get(0).getPunctuator().punctuate(0);

        assertThat(context.forwarded())
                .singleElement()
                .satisfies(forward -> assertThat(
                                new ReportBytes().read(forward.record().value()))
                        .isEqualTo(part));
    }

    @Test
    void a_sum_that_would_be_too_large_for_a_message_stays_as_it_was() {
        MockProcessorContext<String, byte[]> context = context();
        processor.init(context);
        Report almost =
                Parts.row(Parts.EXPERIMENT, "GET /", "$." + "a".repeat(MergeProcessor.MOST_SUM_BYTES - 2_000), 3);
        Report tooMuch = Parts.row(Parts.EXPERIMENT, "GET /", "$." + "b".repeat(2_000), 3);
        Report fits = Parts.of("GET /", 7, 0);
        processor.process(message(0, almost));
        processor.process(message(1, tooMuch));
        processor.process(message(1, tooMuch));
        processor.process(message(2, fits));
        context.scheduledPunctuators().get(0).getPunctuator().punctuate(0);

        assertThat(counters.account()).isEqualTo(new JudgeAccount(2, 0, 0, 2));
        byte[] sum = context.forwarded().get(0).record().value();
        assertThat(sum.length).isBetween(MergeProcessor.MOST_SUM_BYTES - 2_000, MergeProcessor.MOST_SUM_BYTES);
        assertThat(Arrays.equals(sum, new ReportBytes().write(almost.plus(fits))))
                .isTrue();
    }

    private static MockProcessorContext<String, byte[]> context() {
        MockProcessorContext<String, byte[]> context = new MockProcessorContext<>();
        for (String name : new String[] {MergeProcessor.SEEN, MergeProcessor.SUMS}) {
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

    private static Record<byte[], byte[]> message(Report part) {
        return message(0, part);
    }

    private static Record<byte[], byte[]> message(long sequence, Report part) {
        String key = EvidenceRecord.key(part.experiment(), "GET /", "one", 4);
        byte[] value = new EvidenceRecordFormat().write(new EvidenceRecord("one", "e", sequence, 0, 0, part));
        return new Record<>(key.getBytes(StandardCharsets.UTF_8), value, 0);
    }
}
