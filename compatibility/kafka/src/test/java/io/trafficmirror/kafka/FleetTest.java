// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.trafficmirror.compare.report.Experiment;
import io.trafficmirror.compare.report.Report;
import io.trafficmirror.compare.report.ReportWriter;
import io.trafficmirror.examples.fleet.JavaProcess;
import io.trafficmirror.examples.fleet.KafkaBroker;
import io.trafficmirror.judge.JudgeTopics;
import io.trafficmirror.judge.MirrorJudge;
import io.trafficmirror.report.MirrorCounts;
import io.trafficmirror.report.MirrorName;
import io.trafficmirror.report.MirrorStats;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.io.TempDir;

/** Three replicas, a real broker, one or two judges. */
class FleetTest {
    private static final Duration SOON = Duration.ofSeconds(100);
    private static final Duration GRACE = Duration.ofSeconds(30);
    private static KafkaBroker broker;

    private final List<SeededReplica> replicas = new ArrayList<>();
    private final List<KafkaSink> sinks = new ArrayList<>();
    private final List<MirrorJudge> judges = new ArrayList<>();
    private final List<Process> processes = new ArrayList<>();
    private String name;
    private JudgeTopics topics;

    @TempDir
    Path state;

    @BeforeAll
    static void startBroker() throws IOException, InterruptedException {
        broker = KafkaBroker.start();
    }

    @AfterAll
    static void stopBroker() {
        broker.close();
    }

    @BeforeEach
    void createTopics(TestInfo test) {
        name = test.getTestMethod().orElseThrow().getName();
        topics = new JudgeTopics(name + ".evidence", name + ".reports", name + ".verdicts");
        try (Admin admin = admin()) {
            topics.create(admin, 3, (short) 1);
        }
        for (int i = 0; i < 3; i++) {
            replicas.add(new SeededReplica(i, "orders 2"));
        }
    }

    @AfterEach
    void end() {
        sinks.forEach(sink -> sink.close(Duration.ZERO));
        judges.forEach(MirrorJudge::close);
        processes.forEach(Process::destroyForcibly);
    }

    private static Admin admin() {
        return Admin.create(Map.of("bootstrap.servers", broker.address()));
    }

    private KafkaSinkBuilder sink(String instance) {
        return KafkaSink.to(broker.address())
                .topic(topics.evidence())
                .instance(instance)
                .interval(Duration.ofMillis(300))
                .property("delivery.timeout.ms", 3000)
                .property("request.timeout.ms", 2000)
                .attributeValues(true)
                .examples(true);
    }

    private void startSinks() {
        for (int i = 0; i < 3; i++) {
            sinks.add(sink("replica-" + i).start(replicas.get(i)));
        }
    }

    private MirrorJudge judge(String application) {
        MirrorJudge judge = MirrorJudge.of(broker.address())
                .topics(topics)
                .every(Duration.ofMillis(200))
                .property("application.id", name + application)
                .property("commit.interval.ms", 200)
                .property("session.timeout.ms", 6000)
                .property("heartbeat.interval.ms", 1000)
                .property("state.dir", state.resolve("judge-" + judges.size()).toString())
                .start();
        judges.add(judge);
        return judge;
    }

    private void seeSome() {
        replicas.forEach(replica -> replica.sees(120, 4));
    }

    private Report merged() {
        return replicas.stream().map(SeededReplica::report).reduce(Report::plus).orElseThrow();
    }

    private static byte[] bytes(Report report) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try {
            new ReportWriter().write(report, out);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }

    /** Bit for bit; only sizes are printed, for a report has a megabyte. */
    private static void assertReports(MirrorJudge judge, Report wanted) {
        byte[] expected = bytes(wanted.ofWholeFleet());
        await().atMost(SOON).untilAsserted(() -> {
            byte[] known = judge.report(EvidenceRecord.idOf(wanted.experiment()))
                    .map(FleetTest::bytes)
                    .orElse(new byte[0]);
            assertThat(Arrays.equals(known, expected))
                    .as("%d bytes, wanted %d; %s", known.length, expected.length, judge.account())
                    .isTrue();
        });
    }

