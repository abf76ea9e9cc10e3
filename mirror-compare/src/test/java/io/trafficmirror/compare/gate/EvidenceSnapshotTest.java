// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.compare.gate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.trafficmirror.compare.ComparingObserver;
import io.trafficmirror.compare.Responses;
import io.trafficmirror.compare.report.EvidenceSnapshot;
import io.trafficmirror.compare.verdict.Judgement;
import io.trafficmirror.compare.verdict.Outcome;
import io.trafficmirror.experiment.ExperimentPlan;
import io.trafficmirror.report.CopyEnd;
import io.trafficmirror.transport.FailureReason;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EvidenceSnapshotTest {
    private static final String CANDIDATE = "orders 2.4.1";

    @TempDir
    private Path directory;

    private Path file() {
        return directory.resolve("orders.json");
    }

    /** A process that sees so many exchanges, and was not asked to keep them yet. */
    private LiveVerdict process(String candidate, int exchanges, String shadow) throws IOException {
        ComparingObserver observer = ComparingObserver.builder().build();
        LiveVerdict verdict =
                LiveVerdict.continued(observer, candidate, Judgement.defaults(), new EvidenceSnapshot(file()));
        for (int n = 0; n < exchanges; n++) {
            observer.onExchange(Responses.exchange(
                    candidate + n,
                    "GET",
                    "/orders/" + (1000 + n),
                    Responses.json(200, "{\"a\":1}"),
                    Responses.answered(Responses.json(200, shadow)),
                    Optional.of(Responses.answered(Responses.json(200, "{\"a\":1}")))));
        }
        return verdict;
    }

    private static long compared(LiveVerdict verdict) {
        return verdict.report().evidence().routes().values().stream()
                .mapToLong(route -> route.counts().compared())
                .sum();
    }

    @Test
    void what_was_seen_before_a_restart_counts() throws IOException {
        LiveVerdict first = process(CANDIDATE, 2000, "{\"a\":1}");
        assertThat(first.look().verdict().outcome()).isEqualTo(Outcome.INSUFFICIENT);
        first.save();

        LiveVerdict second = process(CANDIDATE, 1398, "{\"a\":1}");
        assertThat(compared(second)).isEqualTo(3398);
        assertThat(second.look().verdict().outcome()).isEqualTo(Outcome.PASS);
        second.save();
        second.save();

        assertThat(compared(process(CANDIDATE, 0, ""))).isEqualTo(3398);
    }

    @Test
    void another_candidate_begins_with_nothing() throws IOException {
        process(CANDIDATE, 20, "{\"a\":1}").save();
        assertThat(compared(process("orders 2.4.2", 3, "{\"a\":1}"))).isEqualTo(3);
    }

    @Test
    void a_fail_that_was_seen_once_stays_over_restarts_although_nobody_saved_it() throws IOException {
        LiveVerdict failed = process(CANDIDATE, 30, "{\"a\":\"x\"}");
        assertThat(failed.look().verdict().outcome()).isEqualTo(Outcome.FAIL);

        LiveVerdict again = process(CANDIDATE, 3000, "{\"a\":1}");
        assertThat(again.look().verdict().outcome()).isEqualTo(Outcome.FAIL);
    }

    /** A candidate that was down: good answers after the restart outweigh that before anybody looks. */
    @Test
    void a_fail_stays_over_a_restart_whatever_is_seen_before_the_first_look() throws IOException {
        ComparingObserver observer = ComparingObserver.builder().build();
        LiveVerdict failed =
                LiveVerdict.continued(observer, CANDIDATE, Judgement.defaults(), new EvidenceSnapshot(file()));
        for (int n = 0; n < 12; n++) {
            observer.onExchange(Responses.exchange(
                    "down" + n,
                    "GET",
                    "/orders/" + (1000 + n),
                    Responses.json(200, "{\"a\":1}"),
                    new CopyEnd.Failed(FailureReason.CONNECT, "refused", Responses.timing(1)),
                    Optional.empty()));
        }
        assertThat(failed.look().verdict().outcome()).isEqualTo(Outcome.FAIL);

        LiveVerdict again = process(CANDIDATE, 3000, "{\"a\":1}");
        again.save(); // as each minute, and nobody has looked yet
        assertThat(again.look().verdict().outcome()).isEqualTo(Outcome.FAIL);
        assertThat(process(CANDIDATE, 0, "").look().verdict().outcome()).isEqualTo(Outcome.FAIL);
    }

    @Test
    void beginning_anew_forgets_the_file_too() throws IOException {
        LiveVerdict verdict = process(CANDIDATE, 30, "{\"a\":\"x\"}");
        verdict.look();
        verdict.reset();
        assertThat(compared(verdict)).isZero();
        assertThat(directory).isEmptyDirectory();
        assertThat(compared(process(CANDIDATE, 0, ""))).isZero();
    }

    @Test
    void a_write_that_was_cut_off_leaves_the_one_before() throws IOException {
        process(CANDIDATE, 20, "{\"a\":1}").save();
        Files.writeString(directory.resolve("orders.json.new"), "{\"format\":\"traf");

        LiveVerdict verdict = process(CANDIDATE, 1, "{\"a\":1}");
        assertThat(compared(verdict)).isEqualTo(21);
        verdict.save();
        assertThat(directory).isDirectoryContaining("glob:**orders.json").isDirectoryNotContaining("glob:**.new");
    }

    @Test
    void a_file_that_is_no_report_is_refused_by_name() throws IOException {
        Files.writeString(file(), "{\"format\":\"traf");
        assertThatThrownBy(() -> process(CANDIDATE, 0, ""))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("orders.json: report: is no JSON");
    }

    @Test
    void a_verdict_without_a_file_keeps_nothing() throws IOException {
        new LiveVerdict(ComparingObserver.builder().build(), CANDIDATE, Judgement.defaults()).save();
        assertThat(directory).isEmptyDirectory();
    }

    @Test
    void an_experiment_of_settings_is_kept_once_a_minute_and_goes_on() throws IOException {
        AtomicLong clock = new AtomicLong();
        LiveExperiment first = experiment(clock);
        see(first, 20);
        assertThat(directory).as("the minute is not over").isEmptyDirectory();
        clock.addAndGet(TimeUnit.SECONDS.toNanos(60));
        see(first, 1);
        see(first, 5);

        LiveExperiment second = experiment(clock);
        assertThat(compared(second.verdict())).as("21 were kept, 5 came later").isEqualTo(21);
        see(second, 4);
        second.verdict().save();
        assertThat(compared(experiment(clock).verdict())).isEqualTo(25);
    }

    @Test
    void what_can_not_be_kept_does_not_disturb_the_comparison() throws IOException {
        AtomicLong clock = new AtomicLong();
        LiveExperiment experiment = experiment(clock);
        Files.delete(directory);
        clock.addAndGet(TimeUnit.SECONDS.toNanos(60));
        see(experiment, 3);
        assertThat(compared(experiment.verdict())).isEqualTo(3);
    }

    private LiveExperiment experiment(AtomicLong clock) throws IOException {
        return LiveExperiment.of(
                ExperimentPlan.NONE, CANDIDATE, Judgement.defaults(), new EvidenceSnapshot(file()), clock::get);
    }

    private static void see(LiveExperiment experiment, int exchanges) {
        for (int n = 0; n < exchanges; n++) {
            experiment
                    .observer()
                    .onExchange(Responses.exchange(
                            "x" + n,
                            "GET",
                            "/orders/" + (1000 + n),
                            Responses.json(200, "{\"a\":1}"),
                            Responses.answered(Responses.json(200, "{\"a\":1}")),
                            Optional.empty()));
        }
    }
}
