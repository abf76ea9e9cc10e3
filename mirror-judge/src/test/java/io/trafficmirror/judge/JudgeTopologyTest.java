// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.judge;

import static org.assertj.core.api.Assertions.assertThat;

import io.trafficmirror.compare.evidence.Evidence;
import io.trafficmirror.compare.report.Experiment;
import io.trafficmirror.compare.report.Report;
import io.trafficmirror.compare.verdict.Judgement;
import io.trafficmirror.kafka.EvidenceRecord;
import io.trafficmirror.kafka.EvidenceRecordFormat;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Properties;
import java.util.Random;
import java.util.stream.IntStream;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.TestOutputTopic;
import org.apache.kafka.streams.TopologyTestDriver;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class JudgeTopologyTest {
    private static final Experiment EXPERIMENT = Parts.EXPERIMENT;
    private static final Duration SECOND = Duration.ofSeconds(1);

    /** Longer than a judge pauses. */
    private static final Duration LONG = Duration.ofHours(1);

    private final JudgeCounters counters = new JudgeCounters();
    private final EvidenceRecordFormat format = new EvidenceRecordFormat();
    private final TopologyTestDriver driver = new TopologyTestDriver(
            JudgeTopology.of(JudgeTopics.DEFAULT, Judgement.defaults(), SECOND, counters), properties());
    private final TestInputTopic<byte[], byte[]> evidence = driver.createInputTopic(
            JudgeTopics.DEFAULT.evidence(), new ByteArraySerializer(), new ByteArraySerializer());
    private final TestOutputTopic<String, byte[]> reports = driver.createOutputTopic(
            JudgeTopics.DEFAULT.reports(), new StringDeserializer(), new ByteArrayDeserializer());
    private final TestOutputTopic<String, byte[]> verdicts = driver.createOutputTopic(
            JudgeTopics.DEFAULT.verdicts(), new StringDeserializer(), new ByteArrayDeserializer());

    private static Properties properties() {
        Properties properties = new Properties();
        properties.put("application.id", "judge");
        properties.put("bootstrap.servers", "nowhere:1");
        return properties;
    }

    @AfterEach
    void close() {
        driver.close();
    }

    private void send(String instance, long sequence, long floor, Report part) {
        send(instance, "e", sequence, floor, part);
    }

    private void send(String instance, String epoch, long sequence, long floor, Report part) {
        String route = part.evidence().routes().keySet().iterator().next();
        evidence.pipeInput(
                EvidenceRecord.key(EXPERIMENT, route, instance, 4).getBytes(StandardCharsets.UTF_8),
                format.write(new EvidenceRecord(instance, epoch, sequence, floor, sequence, part)));
    }

    /** What the compacted topic of reports comes to. */
    private Report known() {
        driver.advanceWallClockTime(SECOND);
        ExperimentSums sums = new ExperimentSums();
        reports.readKeyValuesToMap().forEach((key, value) -> sums.put(key, new ReportBytes().read(value)));
        return sums.report(EvidenceRecord.idOf(EXPERIMENT)).orElseThrow();
    }

    @Test
    void records_in_any_order_and_number_add_up_once() {
        List<Runnable> sends = new ArrayList<>();
        Report all = new Report(EXPERIMENT, Evidence.NONE);
        for (int replica = 0; replica < 3; replica++) {
            for (int i = 0; i < 40; i++) {
                Report part = Parts.of("GET /" + i % 7, i + 1, i % 3);
                all = all.plus(part);
                String instance = "replica-" + replica;
                long sequence = i;
                sends.add(() -> send(instance, sequence, 0, part));
                sends.add(() -> send(instance, sequence, 0, part));
            }
        }
        Collections.shuffle(sends, new Random(3));
        sends.forEach(Runnable::run);
        assertThat(known()).isEqualTo(all);
        assertThat(counters.account()).isEqualTo(new JudgeAccount(120, 120, 0, 0));
    }

    @Test
    void a_record_below_the_floor_that_comes_late_is_not_counted_again() {
        send("one", 0, 0, Parts.of("GET /", 5, 0));
        send("one", 1, 1, Parts.of("GET /", 7, 0));
        send("one", 0, 0, Parts.of("GET /", 5, 0));
        assertThat(known()).isEqualTo(Parts.of("GET /", 12, 0));
    }

    @Test
    void bytes_of_any_kind_are_refused_and_what_comes_behind_them_counts() {
        byte[] key = EvidenceRecord.key(EXPERIMENT, "GET /", "one", 4).getBytes(StandardCharsets.UTF_8);
        String record = new String(
                format.write(new EvidenceRecord("one", "e", 0, 0, 0, Parts.of("GET /", 5, 0))), StandardCharsets.UTF_8);
        evidence.pipeInput(key, Parts.FOREIGN.getBytes(StandardCharsets.UTF_8));
        evidence.pipeInput(
                key, record.replace("\"primary\":[]", "\"primary\":[[]]").getBytes(StandardCharsets.UTF_8));
        send("one", 0, 0, Parts.of("GET /", 7, 0));
        assertThat(known()).isEqualTo(Parts.of("GET /", 7, 0));
        assertThat(counters.account()).isEqualTo(new JudgeAccount(1, 0, 0, 2));
    }

    @Test
    void a_sum_of_any_bytes_or_of_none_is_passed_over() {
        TestInputTopic<String, byte[]> stored = driver.createInputTopic(
                JudgeTopics.DEFAULT.reports(), new StringSerializer(), new ByteArraySerializer());
        stored.pipeInput(
                EvidenceRecord.key(EXPERIMENT, "GET /a", "one", 4), Parts.FOREIGN.getBytes(StandardCharsets.UTF_8));
        stored.pipeInput("an experiment that nobody knows", null);
        send("one", 0, 0, Parts.of("GET /", 400, 200));
        driver.advanceWallClockTime(SECOND);
        driver.advanceWallClockTime(LONG);
        assertThat(last()).contains("\"verdict\":\"FAIL\"");
    }

    @Test
    void two_replicas_whose_name_and_epoch_run_together_are_two() {
        send("a\ne", "e", 0, 0, Parts.of("GET /", 5, 0));
        send("a", "e\ne", 0, 0, Parts.of("GET /", 7, 0));
        assertThat(known()).isEqualTo(Parts.of("GET /", 12, 0));
    }

    @Test
    void a_fail_stands_in_the_topic_of_verdicts_and_is_held() {
        send("one", 0, 0, Parts.of("GET /", 400, 200));
        known();
        driver.advanceWallClockTime(LONG);
        assertThat(last()).contains("\"verdict\":\"FAIL\"", "failPeak");
        send("two", 0, 0, Parts.of("GET /", 900_000, 0));
        driver.advanceWallClockTime(SECOND);
        driver.advanceWallClockTime(LONG);
        String held = last();
        assertThat(held).contains("\"verdict\":\"FAIL\"", "failPeak");
        assertThat(StoredVerdict.latch(held.getBytes(StandardCharsets.UTF_8), Judgement.defaults())
                        .logPeak())
                .isGreaterThan(3);
    }

    private String last() {
        return new String(verdicts.readKeyValuesToMap().get(EvidenceRecord.idOf(EXPERIMENT)), StandardCharsets.UTF_8);
    }

    /** Each is a count; their sum is none. */
    @Test
    void counts_that_do_not_add_up_do_not_end_the_judge() {
        send(instanceOfShard(0), 0, 0, Parts.of("GET /", 600_000_000_000_000L, 0));
        send(instanceOfShard(1), 0, 0, Parts.of("GET /", 600_000_000_000_000L, 0));
        driver.advanceWallClockTime(SECOND);
        driver.advanceWallClockTime(LONG);

        assertThat(counters.account().merged()).isEqualTo(2);
        assertThat(verdicts.isEmpty()).isTrue();
    }

    /** As where the record with the route's counts was dropped, and that with its rows was not. */
    @Test
    void rows_without_their_route_keep_no_other_experiment_from_its_verdict() {
        Experiment first = new Experiment("orders 1", "settings");
        Report rows = Parts.row(first, "GET /", 3);
        evidence.pipeInput(
                EvidenceRecord.key(first, "GET /", "one", 4).getBytes(StandardCharsets.UTF_8),
                format.write(new EvidenceRecord("one", "e", 0, 0, 0, rows)));
        send("two", 0, 0, Parts.of("GET /", 400, 200));
        driver.advanceWallClockTime(SECOND);
        driver.advanceWallClockTime(LONG);
        assertThat(verdicts.readKeyValuesToMap())
                .containsOnlyKeys(EvidenceRecord.idOf(EXPERIMENT))
                .allSatisfy((id, value) ->
                        assertThat(new String(value, StandardCharsets.UTF_8)).contains("\"verdict\":\"FAIL\""));
    }

    private static String instanceOfShard(int shard) {
        return IntStream.range(0, 1000)
                .mapToObj(i -> "replica-" + i)
                .filter(name -> EvidenceRecord.key(EXPERIMENT, "GET /", name, 4).endsWith("|" + shard))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void sums_that_an_operator_deletes_are_gone_and_what_can_not_be_read_is_passed_over() {
        send("one", 0, 0, Parts.of("GET /", 400, 0));
        known();
        TestInputTopic<String, byte[]> stored = driver.createInputTopic(
                JudgeTopics.DEFAULT.reports(), new StringSerializer(), new ByteArraySerializer());
        stored.pipeInput(EvidenceRecord.key(EXPERIMENT, "GET /", "one", 4), new byte[] {1, 2, 3});
        stored.pipeInput(EvidenceRecord.key(EXPERIMENT, "GET /", "one", 4), null);
        driver.advanceWallClockTime(LONG);
        send("one", 1, 0, Parts.of("GET /", 400, 200));
        driver.advanceWallClockTime(SECOND);
        driver.advanceWallClockTime(LONG);
        assertThat(last()).contains("\"verdict\":\"FAIL\"");
    }
}