    private void closeSinks() {
        sinks.forEach(sink -> sink.close(GRACE));
        assertThat(sinks).allSatisfy(sink -> {
            SinkAccount account = sink.account();
            assertThat(account.acked() + account.droppedInAll() + account.unknown())
                    .as("%s", account)
                    .isEqualTo(account.records());
            assertThat(account.unknown()).as("%s", account).isZero();
        });
    }

    @Test
    void the_report_is_the_sum_of_the_replicas_reports() {
        startSinks();
        MirrorJudge judge = judge("");
        for (int i = 0; i < 3; i++) {
            seeSome();
            assertReports(judge, merged());
        }
        closeSinks();
        assertReports(judge, merged());
        assertThat(judge.account().merged())
                .isEqualTo(
                        sinks.stream().mapToLong(sink -> sink.account().acked()).sum());
        assertThat(judge.gateGuardedElsewhere().handle("GET", "verdict", "", "").body())
                .contains("\"verdict\":");
        assertThat(judge.gateGuardedElsewhere().handle("GET", "report", "", "").body())
                .contains("\"scope\":\"fleet\"");
    }

    @Test
    void counters_of_mirrors_come_with_the_evidence_and_change_nothing_of_the_report() {
        MirrorCounts counts = new MirrorCounts(
                new MirrorName("things", 0, 0, "v2"),
                9,
                0,
                Map.of(),
                9,
                Map.of("2xx", 9L),
                Map.of(),
                0,
                9,
                9,
                Map.of());
        MirrorStats stats = new MirrorStats(List.of(counts), List.of(), 0, 0, 0, 0, 0);
        for (int i = 0; i < 3; i++) {
            sinks.add(sink("replica-" + i).stats(() -> stats).start(replicas.get(i)));
        }
        MirrorJudge judge = judge("");
        seeSome();
        assertReports(judge, merged());
        closeSinks();
        assertReports(judge, merged());
        await().atMost(SOON)
                .untilAsserted(() -> assertThat(judge.account().merged())
                        .isEqualTo(sinks.stream()
                                .mapToLong(sink -> sink.account().acked())
                                .sum()));
        assertThat(judge.account().refused()).isZero();
        assertThat(stored().stream()
                        .flatMap(record -> record.mirrors().stream())
                        .mapToLong(mirror -> mirror.counts().get("selected")))
                .containsExactly(9L, 9L, 9L);
    }

    /** All records of evidence. */
    private List<EvidenceRecord> stored() {
        List<EvidenceRecord> all = new ArrayList<>();
        try (KafkaConsumer<byte[], byte[]> consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", broker.address(), "auto.offset.reset", "earliest"),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer())) {
            List<TopicPartition> partitions = consumer.partitionsFor(topics.evidence()).stream()
                    .map(info -> new TopicPartition(topics.evidence(), info.partition()))
                    .toList();
            consumer.assign(partitions);
            long end = consumer.endOffsets(partitions).values().stream()
                    .mapToLong(Long::longValue)
                    .sum();
            while (all.size() < end) {
                consumer.poll(Duration.ofMillis(200))
                        .forEach(record -> all.add(new EvidenceRecordFormat().read(record.value())));
            }
        }
        return all;
    }

    @Test
    void a_broker_that_is_paused_and_goes_on_costs_nothing_and_counts_nothing_twice() throws Exception {
        startSinks();
        MirrorJudge judge = judge("");
        seeSome();
        assertReports(judge, merged());
        broker.pause();
        try {
            seeSome();
            await().atMost(SOON)
                    .until(() -> sinks.stream().allMatch(sink -> sink.account().resent() > 0));
            seeSome();
        } finally {
            broker.resume();
        }
        seeSome();
        assertReports(judge, merged());
        closeSinks();
        assertReports(judge, merged());
    }

    @Test
    void a_broker_that_is_killed_and_comes_back_costs_nothing() throws Exception {
        startSinks();
        MirrorJudge judge = judge("");
        seeSome();
        assertReports(judge, merged());
        broker.kill();
        seeSome();
        await().atMost(SOON)
                .until(() -> sinks.stream()
                        .allMatch(
                                sink -> sink.account().resent() + sink.account().droppedInAll() > 0));
        seeSome();
        broker.restart();
        assertReports(judge, merged());
        closeSinks();
        assertReports(judge, merged());
    }

