// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.judge;

import com.sun.net.httpserver.HttpHandler;
import io.trafficmirror.compare.gate.Gate;
import io.trafficmirror.compare.gate.GateHandler;
import io.trafficmirror.compare.gate.LiveVerdict;
import io.trafficmirror.compare.report.Experiment;
import io.trafficmirror.compare.report.Report;
import io.trafficmirror.compare.verdict.Judgement;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.TreeMap;
import java.util.function.Function;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler.StreamThreadExceptionResponse;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Judges the evidence of many replicas. Several judges with one application id share the work, and each answers for all. What one had done when it was
 * killed is kept in Kafka; each record counts once. Safe for concurrent use.
 *
 * <pre>{@code
 * MirrorJudge judge = MirrorJudge.of("kafka:9092").start();
 * GateServer server = GateServer.start(address, judge.gate(token));
 * }</pre>
 *
 * @since 0.1.0
 */
public final class MirrorJudge implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(MirrorJudge.class);
    private static final Duration END = Duration.ofSeconds(10);

    private final KafkaStreams streams;
    private final FleetView view;
    private final Judgement judgement;
    private final JudgeCounters counters;

    private MirrorJudge(KafkaStreams streams, FleetView view, Judgement judgement, JudgeCounters counters) {
        this.streams = streams;
        this.view = view;
        this.judgement = judgement;
        this.counters = counters;
    }

    /** A judge with the settings that are safe to begin with. */
    public static MirrorJudgeBuilder of(String bootstrapServers) {
        return new MirrorJudgeBuilder(bootstrapServers);
    }

    static MirrorJudge start(Map<String, Object> properties, JudgeTopics topics, Judgement judgement, Duration every) {
        Map<String, Object> client = clientOf(properties);
        try (Admin admin = Admin.create(client)) {
            topics.check(admin);
        }
        JudgeCounters counters = new JudgeCounters();
        Properties all = new Properties();
        all.putAll(properties);
        KafkaStreams streams = new KafkaStreams(JudgeTopology.of(topics, judgement, every, counters), all);
        streams.setUncaughtExceptionHandler(e -> {
            LOG.warn("A thread of the judge ended, and another takes its place.", e);
            return StreamThreadExceptionResponse.REPLACE_THREAD;
        });
        FleetView view = new FleetView(
                new KafkaConsumer<>(client, new ByteArrayDeserializer(), new ByteArrayDeserializer()),
                topics,
                judgement);
        MirrorJudge judge = new MirrorJudge(streams, view, judgement, counters);
        try {
            view.start();
            streams.start();
            return judge;
        } catch (RuntimeException | Error e) {
            judge.close();
            throw e;
        }
    }

    /** What a plain client takes of the settings of Streams. */
    private static Map<String, Object> clientOf(Map<String, Object> properties) {
        Map<String, Object> client = new HashMap<>();
        properties.forEach((name, value) -> {
            boolean ofStreams = StreamsConfig.configDef().names().contains(name)
                    && !org.apache.kafka.clients.admin.AdminClientConfig.configNames()
                            .contains(name);
            if (!ofStreams && !name.startsWith("main.") && !name.startsWith("producer.")) {
                client.put(name, value);
            }
        });
        client.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        return client;
    }

    /** Whether it has its part of the work; false while it starts, and while work is shared anew. */
    public boolean isRunning() {
        return streams.state() == KafkaStreams.State.RUNNING;
    }

    /**
     * Whether it has read all that judges had found when it was started: before that, reports and verdicts are over a part of the fleet. Evidence that no judge
     * has added up yet is in none of them, however long it waits: that is the lag of the consumer group of the application id.
     */
    public boolean isReady() {
        return view.isReady();
    }

    /** What was sent so far, by the id of the experiment. */
    public Map<String, Experiment> experiments() {
        Map<String, Experiment> all = new TreeMap<>();
        for (String id : view.ids()) {
            view.report(id).ifPresent(report -> all.put(id, report.experiment()));
        }
        return all;
    }

    /** The evidence of all replicas, marked as that; empty if there is none. */
    public Optional<Report> report(String experiment) {
        return view.report(experiment).map(Report::ofWholeFleet);
    }

    /**
     * The verdict over all replicas, looked at anew whenever asked.
     *
     * @throws IllegalArgumentException if there is no such experiment
     */
    public LiveVerdict verdict(String experiment) {
        if (view.report(experiment).isEmpty()) {
            throw new IllegalArgumentException("experiment: must be one of " + view.ids() + ", was " + experiment);
        }
        return LiveVerdict.over(() -> report(experiment).orElseThrow(), () -> view.latch(experiment), judgement);
    }

    /** What pipelines ask, with a bearer token; {@code ?candidate=} chooses where there are several. */
    public Gate gate(String token) {
        return gate(verdict -> GateHandler.withToken(verdict, token));
    }

    /** The same for a place that is guarded otherwise. */
    public Gate gateGuardedElsewhere() {
        return gate(GateHandler::guardedElsewhere);
    }

    private Gate gate(Function<LiveVerdict, GateHandler> handlers) {
        return new FleetGate(this::isReady, this::experiments, this::verdict, judgement, handlers);
    }

    /** A console for each experiment, to be mounted on the JDK's server, such as by {@code GateServer.mount("console", judge.console())}. Read-only. */
    public HttpHandler console() {
        return new FleetConsole(this::isReady, this::experiments, this::verdict);
    }

    /** What this judge did with records. */
    public JudgeAccount account() {
        return counters.account();
    }

    Judgement judgement() {
        return judgement;
    }

    /** Leaves the work to the others. Idempotent. */
    @Override
    public void close() {
        streams.close(END);
        view.close();
    }
}
