// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.compare;

import static org.assertj.core.api.Assertions.assertThat;

import io.trafficmirror.compare.evidence.CellKey;
import io.trafficmirror.compare.evidence.Evidence;
import io.trafficmirror.compare.evidence.RouteCounts;
import io.trafficmirror.compare.report.Experiment;
import io.trafficmirror.compare.report.Findings;
import io.trafficmirror.compare.report.Report;
import io.trafficmirror.compare.verdict.Judge;
import io.trafficmirror.compare.verdict.JudgedCounts;
import io.trafficmirror.compare.verdict.Judgement;
import io.trafficmirror.compare.verdict.Outcome;
import io.trafficmirror.report.CopyEnd;
import io.trafficmirror.transport.FailureReason;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What the predecessor of this comparison was seen to get wrong when it was run, each with what it should have said. */
class DiffyFailuresTest {
    private final ComparingObserver observer = ComparingObserver.builder()
            .clock(() -> Instant.parse("2026-11-29T12:00:00Z").toEpochMilli())
            .build();

    private void see(int n, String primary, String shadow, String control) {
        observer.onExchange(Responses.exchange(
                "x-" + n,
                "GET",
                "/things/" + (1000 + n),
                Responses.json(200, primary),
                Responses.answered(Responses.json(200, shadow)),
                Optional.of(Responses.answered(Responses.json(200, control)))));
    }

    private Findings findings() {
        Evidence evidence = observer.evidence();
        return Findings.of(
                new Report(new Experiment("v2", observer.settings()), evidence),
                Judge.of(Judgement.defaults()).judge(JudgedCounts.of(evidence)));
    }

    private RouteCounts counts() {
        return observer.evidence().routes().values().iterator().next().counts();
    }

    private String cells() {
        return observer.evidence().cells().keySet().stream()
                .map(CellKey::toString)
                .collect(Collectors.joining("\n"));
    }

    /** One name with a hyphen made the object a map, and a value that was wrong in half of all responses was noise. */
    @Test
    void a_name_with_a_hyphen_hides_no_regression_beside_it() {
        for (int n = 0; n < 40; n++) {
            String body = "{\"name\":\"%s\",\"ts\":%d,\"uuid\":\"%s\",\"x-odd\":1}";
            see(
                    n,
                    body.formatted("kept", 1_795_953_600_000L + n, UUID.nameUUIDFromBytes(new byte[] {1, (byte) n})),
                    body.formatted(
                            n % 2 == 0 ? "kept" : "lost",
                            1_795_953_600_500L + n,
                            UUID.nameUUIDFromBytes(new byte[] {2, (byte) n})),
                    body.formatted("kept", 1_795_953_600_900L + n, UUID.nameUUIDFromBytes(new byte[] {3, (byte) n})));
        }
        Findings found = findings();
        assertThat(found.verdict().outcome()).isEqualTo(Outcome.FAIL);
        assertThat(found.causes()).hasSize(1);
        assertThat(found.causes().get(0).toString()).contains("$.name");
    }

    /** Only single values were taken for equal without a look: a list made five differences of five equal responses. */
    @Test
    void equal_responses_with_lists_differ_in_nothing() {
        for (int n = 0; n < 5; n++) {
            see(
                    n,
                    "{\"list\":[1,2,3],\"empty\":[]}",
                    "{\"list\": [1,2,3],\"empty\":[]}",
                    "{\"list\":[1,2,3],\"empty\":[ ]}");
        }
        assertThat(counts().compared()).isEqualTo(5);
        assertThat(counts().mismatches()).isZero();
        assertThat(observer.evidence().cells()).isEmpty();
    }

    /** Objects were equal to themselves alone: another order was other values, and a missing element was the whole list. */
    @Test
    void a_list_of_objects_in_another_order_is_an_order_and_one_less_is_one_missing() {
        see(1, "[{\"id\":1,\"a\":1},{\"id\":2,\"a\":2}]", "[{\"id\":2,\"a\":2},{\"id\":1,\"a\":1}]", "[]");
        assertThat(cells()).contains("order").doesNotContain("value");

        observer.reset();
        see(
                1,
                "[{\"id\":1,\"a\":1},{\"id\":2,\"a\":2},{\"id\":3,\"a\":3}]",
                "[{\"id\":2,\"a\":2},{\"id\":3,\"a\":3}]",
                "1");
        assertThat(observer.evidence().cells().keySet())
                .filteredOn(key -> observer.evidence().cells().get(key).counts().shadow() > 0)
                .extracting(CellKey::toString)
                .containsExactly("GET /things/{id}  $[*]  missing");
    }

    /** A span of time ended in 2023 unless one was given, and all that came later was not there. */
    @Test
    void what_is_seen_today_counts_without_a_span_of_time() {
        see(1, "{\"a\":true}", "{\"a\":false}", "{\"a\":true}");
        assertThat(counts().mismatches()).isOne();
        assertThat(counts().blocks().keySet())
                .containsExactly(Instant.parse("2026-11-29T12:00:00Z").toEpochMilli() / RouteCounts.BLOCK_MILLIS);
    }

    /** Each look was counted as if the traffic had come again. */
    @Test
    void looking_changes_no_count() {
        for (int n = 0; n < 20; n++) {
            see(n, "{\"a\":true}", "{\"a\":false}", "{\"a\":true}");
        }
        Evidence before = observer.evidence();
        String first = findings().toString();
        for (int i = 0; i < 20; i++) {
            assertThat(findings()).hasToString(first);
        }
        assertThat(observer.evidence()).isEqualTo(before);
        assertThat(counts().compared()).isEqualTo(20);
    }

    /** A candidate that refused each connection left no trace. */
    @Test
    void a_candidate_that_is_down_fails() {
        for (int n = 0; n < 12; n++) {
            observer.onExchange(Responses.exchange(
                    "x-" + n,
                    "GET",
                    "/things/" + (1000 + n),
                    Responses.json(200, "{}"),
                    new CopyEnd.Failed(FailureReason.CONNECT, "", Responses.timing(1)),
                    Optional.empty()));
        }
        assertThat(findings().verdict().outcome()).isEqualTo(Outcome.FAIL);
        assertThat(findings().verdict().reason()).contains("no response to 12 of 12 copies");
    }

    /** A list of 100,000 equal numbers took 46 s, for each was looked for in the whole list. The time is measured by {@code ./benchmarks/micro}. */
    @Test
    void a_hundred_thousand_numbers_in_another_order_are_one_difference() {
        ComparingObserver large =
                ComparingObserver.builder().maxBodyBytes(1 << 20).build();
        String forth =
                IntStream.range(0, 100_000).mapToObj(Integer::toString).collect(Collectors.joining(",", "[", "]"));
        String back = IntStream.range(0, 100_000)
                .mapToObj(i -> String.format(Locale.ROOT, "%d", 99_999 - i))
                .collect(Collectors.joining(",", "[", "]"));
        large.onExchange(Responses.exchange(
                "x",
                "GET",
                "/numbers",
                Responses.json(200, forth),
                Responses.answered(Responses.json(200, back)),
                Optional.empty()));
        assertThat(large.evidence().cells().keySet())
                .extracting(CellKey::toString)
                .containsExactly("GET /numbers  $  order");
    }
}
