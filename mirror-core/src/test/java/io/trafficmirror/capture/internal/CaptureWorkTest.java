// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.capture.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.trafficmirror.dispatch.JvmCpuMeter;
import io.trafficmirror.dispatch.MirrorThreads;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What capturing bodies is charged to the CPU share. Against no clock: how long a copy takes differs tenfold with caches and compilers. */
class CaptureWorkTest {
    private static final int BODY = 1 << 20;

    /** In nanoseconds. A byte was seen to take from 0.01, in a warm cache, to 2, not compiled yet. */
    private static final int LEAST_PER_CALL = 20;

    private static final int MOST_PER_CALL = 300;
    private static final double LEAST_PER_BYTE = 0.1;
    private static final double MOST_PER_BYTE = 2;

    private final ByteBudget budget = new ByteBudget(1L << 40);
    private final JvmCpuMeter meter = new JvmCpuMeter(new MirrorThreads(), System::nanoTime, budget.work()::nanos);

    @ParameterizedTest
    @CsvSource({"buffered, 8192, 300", "buffered, 1, 30", "streamed, 8192, 300", "observed, 8192, 300"})
    void bodies_are_charged_about_what_they_cost(String kind, int piece, int bodies) {
        byte[] bytes = new byte[piece];
        for (int i = 0; i < bodies; i++) {
            capture(kind, bytes);
        }
        double calls = (double) bodies * BODY / piece;
        double size = (double) bodies * BODY;

        assertThat((double) meter.mirrorNanos())
                .isBetween(
                        LEAST_PER_CALL * calls + LEAST_PER_BYTE * size, MOST_PER_CALL * calls + MOST_PER_BYTE * size);
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