    @Test
    void another_judge_takes_over_and_one_that_begins_anew_says_the_same_bytes() {
        startSinks();
        MirrorJudge first = judge("");
        seeSome();
        assertReports(first, merged());
        MirrorJudge second = judge("");
        await().atMost(SOON).until(() -> first.isRunning() && second.isRunning());
        seeSome();
        assertReports(first, merged());
        assertReports(second, merged());
        first.close();
        seeSome();
        assertReports(second, merged());
        closeSinks();
        assertReports(second, merged());
        second.close();
        JudgeTopics again = new JudgeTopics(topics.evidence(), name + ".reports2", name + ".verdicts2");
        try (Admin admin = admin()) {
            again.create(admin, 2, (short) 1);
        }
        topics = again;
        assertReports(judge("-again"), merged());
    }

    @Test
    void a_judge_that_is_killed_is_replaced_by_another_and_each_record_counts_once() throws Exception {
        startSinks();
        Process victim = judgeProcess("judge");
        MirrorJudge judge = judge("");
        seeSome();
        assertReports(judge, merged());
        await().atMost(SOON)
                .until(() -> Files.readString(state.resolve("judge.log")).contains("/mirror/verdict"));
        URI report = URI.create(Files.readString(state.resolve("judge.log"))
                .lines()
                .filter(line -> line.startsWith("http://"))
                .findFirst()
                .orElseThrow()
                .replace("/verdict", "/report"));
        byte[] expected = bytes(merged().ofWholeFleet());
        // While it reads what there was before it, it refuses to answer.
        await().atMost(SOON)
                .ignoreExceptionsInstanceOf(IOException.class)
                .untilAsserted(() -> assertThat(Arrays.equals(read(report), expected))
                        .as("the other process answers for all")
                        .isTrue());
        seeSome();
        victim.destroyForcibly().waitFor();
        seeSome();
        assertReports(judge, merged());
        closeSinks();
        assertReports(judge, merged());
    }

    private Process judgeProcess(String log) throws IOException {
        Path properties = state.resolve("judge.properties");
        Files.writeString(
                properties,
                "application.id=" + name + "\ncommit.interval.ms=200\nsession.timeout.ms=6000\n"
                        + "heartbeat.interval.ms=1000\nstate.dir=" + state.resolve("process") + "\n");
        Process judge = JavaProcess.start(
                state.resolve(log + ".log"),
                "io.trafficmirror.judge.Main",
                "run",
                "--port=0",
                "--bootstrap-servers=" + broker.address(),
                "--properties=" + properties,
                "--evidence=" + topics.evidence(),
                "--reports=" + topics.reports(),
                "--verdicts=" + topics.verdicts());
        processes.add(judge);
        return judge;
    }

    private static byte[] read(URI uri) throws IOException {
        try (InputStream in = uri.toURL().openStream()) {
            return in.readAllBytes();
        }
    }

    @Test
    void a_record_that_is_stored_twice_counts_once() throws Exception {
        seeSome();
        EvidenceRecordFormat format = new EvidenceRecordFormat();
        Report report = replicas.get(0).report();
        String key = EvidenceRecord.key(report.experiment(), "any", "r", 1);
        byte[] first = format.write(new EvidenceRecord("r", "e", 0, 0, 10, report));
        byte[] second = format.write(
                new EvidenceRecord("r", "e", 1, 1, 20, replicas.get(1).report()));
        send(key, first, first, second, first, second);
        MirrorJudge judge = judge("");
        assertReports(judge, report.plus(replicas.get(1).report()));
        await().atMost(SOON)
                .untilAsserted(() -> assertThat(judge.account().repeated()).isEqualTo(3));
        assertThat(judge.account().merged()).isEqualTo(2);
    }

    @Test
    void a_second_life_with_the_epoch_of_the_first_is_told_and_not_counted() throws Exception {
        seeSome();
        EvidenceRecordFormat format = new EvidenceRecordFormat();
        Report report = replicas.get(0).report();
        String key = EvidenceRecord.key(report.experiment(), "any", "r", 1);
        send(
                key,
                format.write(new EvidenceRecord("r", "e", 0, 0, 10, report)),
                format.write(
                        new EvidenceRecord("r", "e", 0, 0, 11, replicas.get(1).report())));
        MirrorJudge judge = judge("");
        assertReports(judge, report);
        await().atMost(SOON)
                .untilAsserted(() -> assertThat(judge.account().reused()).isEqualTo(1));
    }

