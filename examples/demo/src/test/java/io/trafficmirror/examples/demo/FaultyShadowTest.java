// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.examples.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.trafficmirror.report.MirrorStats;
import io.trafficmirror.testkit.Unhurried;
import io.trafficmirror.testkit.shadow.Fault;
import io.trafficmirror.testkit.shadow.Phase;
import io.trafficmirror.testkit.shadow.RecordingShadow;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class FaultyShadowTest {
    /** Two servers and the mirror, with room; 32 copies in flight must not mean 32 threads each for a thousand requests. */
    private static final int MOST_THREADS = 120;

    private final ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    private final RecordingShadow shadow = RecordingShadow.start();

    @AfterEach
    void stop() {
        shadow.close();
    }

    @Test
    void a_shadow_that_stops_half_way_is_not_the_primary_s_trouble() throws InterruptedException {
        Set<Thread> before = Thread.getAllStackTraces().keySet();

        DemoRun run = DemoRun.watched(
                line -> {
                    if (line.contains("300 of 600")) {
                        shadow.refuse();
                    }
                },
                "--requests=600",
                "--shadow=" + shadow.uri());

        assertThat(run.status()).as("%s", run.out()).isZero();
        assertThat(run.out()).anyMatch(line -> line.startsWith("Kept"));
        assertThat(run.count("selected")).isEqualTo(270);
        assertThat(shadow.requestCount()).as("copies of the first half").isGreaterThan(5);
        assertThat(run.count("answered")).as("only copies of the first half").isLessThan(136);
        assertThat(leftSince(before)).isEmpty();
    }

    @Test
    void a_shadow_that_hangs_holds_nothing_of_the_primary() throws Exception {
        shadow.behave(Fault.silence(Phase.AFTER_REQUEST));
        Options options = Options.parse("--shadow", shadow.uri().toString());
        int before = threads.getThreadCount();
        threads.resetPeakThreadCount();

        DemoServers servers = DemoServers.open(options, Unhurried.bounds(), Optional.empty(), System.err);
        Measured measured;
        try (servers) {
            measured = new Load(240, new Progress(System.out, false, Integer.MAX_VALUE)).run(servers);
        }

        MirrorStats stats = servers.stats().orElseThrow();
        assertThat(measured.errors()).as(() -> measured.firstError().orElse("")).isZero();
        assertThat(stats.isClosed()).as(stats.toString()).isTrue();
        assertThat(stats.mirrors().get(0).selected())
                .isEqualTo(measured.matching())
                .isEqualTo(108);
        assertThat(stats.mirrors().get(0).answeredInAll()).isZero();
        assertThat(measured.mostBytesHeld()).isPositive().isLessThanOrEqualTo(stats.byteLimit());
        assertThat(threads.getPeakThreadCount() - before).isLessThan(MOST_THREADS);
    }

    /** Those that don't end at once, although nobody tells them to. */
    private static Set<Thread> leftSince(Set<Thread> before) throws InterruptedException {
        for (Thread thread : startedSince(before)) {
            thread.join(TimeUnit.SECONDS.toMillis(60));
        }
        return startedSince(before);
    }

    private static Set<Thread> startedSince(Set<Thread> before) {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> !before.contains(thread) && thread.isAlive())
                .filter(thread -> !thread.getName().startsWith("recording-shadow"))
                .collect(Collectors.toSet());
    }
}
