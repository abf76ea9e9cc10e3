// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.compare;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import io.trafficmirror.compare.evidence.Evidence;
import io.trafficmirror.compare.evidence.EvidenceLimits;
import io.trafficmirror.compare.response.NotComparedReason;
import io.trafficmirror.report.Response;
import java.lang.management.ManagementFactory;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Whatever responses hold, each exchange is counted once, and none costs more than the limits of a document allow. {@code -Dhostile.pairs=10000000}. */
@Timeout(3600)
class HostileBodiesTest {
    private static final int PAIRS = Integer.getInteger("hostile.pairs", 10_000);

    /** Two documents of 8 MiB as bytes and characters, while their arrays grow. */
    private static final long MOST_ALLOCATED = 96L << 20;

    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    @Test
    void each_is_counted_once_and_none_is_dear() {
        HostileBodies bodies = new HostileBodies(Long.getLong("hostile.seed", 15));
        ComparingObserver observer = ComparingObserver.builder().build();
        long dearest = 0;
        long slowest = 0;
        for (int i = 0; i < PAIRS; i++) {
            Response[] pair = bodies.pair();
            long before = THREADS.getCurrentThreadAllocatedBytes();
            long began = System.nanoTime();
            observer.onExchange(Responses.exchange(
                    Integer.toString(i), "GET", "/hostile", pair[0], Responses.answered(pair[1]), Optional.empty()));
            slowest = Math.max(slowest, System.nanoTime() - began);
            dearest = Math.max(dearest, THREADS.getCurrentThreadAllocatedBytes() - before);
        }
        Evidence evidence = observer.evidence();
        System.out.println(PAIRS + " pairs: " + evidence.cells().size() + " rows, at most " + (dearest >> 10)
                + " KiB and " + slowest / 1000 + " µs for one");

        assertThat(dearest).isLessThan(MOST_ALLOCATED);
        assertThat(evidence.cells()).hasSizeBetween(50, EvidenceLimits.DEFAULT.maxCells() + 1);
        Map<NotComparedReason, Long> not =
                evidence.routes().get("GET /hostile").counts().notCompared();
        assertThat(not).doesNotContainKey(NotComparedReason.INTERNAL_ERROR);
        long compared = evidence.routes().get("GET /hostile").counts().compared();
        assertThat(compared).isGreaterThan(PAIRS / 2);
        assertThat(compared + not.values().stream().mapToLong(n -> n).sum()).isEqualTo(PAIRS);
    }
}
