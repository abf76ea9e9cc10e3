// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.compare.report;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.trafficmirror.compare.difference.DifferenceKind;
import io.trafficmirror.compare.difference.Transition;
import io.trafficmirror.compare.evidence.AttributeCounts;
import io.trafficmirror.compare.evidence.CellCounts;
import io.trafficmirror.compare.evidence.CellEvidence;
import io.trafficmirror.compare.evidence.CellKey;
import io.trafficmirror.compare.evidence.Evidence;
import io.trafficmirror.compare.evidence.IdSample;
import io.trafficmirror.compare.evidence.LatencyCounts;
import io.trafficmirror.compare.evidence.PairCounts;
import io.trafficmirror.compare.evidence.RouteCounts;
import io.trafficmirror.compare.evidence.RouteEvidence;
import io.trafficmirror.compare.verdict.Judgement;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class HtmlReportTest {
    private static final String HOSTILE = "</title><script>alert('x')</script>&\"\u202e\u0007";

    private static Findings findings(String name, long different) {
        PairCounts pairs = new PairCounts(4000, different, 0, 0);
        RouteCounts counts = new RouteCounts(
                4000, different, 0, pairs, PairCounts.NONE, Map.of(), LatencyCounts.ZERO, new TreeMap<>());
        CellEvidence cell = new CellEvidence(
                new CellCounts(different, 0, 0, 0, 0), IdSample.EMPTY, IdSample.EMPTY, AttributeCounts.ZERO, 0, 1);
        return Findings.of(
                new Report(
                        new Experiment(name, "s"),
                        new Evidence(
                                Map.of(name, new RouteEvidence(counts, AttributeCounts.ZERO)),
                                different == 0
                                        ? Map.of()
                                        : Map.of(
                                                new CellKey(name, name, DifferenceKind.VALUE, Transition.ROUNDED),
                                                cell))),
                Judgement.defaults());
    }

    @Test
    void names_that_came_with_requests_can_not_become_markup() {
        String html = HtmlReport.of(findings(HOSTILE, 400));

        assertThat(html)
                .doesNotContain("<script", "\u202e", "\u0007")
                .contains("&lt;script&gt;alert(&#39;x&#39;)&lt;/script&gt;&amp;&quot;??")
                .contains("<span class=\"FAIL\">FAIL</span>", "value, rounded");
        assertThat(html.split("</title>", -1)).hasSize(2);
    }

    @Test
    void nothing_is_loaded_and_nothing_runs() {
        assertThat(HtmlReport.of(findings("orders 2", 0)))
                .startsWith("<!doctype html>")
                .contains("content=\"default-src 'none'; style-src 'unsafe-inline'\"", "Nothing is proved to differ.")
                .doesNotContain("src=\"", "href=", "url(", "@import", "onload", "javascript:")
                .endsWith("</html>\n");
    }

    @Test
    void the_file_is_bounded_and_small() {
        assertThat(HtmlReport.of(findings("orders 2", 400)).getBytes(UTF_8)).hasSizeLessThan(4000);
    }
}
