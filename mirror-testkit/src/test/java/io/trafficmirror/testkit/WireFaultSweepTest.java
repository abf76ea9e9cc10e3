// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.trafficmirror.testkit.http.TestTls;
import io.trafficmirror.testkit.shadow.Answer;
import io.trafficmirror.testkit.transport.TransportRig;
import io.trafficmirror.transport.Outcome;
import io.trafficmirror.transport.wire.WireTransport;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.Timeout;

/** Whatever a TLS engine throws, at whichever of its calls: each call ends, no connection is left, and the next calls are answered. */
@Timeout(300)
class WireFaultSweepTest {
    private static final int MOST_TRIES = 50;
    private static final int MOST_STEPS = 2_000;

    @TestFactory
    Stream<DynamicTest> a_fault_at_any_step_of_tls_costs_what_is_under_way_and_nothing_else() {
        return Stream.of(
                sweep("OutOfMemoryError", () -> {
                    throw new OutOfMemoryError("on purpose");
                }),
                sweep("IllegalStateException", () -> new IllegalStateException("on purpose")));
    }

    private static DynamicTest sweep(String name, Supplier<RuntimeException> fault) {
        return DynamicTest.dynamicTest(name, () -> {
            int step = 1;
            while (round(step, fault)) {
                step++;
                assertThat(step).isLessThan(MOST_STEPS);
            }
            assertThat(step).as("steps that were swept").isGreaterThan(20);
        });
    }

    /** One connection that is kept and used again, and one that the shadow's answer ends; false if the step was never reached. */
    private static boolean round(int step, Supplier<RuntimeException> fault) {
        Steps steps = new Steps(fault);
        TransportRig.Setup setup = TransportRig.Setup.tls(TestTls.server(), SteppedTls.of(TestTls.client(), steps));
        try (TransportRig rig = setup.maxConnections(1).open(WireTransport.factory())) {
            steps.throwAt(step);
            rig.send(rig.get("/"));
            rig.send(rig.get("/"));
            rig.shadow().behave(Answer.ok().closing());
            rig.send(rig.get("/"));
            rig.shadow().behave(Answer.ok());
            boolean reached = steps.disarm();
            boolean answered = Stream.generate(() -> rig.send(rig.get("/")))
                    .limit(MOST_TRIES)
                    .anyMatch(Outcome.Answered.class::isInstance);
            assertThat(answered).as("answered after a fault at step " + step).isTrue();
            return reached;
        }
    }
}
