// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.examples.demo;

import io.trafficmirror.MirrorLimits;
import io.trafficmirror.compare.gate.LiveVerdict;
import io.trafficmirror.compare.report.Findings;
import io.trafficmirror.compare.report.TextReport;
import io.trafficmirror.compare.verdict.Outcome;
import io.trafficmirror.report.MirrorStats;
import java.io.IOException;
import java.io.PrintStream;
import java.time.Duration;
import java.time.ZoneId;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;

/** The comparison: traffic until the verdict is right, then a shadow that hangs. Confined to one thread. */
final class Trial {
    private static final int PER_SECOND = 400;
    private static final long LOOK_MILLIS = 500;

    /** The first requests are slow, for the code is new: they are none of the latencies that are compared. */
    private static final int COLD = 2_000;

    /** How long the shadow hangs. */
    private static final Duration HANG = Duration.ofSeconds(4);

    /** What a busy machine may add to the slowest hundredth by itself; a primary that waited for a hanging shadow would take seconds. */
    private static final long NOISE_NANOS = TimeUnit.SECONDS.toNanos(1);

    private final Options options;
    private final PrintStream out;
    private final boolean terminal;
    private final Promises promises;

    Trial(Options options, PrintStream out, boolean terminal, Promises promises) {
        this.options = options;
        this.out = out;
        this.terminal = terminal;
        this.promises = promises;
    }

    /** Everything that it starts has ended afterwards. */
    void run(PrintStream warnings) throws IOException, InterruptedException {
        out.println("\nA shop, " + (options.faults() ? "with four faults in v2" : "the same in v1 and v2")
                + ", compared; a control (another v1) tells noise");
        // The processor time of shadow and control is this process's own here, and is not what the bound is meant for.
        MirrorLimits limits = MirrorLimits.defaults().withRampUp(Duration.ZERO).withCpuShare(1);
        DemoServers servers = DemoServers.compared(options, limits, Optional.empty(), warnings);
        try (servers;
                Traffic traffic = Traffic.start(servers.primary(), PER_SECOND)) {
            Findings findings = await(servers.verdict().orElseThrow(), traffic);
            new TextReport(ZoneId.systemDefault())
                    .of(findings)
                    .lines()
                    .map(line -> line.isEmpty() ? line : "  " + line)
                    .forEach(out::println);
            judge(findings);
            hang(servers, traffic);
            promises.require(
                    traffic.errors() == 0,
                    traffic.errors() + " errors of the primary, the first: "
                            + traffic.firstError().orElse(""));
        }
        MirrorStats stats = servers.stats().orElseThrow();
        promises.require(stats.isClosed(), "the accounting of the comparison does not close");
        promises.require(stats.internalErrors() == 0, stats.internalErrors() + " faults of the mirror itself");
    }

    /** Looks until what is to be found is found, or all requests are spent. */
    private Findings await(LiveVerdict verdict, Traffic traffic) throws InterruptedException {
        Progress progress = new Progress(out, terminal, options.compare());
        Findings findings = verdict.look();
        boolean cold = true;
        while (!isDone(findings) && traffic.requests() < options.compare()) {
            Thread.sleep(LOOK_MILLIS);
            progress.reached(Math.min(options.compare(), traffic.requests()));
            findings = verdict.look();
            if (cold && traffic.requests() > COLD) {
                traffic.latencies();
                cold = false;
            }
        }
        progress.end();
        return findings;
    }

    private boolean isDone(Findings findings) {
        return options.faults()
                ? Planted.areFound(findings)
                : findings.verdict().outcome() == Outcome.PASS;
    }

    private void judge(Findings findings) {
        if (options.faults()) {
            promises.require(
                    Planted.areFound(findings), "the verdict is not FAIL with the four faults and nothing else");
        } else {
            promises.require(findings.verdict().outcome() != Outcome.FAIL, "FAIL, and nothing is wrong with v2");
        }
    }

    private void hang(DemoServers servers, Traffic traffic) throws InterruptedException {
        Histogram before = traffic.latencies();
        servers.hangShadow();
        Thread.sleep(HANG.toMillis());
        Histogram during = traffic.latencies();
        long slow = during.getValueAtPercentile(99);
        out.println(String.format(
                Locale.ROOT,
                "\nThe shadow hangs for %d s. p99 of the primary, ms: %.1f before, %.1f now, of %,d requests",
                HANG.toSeconds(),
                millis(before.getValueAtPercentile(99)),
                millis(slow),
                during.getTotalCount()));
        promises.require(
                slow <= 2 * before.getValueAtPercentile(99) + NOISE_NANOS,
                "the primary is slow while the shadow hangs");
    }

    private static double millis(long nanos) {
        return nanos / (double) TimeUnit.MILLISECONDS.toNanos(1);
    }
}
