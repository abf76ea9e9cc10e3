// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.compare.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.trafficmirror.compare.ComparingObserver;
import io.trafficmirror.compare.Responses;
import io.trafficmirror.compare.difference.PathPattern;
import io.trafficmirror.compare.evidence.Evidence;
import io.trafficmirror.compare.verdict.Judgement;
import io.trafficmirror.report.CopyEnd;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class ProposedRulesTest {
    private final Random random = new Random(15);

    private String body(String currency) {
        List<String> tags = new ArrayList<>(List.of("\"a\"", "\"b\"", "\"c\"", "\"d\"", "\"e\""));
        Collections.shuffle(tags, random);
        return "{\"trace\":\"" + new UUID(random.nextLong(), random.nextLong()) + "\",\"tags\":" + tags
                + ",\"currency\":\"" + currency + "\",\"odd \\\"name\\\"\":\""
                + new UUID(random.nextLong(), random.nextLong()) + "\"}";
    }

    private Evidence evidence(boolean controlled) {
        ComparingObserver observer = ComparingObserver.builder().build();
        for (int i = 0; i < 20; i++) {
            Optional<CopyEnd> control =
                    controlled ? Optional.of(Responses.answered(Responses.json(200, body("EUR")))) : Optional.empty();
            observer.onExchange(Responses.exchange(
                    "id-" + i,
                    "GET",
                    "/orders/7",
                    Responses.json(200, body("EUR")),
                    Responses.answered(Responses.json(200, body(i < 10 ? "EUR" : "none"))),
                    control));
        }
        return observer.evidence();
    }

    @Test
    void what_keeps_its_format_without_a_control_gets_a_rule_and_a_changed_value_none() {
        List<String> rules = ProposedRules.of(evidence(false));

        assertThat(rules)
                .containsExactlyInAnyOrder(
                        "- {path: \"$.trace\", format: true}",
                        "- {path: \"$.tags\", multiset: true}",
                        "- {path: \"$['odd \\\"name\\\"']\", format: true}");
        assertThat(PathPattern.parse("$['odd \"name\"']").segments()).containsExactly("$", "odd \"name\"");
    }

    @Test
    void where_a_control_tells_noise_nothing_is_proposed() {
        assertThat(ProposedRules.of(evidence(true))).isEmpty();
    }

    @Test
    void every_report_for_people_shows_them() {
        Findings findings =
                Findings.of(new Report(new Experiment("orders 2.4.1", "abc"), evidence(false)), Judgement.defaults());

        assertThat(new TextReport(ZoneOffset.UTC).of(findings)).contains("  - {path: \"$.tags\", multiset: true}\n");
        assertThat(MarkdownReport.of(findings)).contains("\n- {path: \"$.tags\", multiset: true}\n");
        assertThat(HtmlReport.of(findings)).contains("<pre>- {path: &quot;$.tags&quot;, multiset: true}\n");
    }
}