    @Test
    void what_is_no_record_is_counted_and_passed_over() throws Exception {
        seeSome();
        Report report = replicas.get(0).report();
        byte[] record = new EvidenceRecordFormat().write(new EvidenceRecord("r", "e", 0, 0, 10, report));
        send("another|any|0", record, "no record".getBytes(StandardCharsets.UTF_8));
        send(EvidenceRecord.key(report.experiment(), "any", "r", 1), record);
        MirrorJudge judge = judge("");
        assertReports(judge, report);
        await().atMost(SOON)
                .untilAsserted(() -> assertThat(judge.account().refused()).isEqualTo(2));
    }

    private void send(String key, byte[]... values) throws ExecutionException, InterruptedException {
        Map<String, Object> settings = Map.of("bootstrap.servers", broker.address());
        try (KafkaProducer<byte[], byte[]> producer =
                new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer())) {
            for (byte[] value : values) {
                producer.send(new ProducerRecord<>(topics.evidence(), key.getBytes(StandardCharsets.UTF_8), value))
                        .get();
            }
        }
    }

    @Test
    void a_record_too_large_for_the_topic_is_dropped_and_what_fits_arrives() throws Exception {
        String small = name + ".small";
        try (Admin admin = admin()) {
            admin.createTopics(List.of(new NewTopic(small, 1, (short) 1).configs(Map.of("max.message.bytes", "1500"))))
                    .all()
                    .get();
        }
        replicas.get(0).sees(400, 1);
        topics = new JudgeTopics(small, topics.reports(), topics.verdicts());
        KafkaSink sink = sink("one").property("compression.type", "none").start(replicas.get(0));
        sinks.add(sink);
        await().atMost(SOON).until(() -> sink.account().dropped().getOrDefault(SinkDropReason.SINK_TOO_LARGE, 0L) > 0);
        sink.close(GRACE);
        assertThat(sink.account().acked() + sink.account().droppedInAll())
                .isEqualTo(sink.account().records());
    }

    @Test
    void without_its_topic_a_sink_drops_and_when_the_topic_comes_all_arrives() {
        JudgeTopics later = new JudgeTopics(name + ".later", topics.reports(), topics.verdicts());
        topics = later;
        seeSome();
        startSinks();
        await().atMost(SOON)
                .until(() -> sinks.stream()
                        .allMatch(sink -> sink.account().dropped().getOrDefault(SinkDropReason.SINK_BLOCKED, 0L) > 0));
        assertThatThrownBy(() -> judge(""))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("topics: " + name + ".later must be there; mirror-judge topics --create makes them");
        try (Admin admin = admin()) {
            assertThat(later.create(admin, 2, (short) 1)).containsExactly(name + ".later");
        }
        MirrorJudge judge = judge("");
        assertReports(judge, merged());
        closeSinks();
    }

    @Test
    void a_topic_that_forgets_is_refused_by_its_setting() throws Exception {
        try (Admin admin = admin()) {
            admin.createTopics(List.of(new NewTopic(name + ".forgets", 1, (short) 1)))
                    .all()
                    .get();
        }
        topics = new JudgeTopics(topics.evidence(), name + ".forgets", topics.verdicts());
        await().atMost(SOON)
                .untilAsserted(() -> assertThatThrownBy(() -> judge(""))
                        .hasMessage("topic \"" + name + ".forgets\": cleanup.policy must be compact, was delete"));
    }

    @Test
    void experiments_are_never_mixed() {
        SeededReplica other = new SeededReplica(9, "orders 3");
        other.sees(100, 2);
        seeSome();
        startSinks();
        sinks.add(sink("replica-9").start(other));
        MirrorJudge judge = judge("");
        assertReports(judge, merged());
        assertReports(judge, other.report());
        assertThat(judge.experiments().values())
                .extracting(Experiment::candidate)
                .containsExactlyInAnyOrder("orders 2", "orders 3");
        assertThat(judge.gateGuardedElsewhere().handle("GET", "gate", "", "").status())
                .isEqualTo(412);
        assertThat(judge.gateGuardedElsewhere()
                        .handle("GET", "verdict", "candidate=orders+3", "")
                        .status())
                .isEqualTo(200);
        closeSinks();
    }
}
