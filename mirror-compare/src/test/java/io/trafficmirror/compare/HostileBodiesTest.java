// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.compare;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import io.trafficmirror.compare.evidence.Evidence;
import io.trafficmirror.compare.evidence.EvidenceLimits;
import io.trafficmirror.compare.evidence.RouteCounts;
import io.trafficmirror.compare.response.NotComparedReason;
import io.trafficmirror.http.Headers;
import io.trafficmirror.report.ObservedExchange;
import io.trafficmirror.report.Response;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.zip.GZIPOutputStream;
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
    void many_short_lines_of_json_are_hardly_dearer_than_one_array() throws IOException {
        String most = "1,".repeat(399_999);
        long array = allocated("application/json", "[" + most + "1]", "[" + most + "2]");
        String lines = most.replace(',', '\n');
        assertThat(allocated("application/x-ndjson", lines + "1\n", lines + "2\n"))
                .isLessThan(array + (4L << 20));
    }

    @Test
    void a_namespace_is_not_kept_for_each_name_that_stands_in_it() throws IOException {
        String root = "<r xmlns:p='" + "n".repeat(900) + "'>";
        assertThat(allocated("application/xml", "<r/>", root + "<p:a/>".repeat(100_000) + "</r>"))
                .isLessThan(MOST_ALLOCATED);

        String attributes =
                IntStream.range(0, 2000).mapToObj(i -> " p:b" + i + "=''").collect(Collectors.joining());
        assertThat(allocated("application/xml", "<r/>", root + ("<p:a" + attributes + "/>").repeat(100) + "</r>"))
                .isLessThan(MOST_ALLOCATED);
    }

    private static long allocated(String type, String left, String right) throws IOException {
        ComparingObserver observer = ComparingObserver.builder().build();
        ObservedExchange exchange = Responses.exchange(
                "1", "GET", "/hostile", gzip(type, left), Responses.answered(gzip(type, right)), Optional.empty());
        long before = THREADS.getCurrentThreadAllocatedBytes();
        observer.onExchange(exchange);
        long allocated = THREADS.getCurrentThreadAllocatedBytes() - before;
        RouteCounts counts = observer.evidence().routes().get("GET /hostile").counts();
        assertThat(counts.compared()).isOne();
        assertThat(counts.mismatches()).isOne();
        return allocated;
    }

    private static Response gzip(String type, String text) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
            gzip.write(text.getBytes(US_ASCII));
        }
        Headers headers = Headers.of("Content-Type", type, "Content-Encoding", "gzip");
        return Responses.of(200, headers, bytes.toByteArray(), 1_000_000);
    }

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
