// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.judge;

import io.trafficmirror.compare.verdict.Judgement;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.common.utils.Utils;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.processor.StreamPartitioner;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;

/** What flows where: evidence is added up by key, sums of one experiment meet in one partition, and are judged there. Stateless. */
final class JudgeTopology {
    private JudgeTopology() {}

    static Topology of(JudgeTopics topics, Judgement judgement, Duration every, JudgeCounters counters) {
        return new Topology()
                .addSource("evidence", new ByteArrayDeserializer(), new ByteArrayDeserializer(), topics.evidence())
                .addProcessor("merge", () -> new MergeProcessor(counters, every), "evidence")
                .addStateStore(store(MergeProcessor.SEEN), "merge")
                .addStateStore(store(MergeProcessor.SUMS), "merge")
                .addSink(
                        "write-sums",
                        topics.reports(),
                        new StringSerializer(),
                        new ByteArraySerializer(),
                        (StreamPartitioner<String, byte[]>)
                                (topic, key, value, partitions) -> partition(key, partitions),
                        "merge")
                .addSource("sums", new StringDeserializer(), new ByteArrayDeserializer(), topics.reports())
                .addProcessor("judge", () -> new JudgeProcessor(judgement, every), "sums")
                .addStateStore(store(JudgeProcessor.LATEST), "judge")
                .addStateStore(store(JudgeProcessor.VERDICTS), "judge")
                .addSink(
                        "write-verdicts",
                        topics.verdicts(),
                        new StringSerializer(),
                        new ByteArraySerializer(),
                        "judge");
    }

    private static StoreBuilder<KeyValueStore<String, byte[]>> store(String name) {
        return Stores.keyValueStoreBuilder(Stores.inMemoryKeyValueStore(name), Serdes.String(), Serdes.ByteArray())
                .withCachingEnabled()
                .withLoggingEnabled(
                        Map.of(TopicConfig.MAX_MESSAGE_BYTES_CONFIG, String.valueOf(JudgeTopics.MOST_MESSAGE_BYTES)));
    }

    private static Optional<Set<Integer>> partition(String key, int partitions) {
        byte[] experiment = ExperimentSums.experimentOf(key).getBytes(StandardCharsets.UTF_8);
        return Optional.of(Set.of(Utils.toPositive(Utils.murmur2(experiment)) % partitions));
    }
}
