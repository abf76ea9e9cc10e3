// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.compare;

import static org.assertj.core.api.Assertions.assertThat;

import io.trafficmirror.capture.DropReason;
import io.trafficmirror.compare.evidence.CellKey;
import io.trafficmirror.compare.evidence.Evidence;
import io.trafficmirror.compare.evidence.PairCounts;
import io.trafficmirror.compare.evidence.RouteCounts;
import io.trafficmirror.compare.response.NotComparedReason;
import io.trafficmirror.compare.verdict.Judge;
import io.trafficmirror.compare.verdict.JudgedCounts;
import io.trafficmirror.compare.verdict.Judgement;
import io.trafficmirror.compare.verdict.Outcome;
import io.trafficmirror.experiment.Writes;
import io.trafficmirror.http.RequestHead;
import io.trafficmirror.report.CopyEnd;
import io.trafficmirror.report.Interest;
import io.trafficmirror.report.Response;
import io.trafficmirror.transport.FailureReason;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class ComparingObserverTest {
    private static final long NOW = Instant.parse("2026-11-29T12:00:00Z").toEpochMilli();
    private static final String ROUTE = "GET /orders/{id}";

    private final SplittableRandom random = new SplittableRandom(11);
    private final ComparingObserver observer =
            ComparingObserver.builder().clock(() -> NOW).build();
    private int number;

    private void see(String primary, String shadow, String control) {
        see(
                Responses.json(200, primary),
                Responses.answered(Responses.json(200, shadow)),
                Optional.of(Responses.answered(Responses.json(200, control))));
    }

    private void see(Response primary, CopyEnd shadow, Optional<CopyEnd> control) {
        int n = number++;
        observer.onExchange(Responses.exchange("x-" + n, "GET", "/orders/" + (1000 + n), primary, shadow, control));
    }

    private RouteCounts counts() {
        return observer.evidence().routes().get(ROUTE).counts();
    }

    private String uuid() {
        return new UUID(random.nextLong(), random.nextLong()).toString();
    }

    private Map<String, String> cells() {
        Evidence evidence = observer.evidence();
        Map<String, String> text = new java.util.TreeMap<>();
        evidence.cells()
                .forEach((CellKey key, io.trafficmirror.compare.evidence.CellEvidence cell) -> text.put(
                        key.path() + " " + key.transition().text(),
                        cell.counts().shadowOnly() + "/" + cell.counts().controlOnly() + "/"
                                + cell.counts().both()));
        return text;
    }

    @Test
    void counts_who_differs_in_the_same_exchange() {
        see("{\"a\":true}", "{\"a\":true}", "{\"a\":true}");
        see("{\"a\":true}", "{\"a\":false}", "{\"a\":true}");
        see("{\"a\":true}", "{\"a\":true}", "{\"a\":false}");
        see("{\"a\":true}", "{\"a\":false}", "{\"a\":false}");
        assertThat(counts().pairs()).isEqualTo(new PairCounts(4, 1, 1, 1));
        assertThat(counts().compared()).isEqualTo(4);
        assertThat(counts().mismatches()).isEqualTo(2);
        assertThat(cells()).containsExactly(Map.entry("$.a true/false", "1/1/1"));
    }

    @Test
    void noise_is_learnt_from_the_control_and_what_leaves_its_format_is_found() {
        for (int i = 0; i < 50; i++) {
            see("{\"id\":\"" + uuid() + "\"}", "{\"id\":\"" + uuid() + "\"}", "{\"id\":\"" + uuid() + "\"}");
        }
        assertThat(counts().pairs().both()).isEqualTo(3);
        assertThat(counts().mismatches()).isZero();
        see("{\"id\":\"" + uuid() + "\"}", "{\"id\":17}", "{\"id\":\"" + uuid() + "\"}");
        assertThat(counts().mismatches()).isEqualTo(1);
        assertThat(cells()).containsEntry("$.id format lost", "1/0/0");
    }

    @Test
    void noise_of_control_and_shadow_alike_can_be_judged() {
        for (int i = 0; i < 50; i++) {
            see("{\"id\":\"" + uuid() + "\"}", "{\"id\":\"" + uuid() + "\"}", "{\"id\":\"" + uuid() + "\"}");
        }
        assertThat(Judge.of(Judgement.defaults())
                        .judge(JudgedCounts.of(observer.evidence()))
                        .outcome())
                .isEqualTo(Outcome.INSUFFICIENT);
    }

    @Test
    void what_shadow_and_control_both_do_without_keeping_a_format_is_a_mismatch() {
        Response primary = Responses.json(200, "{}");
        CopyEnd failed = new CopyEnd.Failed(FailureReason.CONNECT, "refused", Responses.timing(1));
        see(primary, failed, Optional.of(failed));
        see("{\"a\":true}", "{\"a\":false}", "{\"a\":false}");
        assertThat(counts().failed()).isEqualTo(1);
        assertThat(counts().mismatches()).isEqualTo(2);
        assertThat(JudgedCounts.of(observer.evidence()).routes()).hasSize(1);
    }

    @Test
    void a_shadow_that_flickers_by_itself_is_never_learnt_as_noise() {
        for (int i = 0; i < 50; i++) {
            String same = uuid();
            see("{\"id\":\"" + same + "\"}", "{\"id\":\"" + uuid() + "\"}", "{\"id\":\"" + same + "\"}");
        }
        assertThat(counts().pairs().shadowOnly()).isEqualTo(50);
    }

    @Test
    void a_shadow_that_is_down_is_a_finding_and_what_we_gave_up_is_none() {
        Response primary = Responses.json(200, "{}");
        see(primary, new CopyEnd.Failed(FailureReason.CONNECT, "refused", Responses.timing(1)), Optional.empty());
        see(primary, new CopyEnd.Failed(FailureReason.CLOSED, "closed", Responses.timing(1)), Optional.empty());
        see(primary, new CopyEnd.Dropped(DropReason.QUEUE_FULL), Optional.empty());
        assertThat(counts().failed()).isEqualTo(1);
        assertThat(counts().mismatches()).isEqualTo(1);
        assertThat(counts().notCompared())
                .containsOnly(Map.entry(NotComparedReason.ABANDONED, 1L), Map.entry(NotComparedReason.DROPPED, 1L));
    }

    @Test
    void one_request_repeated_is_no_crowd() {
        for (int i = 0; i < 1000; i++) {
            observer.onExchange(Responses.exchange(
                    "x-" + i,
                    "GET",
                    "/orders/7777",
                    Responses.json(200, "{\"a\":true}"),
                    Responses.answered(Responses.json(200, "{\"a\":false}")),
                    Optional.of(Responses.answered(Responses.json(200, "{\"a\":true}")))));
        }
        assertThat(cells()).containsEntry("$.a true/false", "25/0/0");
        assertThat(observer.evidence()
                        .cells()
                        .values()
                        .iterator()
                        .next()
                        .counts()
                        .repeated())
                .isEqualTo(975);
        assertThat(counts().mismatches()).isEqualTo(1000);
    }

    @Test
    void methods_that_are_not_safe_are_not_judged_unless_asked_for() {
        RequestHead post = RequestHead.of("POST", "/orders", Map.of());
        assertThat(observer.interest(post, List.of())).isEqualTo(Interest.NONE);
        assertThat(ComparingObserver.builder().writes(Writes.COMPARE).build().interest(post, List.of()))
                .isEqualTo(Interest.BODIES);
    }

    @Test
    void the_table_has_a_fixed_size() {
        for (int i = 0; i < 6000; i++) {
            observer.onExchange(Responses.exchange(
                    "x-" + i,
                    "GET",
                    "/a/b" + (char) ('a' + i % 26) + "/c" + (char) ('a' + i / 26 % 26) + "x" + i % 300,
                    Responses.json(200, "{\"f" + i + "\":true}"),
                    Responses.answered(Responses.json(200, "{\"f" + i + "\":false}")),
                    Optional.empty()));
        }
        Evidence evidence = observer.evidence();
        assertThat(evidence.routes()).hasSizeLessThanOrEqualTo(501).containsKey("(other routes)");
        assertThat(evidence.cells().size()).isLessThanOrEqualTo(4096 + 501);
        assertThat(evidence.cells().values().stream()
                        .mapToLong(c -> c.counts().shadow())
                        .sum())
                .isEqualTo(6000);
    }
}
