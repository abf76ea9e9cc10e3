// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.trafficmirror.MirrorRoute;
import io.trafficmirror.TrafficMirror;
import io.trafficmirror.capture.DropReason;
import io.trafficmirror.http.Headers;
import io.trafficmirror.report.MirrorCounts;
import io.trafficmirror.targets.TargetLimits;
import io.trafficmirror.testkit.chaos.BusyPrimary;
import io.trafficmirror.testkit.chaos.ChaosRig;
import io.trafficmirror.testkit.shadow.Fault;
import io.trafficmirror.testkit.shadow.Phase;
import io.trafficmirror.testkit.shadow.RecordingShadow;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** While a shadow hangs and its queue is full, nothing of a request is captured that would be dropped. */
class EarlyRefusalTest {
    private static final int IN_FLIGHT = 2;
    private static final int QUEUED = 8;
    private static final int REQUESTS = 100;

    private final AtomicLong now = new AtomicLong();

    @ParameterizedTest
    @EnumSource
    void a_full_queue_refuses_before_capture(TargetLimits.Overflow overflow) {
        try (RecordingShadow shadow = RecordingShadow.start()) {
            shadow.behave(Fault.silence(Phase.AFTER_REQUEST));
            TrafficMirror mirror = TrafficMirror.builder()
                    .limits(ChaosRig.limits())
                    .clock(now::get)
                    .route(MirrorRoute.to(shadow.uri().toString())
                            .mirror(spec -> spec.withLimits(Unhurried.limits(TargetLimits.DEFAULT)
                                    .withMaxInFlight(IN_FLIGHT)
                                    .withMaxQueued(QUEUED)
                                    .withOverflow(overflow))))
                    .build();
            int captured = captured(mirror, REQUESTS);
            assertThat(captured).isEqualTo(IN_FLIGHT + QUEUED);
            MirrorCounts counts = mirror.stats().mirrors().get(0);
            assertThat(counts.dropped())
                    .containsEntry(DropReason.QUEUE_FULL, (long) REQUESTS - IN_FLIGHT - QUEUED)
                    .hasSize(1);
            // Once what waits is old, a newcomer is worth more where the policy says so.
            now.addAndGet(Duration.ofSeconds(30).toNanos());
            assertThat(captured(mirror, REQUESTS))
                    .isEqualTo(overflow == TargetLimits.Overflow.DROP_OLDEST ? QUEUED : 0);
            mirror.close(Duration.ZERO);
            assertThat(mirror.stats().isClosed()).isTrue();
        }
    }

    private static int captured(TrafficMirror mirror, int requests) {
        int captured = 0;
        for (int i = 0; i < requests; i++) {
            captured += mirror.observe(BusyPrimary.head("GET", "/", Headers.empty()))
                            .isNone()
                    ? 0
                    : 1;
        }
        return captured;
    }
}
