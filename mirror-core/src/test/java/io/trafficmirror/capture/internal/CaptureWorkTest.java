// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.capture.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.trafficmirror.dispatch.JvmCpuMeter;
import io.trafficmirror.dispatch.MirrorThreads;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What capturing bodies is charged, against the CPU time of the thread that captures them. */
class CaptureWorkTest {
    private static final int BODY = 1 << 20;
    private static final ThreadMXBean TIMES = ManagementFactory.getThreadMXBean();

    private final ByteBudget budget = new ByteBudget(1L << 40);
    private final JvmCpuMeter meter = new JvmCpuMeter(new MirrorThreads(), System::nanoTime, budget.work()::nanos);

    @ParameterizedTest
    @CsvSource({"buffered, 8192, 300", "buffered, 1, 30", "streamed, 8192, 300", "observed, 8192, 300"})
    void bodies_are_charged_about_what_they_cost(String kind, int piece, int bodies) {
        byte[] bytes = new byte[piece];
        long began = TIMES.getCurrentThreadCpuTime();
        for (int i = 0; i < bodies; i++) {
            capture(kind, bytes);
        }
        long used = TIMES.getCurrentThreadCpuTime() - began;

        assertThat(meter.mirrorNanos()).as("charged for " + used + " ns").isBetween(used / 8, used * 8);
    }

    private void capture(String kind, byte[] bytes) {
        ByteCollector collector =
                kind.equals("observed") ? ByteCollector.forObservation(budget) : new ByteCollector(budget);
        StreamedBody stream = new StreamedBody(-1, BODY, budget, reason -> {});
        for (int at = 0; at < BODY; at += bytes.length) {
            if (kind.equals("streamed")) {
                stream.write(bytes, 0, bytes.length);
            } else {
                collector.add(bytes, 0, bytes.length);
            }
        }
        collector.discard();
        stream.cancel();
    }
}
