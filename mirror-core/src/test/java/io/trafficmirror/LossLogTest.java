// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror;

import static org.assertj.core.api.Assertions.assertThat;

import io.trafficmirror.capture.DropReason;
import io.trafficmirror.report.MirrorName;
import io.trafficmirror.report.internal.MirrorCounters;
import io.trafficmirror.transport.FailureReason;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class LossLogTest {
    private static final MirrorName NAME = new MirrorName("orders", 0, 1, "httpbin2");
    private static final MirrorName OTHER = new MirrorName("carts", 0, 0, "httpbin2");

    private final MirrorCounters counters = new MirrorCounters();
    private final MirrorCounters others = new MirrorCounters();
    private final List<String> lines = new ArrayList<>();
    private final LossLog log = new LossLog(() -> List.of(counters.snapshot(NAME), others.snapshot(OTHER)), lines::add);

    private long now = Long.MAX_VALUE - Duration.ofSeconds(5).toNanos();

    @Test
    void says_nothing_while_nothing_is_lost() {
        counters.selected();
        counters.sent();
        counters.answered(200);
        pass(120);

        assertThat(lines).isEmpty();
    }

    @Test
    void sums_drops_and_failures_up_by_reason() {
        counters.sent();
        dropped(DropReason.QUEUE_FULL, 3);
        dropped(DropReason.BYTE_BUDGET, 1);
        counters.failed(FailureReason.TIMEOUT);
        pass(1);

        assertThat(lines)
                .containsExactly(
                        "Copies lost by orders[0].mirrors[1] (httpbin2): dropped 4 (byte_budget 1, queue_full 3),"
                                + " failed 1 (timeout 1); 1 sent in all");
    }

    @Test
    void writes_one_line_in_30_seconds_with_everything_since_the_last() {
        for (int second = 0; second < 60; second++) {
            dropped(DropReason.QUEUE_FULL, 10);
            pass(1);
        }

        assertThat(lines).hasSize(2);
        assertThat(lines.get(0)).contains("dropped 10 (queue_full 10)");
        assertThat(lines.get(1)).contains("since the last such line: dropped 300 (queue_full 300)");
    }

    /** As of a mirror that lives for less than a second. */
    @Test
    void a_last_look_says_what_no_line_has_said() {
        log.round(now);
        dropped(DropReason.QUEUE_FULL, 2);
        log.last(now);
        dropped(DropReason.QUEUE_FULL, 1);
        log.last(now);
        log.last(now);

        assertThat(lines).hasSize(2);
        assertThat(lines.get(0)).contains("dropped 2 (queue_full 2)");
        assertThat(lines.get(1)).contains("since the last such line: dropped 1 (queue_full 1)");
    }

    @Test
    void each_mirror_has_lines_of_its_own() {
        dropped(DropReason.QUEUE_FULL, 1);
        pass(1);
        others.dropped(DropReason.BREAKER_OPEN);
        pass(1);

        assertThat(lines).hasSize(2);
        assertThat(lines.get(1))
                .startsWith("Copies lost by carts[0].mirrors[0] (httpbin2): dropped 1 (breaker_open 1)");
    }

    @Test
    void what_the_configuration_wants_is_no_loss_and_said_once() {
        List<DropReason> wanted = List.of(
                DropReason.PAUSED,
                DropReason.ALREADY_MIRRORED,
                DropReason.NOT_COPYABLE,
                DropReason.RATE_CAP,
                DropReason.STATUS_NOT_WANTED);
        for (DropReason reason : wanted) {
            dropped(reason, 5);
            pass(60);
            dropped(reason, 5);
            pass(60);
        }

        assertThat(lines).hasSameSizeAs(wanted);
        for (int i = 0; i < wanted.size(); i++) {
            assertThat(lines.get(i))
                    .startsWith("No copies of some requests by orders[0].mirrors[1] (httpbin2): "
                            + wanted.get(i).tag() + " 5;");
        }
    }

    @Test
    void each_mirror_says_it_once() {
        dropped(DropReason.ALREADY_MIRRORED, 1);
        others.dropped(DropReason.ALREADY_MIRRORED);
        pass(60);

        assertThat(lines).hasSize(2);
        assertThat(lines.get(1)).contains("carts[0].mirrors[0] (httpbin2): already_mirrored 1");
    }

    @Test
    void of_a_mirror_that_was_closed_nothing_is_said() {
        dropped(DropReason.CLOSED, 5);
        pass(60);

        assertThat(lines).isEmpty();
    }

    private void dropped(DropReason reason, int times) {
        for (int i = 0; i < times; i++) {
            counters.dropped(reason);
        }
    }

    /** Lets so many seconds pass, with a round of the housekeeper every 200 ms. */
    private void pass(int seconds) {
        for (int i = 0; i < seconds * 5; i++) {
            log.round(now);
            now += Duration.ofMillis(200).toNanos();
        }
    }
}
