// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.judge;

import io.trafficmirror.compare.verdict.Judgement;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.streams.StreamsConfig;

/**
 * Builds a {@link MirrorJudge}. Confined to one thread.
 *
 * @since 0.1.0
 */
public final class MirrorJudgeBuilder {
    private final Map<String, Object> properties = new LinkedHashMap<>();
    private JudgeTopics topics = JudgeTopics.DEFAULT;
    private Judgement judgement = Judgement.defaults();
    private Duration every = Duration.ofSeconds(5);

    MirrorJudgeBuilder(String bootstrapServers) {
        properties.put(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers);
        properties.put(StreamsConfig.APPLICATION_ID_CONFIG, "mirror-judge");
        properties.put(StreamsConfig.COMMIT_INTERVAL_MS_CONFIG, 1000);
        properties.put(StreamsConfig.NUM_STREAM_THREADS_CONFIG, 1);
        properties.put(StreamsConfig.mainConsumerPrefix("auto.offset.reset"), "earliest");
        properties.put(StreamsConfig.producerPrefix("compression.type"), "zstd");
        properties.put(StreamsConfig.producerPrefix("max.request.size"), JudgeTopics.MOST_MESSAGE_BYTES);
    }

    /**
     * A setting of Kafka Streams or of its clients, such as {@code num.stream.threads}, {@code state.dir} or {@code security.protocol}.
     *
     * @throws IllegalArgumentException if it is the guarantee that each record counts once
     */
    public MirrorJudgeBuilder property(String name, Object value) {
        if (name.equals(StreamsConfig.PROCESSING_GUARANTEE_CONFIG)) {
            throw new IllegalArgumentException("property: must not be " + name);
        }
        properties.put(name, Objects.requireNonNull(value, name));
        return this;
    }

    /** Other topics. */
    public MirrorJudgeBuilder topics(JudgeTopics other) {
        topics = Objects.requireNonNull(other, "topics");
        return this;
    }

    /** What is asked; {@link Judgement#defaults()} by default. */
    public MirrorJudgeBuilder judgement(Judgement other) {
        judgement = Objects.requireNonNull(other, "judgement");
        return this;
    }

    /** How often sums and verdicts are written, 10 ms or more; 5 s by default. */
    public MirrorJudgeBuilder every(Duration time) {
        if (time.toMillis() < 10) {
            throw new IllegalArgumentException("every: must be 10 ms or more, was " + time);
        }
        every = time;
        return this;
    }

    /**
     * Starts judging.
     *
     * @throws IllegalStateException if a topic is missing or can't be used, saying which and why
     */
    public MirrorJudge start() {
        Map<String, Object> all = new LinkedHashMap<>(properties);
        all.put(StreamsConfig.PROCESSING_GUARANTEE_CONFIG, StreamsConfig.EXACTLY_ONCE_V2);
        return MirrorJudge.start(all, topics, judgement, every);
    }
}
