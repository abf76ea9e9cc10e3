// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror;

import static org.assertj.core.api.Assertions.assertThat;

import io.trafficmirror.targets.Target;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class BreakerLogTest {
    private static final Target SHADOW = new Target("http", "shadow", 80);
    private static final Target OTHER = new Target("http", "other", 80);
    private static final String SUSPENDED = "WARN Mirroring to http://shadow:80 is suspended: the shadow fails."
            + " It is probed until it answers again.";
    private static final String RESUMED = "INFO Mirroring to http://shadow:80 goes on: the shadow answers again.";

    private final List<String> lines = new ArrayList<>();
    private final BreakerLog log = new BreakerLog(line -> lines.add("WARN " + line), line -> lines.add("INFO " + line));

    private long now = Long.MAX_VALUE - Duration.ofSeconds(5).toNanos();

    @Test
    void says_at_once_what_happens_once() {
        log.changed(SHADOW, true, now);
        pass(5);
        log.changed(SHADOW, false, now);
        assertThat(lines).containsExactly(SUSPENDED, RESUMED);
        pass(120);
        assertThat(lines).hasSize(2);
    }

    @Test
    void sums_up_how_often_a_shadow_flaps() {
        for (int second = 0; second < 60; second++) {
            log.changed(SHADOW, second % 2 == 0, now);
            pass(1);
        }
        pass(60);
        assertThat(lines)
                .containsExactly(
                        SUSPENDED,
                        RESUMED,
                        SUSPENDED + " Suspended 15 times since the last such line.",
                        RESUMED,
                        RESUMED + " Suspended 14 times since the last such line.");
    }

    @Test
    void always_says_in_the_end_what_it_has_come_to() {
        log.changed(SHADOW, true, now);
        log.changed(SHADOW, false, now);
        log.changed(SHADOW, true, now);
        assertThat(lines).containsExactly(SUSPENDED, RESUMED);
        pass(31);
        assertThat(lines).containsExactly(SUSPENDED, RESUMED, SUSPENDED);
    }

    @Test
    void each_target_has_its_own_lines() {
        log.changed(SHADOW, true, now);
        log.changed(OTHER, true, now);
        assertThat(lines).hasSize(2).last().asString().contains("http://other:80");
    }

    private void pass(int seconds) {
        for (int second = 0; second < seconds; second++) {
            now += Duration.ofSeconds(1).toNanos();
            log.round(now, target -> true);
        }
    }
}
