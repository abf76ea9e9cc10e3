// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.compare;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.trafficmirror.compare.cause.CauseLine;
import io.trafficmirror.compare.evidence.RouteCounts;
import io.trafficmirror.compare.report.Experiment;
import io.trafficmirror.compare.report.Findings;
import io.trafficmirror.compare.report.Report;
import io.trafficmirror.compare.verdict.Judgement;
import io.trafficmirror.http.Headers;
import io.trafficmirror.report.Response;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.IntFunction;

/** Exchanges that one observer sees, of requests that are all different, and what is said of them. Confined to one thread. */
final class Trial {
    static final long NOW = Instant.parse("2026-11-29T12:00:00Z").toEpochMilli();
    static final String PAGE = "GET /v1/pages/{id}  ";

    private int number;
    private final ComparingObserver observer = ComparingObserver.builder()
            .clock(() -> NOW + number)
            .random(new SplittableRandom(5))
            .build();

    /** So many exchanges; the shadow is another than primary and control. */
    Trial see(int exchanges, IntFunction<Response> right, IntFunction<Response> wrong) {
        return see(exchanges, right, wrong, right);
    }

    /** So many exchanges; each of the three has responses of its own. */
    Trial see(
            int exchanges, IntFunction<Response> primary, IntFunction<Response> shadow, IntFunction<Response> control) {
        for (int n = 0; n < exchanges; n++) {
            see(primary.apply(n), shadow.apply(n), Optional.of(control.apply(n)));
        }
        return this;
    }

    /** So many exchanges of which no control gets a copy. */
    Trial seeAlone(int exchanges, IntFunction<Response> primary, IntFunction<Response> shadow) {
        for (int n = 0; n < exchanges; n++) {
            see(primary.apply(n), shadow.apply(n), Optional.empty());
        }
        return this;
    }

    private void see(Response primary, Response shadow, Optional<Response> control) {
        int id = 1000 + number;
        observer.onExchange(Responses.exchange(
                "x-" + number++,
                "GET",
                "/v1/pages/" + id,
                primary,
                Responses.answered(shadow),
                control.map(Responses::answered)));
    }

    Findings findings() {
        return Findings.of(new Report(new Experiment("pages 2", "s"), observer.evidence()), Judgement.defaults());
    }

    /** Each cause in a line, up to the counts. */
    List<String> causes() {
        return findings().causes().stream()
                .map(cause -> CauseLine.of(cause, ZoneOffset.UTC))
                .map(line -> line.substring(0, line.indexOf("  since")))
                .toList();
    }

    RouteCounts counts() {
        return observer.evidence().routes().get(PAGE.strip()).counts();
    }

    /** A response of this type, with further fields as names and values. */
    static Response of(String type, String body, String... fields) {
        Headers.Builder headers = Headers.builder(4).add("Content-Type", type);
        for (int i = 0; i < fields.length; i += 2) {
            headers.add(fields[i], fields[i + 1]);
        }
        return Responses.of(200, headers.build(), body.getBytes(UTF_8), 1_000_000);
    }

    static Response json(String body, String... fields) {
        return of("application/json", body, fields);
    }
}
