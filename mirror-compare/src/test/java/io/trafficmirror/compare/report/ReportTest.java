// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.compare.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.trafficmirror.compare.ComparingObserver;
import io.trafficmirror.compare.Responses;
import io.trafficmirror.compare.evidence.Evidence;
import io.trafficmirror.report.CopyEnd;
import io.trafficmirror.transport.FailureReason;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class ReportTest {
    private static final Experiment EXPERIMENT = new Experiment("orders 2.4.1", "abc");

    private static final String NO_PAIRS = "{\"controlled\":0,\"shadowOnly\":0,\"controlOnly\":0,\"both\":0}";

    private final ReportWriter writer = new ReportWriter();
    private final ReportReader reader = new ReportReader();

    /** What one replica sees of some exchanges that chance chose. */
    private static Evidence replica(long seed) {
        Random random = new Random(seed);
        long[] now = {1_795_953_600_000L + random.nextInt(10) * 60_000L};
        ComparingObserver observer =
                ComparingObserver.builder().clock(() -> now[0]).build();
        for (int i = 0; i < 40; i++) {
            now[0] += random.nextInt(30_000);
            String target = (random.nextBoolean() ? "/orders/" : "/users/") + random.nextInt(1000) + "?currency="
                    + (random.nextBoolean() ? "EUR" : "JPY");
            CopyEnd shadow = random.nextInt(10) == 0
                    ? new CopyEnd.Failed(FailureReason.TIMEOUT, "deadline", Responses.timing(1))
                    : Responses.answered(Responses.json(200, body(random)));
            Optional<CopyEnd> control = random.nextInt(3) == 0
                    ? Optional.empty()
                    : Optional.of(Responses.answered(Responses.json(200, body(random))));
            observer.onExchange(Responses.exchange(
                    seed + "-" + i, "GET", target, Responses.json(200, body(random)), shadow, control));
        }
        return observer.evidence();
    }

    private static String body(Random random) {
        return "{\"id\":\"" + new UUID(random.nextLong(), random.nextLong()) + "\",\"total\":"
                + (random.nextInt(5) == 0 ? "12.5" : "12") + ",\"s\":" + (random.nextInt(9) == 0 ? "null" : "\"x\"")
                + "}";
    }

    private byte[] bytes(Report report) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        writer.write(report, out);
        return out.toByteArray();
    }

    @Test
    void what_is_written_is_read_back() throws IOException {
        Report report = new Report(EXPERIMENT, replica(1));
        assertThat(report.evidence().cells()).hasSizeGreaterThan(5);
        Report again = reader.read(new ByteArrayInputStream(bytes(report)));
        assertThat(again).isEqualTo(report);
        assertThat(bytes(again)).isEqualTo(bytes(report));
    }

    @Test
    void a_hundred_reports_add_up_to_the_same_bytes_in_any_order_and_grouping() throws IOException {
        List<Report> reports = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            reports.add(new Report(EXPERIMENT, replica(i)));
        }
        byte[] first = bytes(sum(reports));
        Random random = new Random(5);
        for (int round = 0; round < 5; round++) {
            Collections.shuffle(reports, random);
            int cut = 1 + random.nextInt(98);
            Report grouped = sum(reports.subList(0, cut)).plus(sum(reports.subList(cut, 100)));
            assertThat(bytes(grouped)).isEqualTo(first);
        }
    }

    private static Report sum(List<Report> reports) {
        return reports.stream().reduce(Report::plus).orElseThrow();
    }

    @Test
    void another_experiment_is_refused() {
        Report report = new Report(EXPERIMENT, Evidence.NONE);
        assertThatThrownBy(() -> report.plus(new Report(new Experiment("orders 2.5", "abc"), Evidence.NONE)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("orders 2.4.1")
                .hasMessageContaining("orders 2.5");
    }

    @Test
    void a_report_over_a_whole_fleet_says_so_and_is_added_to_nothing() throws IOException {
        Report replica = new Report(EXPERIMENT, replica(1));
        Report fleet = replica.ofWholeFleet();
        assertThat(reader.read(new ByteArrayInputStream(bytes(fleet))))
                .isEqualTo(fleet)
                .isNotEqualTo(replica);
        assertThatThrownBy(() -> fleet.plus(replica)).hasMessageContaining("whole fleet");
        assertThatThrownBy(() -> replica.plus(fleet)).hasMessageContaining("whole fleet");
        assertThatThrownBy(() -> read("{\"format\":\"traffic-mirror-report\",\"version\":1,\"scope\":\"half\"}"))
                .hasMessage("report.scope: must be fleet or left out");
    }

    @Test
    void what_is_no_report_is_refused_by_its_place() {
        assertThatThrownBy(() -> read("{\"format\":\"traffic-mirror-report\",\"version\":2}"))
                .hasMessage("report.version: must be 1, was 2");
        assertThatThrownBy(
                        () -> read(
                                "{\"format\":\"traffic-mirror-report\",\"version\":1,\"experiment\":{\"candidate\":\"a\",\"settings\":\"b\"},"
                                        + "\"routes\":[{\"route\":\"GET /\",\"compared\":\"7\",\"notCompared\":{},\"blocks\":[]}],\"cells\":[]}"))
                .hasMessage("report.routes[0].compared: must be a whole number");
        assertThatThrownBy(() -> read("{\"format\":\"traffic-mirror-report\",\"version\":1,"
                        + "\"experiment\":{\"candidate\":\"a\",\"settings\":\"b\"},\"routes\":[{\"route\":\"GET /\","
                        + "\"compared\":7,\"mismatches\":0,\"failed\":0,\"pairs\":" + NO_PAIRS + ",\"strict\":"
                        + NO_PAIRS
                        + ",\"notCompared\":{},\"blocks\":[],\"latency\":{\"primary\":[[]]}}],\"cells\":[]}"))
                .hasMessage("report.routes[0].latency.primary[0]: must be an array of 2");
        assertThatThrownBy(() -> read("\0\0\0\0\1{\"a\":1}")).hasMessageStartingWith("report: is no JSON");
        assertThatThrownBy(() -> read("{\"a\":")).hasMessageStartingWith("report: is no JSON");
        assertThatThrownBy(() -> read("[".repeat(100))).isInstanceOf(IllegalArgumentException.class);
    }

    private Report read(String text) throws IOException {
        return reader.read(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)));
    }
}
