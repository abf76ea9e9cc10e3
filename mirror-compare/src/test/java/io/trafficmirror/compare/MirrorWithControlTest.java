// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.compare;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.trafficmirror.MirrorRoute;
import io.trafficmirror.TrafficMirror;
import io.trafficmirror.capture.Exchange;
import io.trafficmirror.compare.evidence.Evidence;
import io.trafficmirror.compare.evidence.PairCounts;
import io.trafficmirror.http.Headers;
import io.trafficmirror.http.ResponseHead;
import io.trafficmirror.testkit.Unhurried;
import io.trafficmirror.testkit.chaos.BusyPrimary;
import io.trafficmirror.testkit.shadow.Answer;
import io.trafficmirror.testkit.shadow.RecordingShadow;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** A whole mirror with a comparing observer, a shadow and a control over real sockets. */
class MirrorWithControlTest {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final int EXCHANGES = 40;
    private static final String JSON = "application/json";
    private static final byte[] PRIMARY = "{\"id\":7,\"total\":100}".getBytes(UTF_8);

    @Test
    void a_planted_difference_is_found_and_the_control_has_none() {
        ComparingObserver comparing = ComparingObserver.builder().build();
        try (RecordingShadow shadow = RecordingShadow.start();
                RecordingShadow control = RecordingShadow.start();
                TrafficMirror mirror = TrafficMirror.builder()
                        .limits(Unhurried.bounds())
                        .observer(comparing)
                        .route(MirrorRoute.to(shadow.uri().toString())
                                .mirror(Unhurried::mirror)
                                .control(control.uri().toString(), 100))
                        .build()) {
            shadow.behave(Answer.status(200).header("Content-Type", JSON).body("{\"id\":7,\"total\":99}"));
            control.behave(Answer.status(200).header("Content-Type", JSON).body("{\"id\":7,\"total\":100}"));
            for (int i = 0; i < EXCHANGES; i++) {
                Exchange exchange = mirror.observe(BusyPrimary.head("GET", "/orders/7", Headers.empty()));
                exchange.template("/orders/{id}");
                exchange.responseBody().write(PRIMARY, 0, PRIMARY.length);
                exchange.end(new ResponseHead(200, Headers.of("Content-Type", JSON)));
            }
            await().atMost(PATIENCE).until(() -> mirror.stats().isClosed());

            Evidence evidence = comparing.evidence();
            assertThat(evidence.routes()).containsOnlyKeys("GET /orders/{id}");
            assertThat(evidence.routes().get("GET /orders/{id}").counts().pairs())
                    .as("%s", evidence.cells().keySet())
                    .isEqualTo(new PairCounts(EXCHANGES, EXCHANGES, 0, 0));
            assertThat(evidence.cells().keySet()).anyMatch(key -> key.path().equals("$.total"));
            assertThat(mirror.stats().mirrors()).allSatisfy(counts -> {
                assertThat(counts.observed()).isEqualTo(EXCHANGES);
                assertThat(counts.answeredInAll()).isEqualTo(EXCHANGES);
            });
        }
    }
}
