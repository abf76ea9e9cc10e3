// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.examples.demo;

import io.trafficmirror.report.MirrorCounts;
import io.trafficmirror.report.MirrorStats;
import java.io.PrintStream;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;

/** What the load showed. Confined to one thread. */
final class LoadReport {
    private final PrintStream out;
    private final Promises promises;

    LoadReport(PrintStream out, Promises promises) {
        this.out = out;
        this.promises = promises;
    }

    /** Prints it; the servers has been closed. */
    void print(Options options, DemoServers servers, Measured measured) {
        servers.stats().ifPresent(stats -> {
            new Accounting(out).print(stats);
            out.println(String.format(
                    Locale.ROOT,
                    "  At most %.1f of %.1f MiB were seen held.",
                    measured.mostBytesHeld() / 1048576.0,
                    stats.byteLimit() / 1048576.0));
            check(stats);
            if (options.routes().isEmpty()) {
                compare(stats, servers, measured);
            }
        });
        latencies(measured);
        promises.require(
                measured.errors() == 0,
                measured.errors() + " errors of the primary, the first: "
                        + measured.firstError().orElse(""));
    }

    private void check(MirrorStats stats) {
        promises.require(stats.isClosed(), "the accounting does not close");
        promises.require(stats.internalErrors() == 0, stats.internalErrors() + " faults of the mirror itself");
    }

    /** What the mirror says against what client and shadow saw, which is known where the route is the bundled one. */
    private void compare(MirrorStats stats, DemoServers servers, Measured measured) {
        MirrorCounts counts = stats.mirrors().get(0);
        out.println(String.format(
                Locale.ROOT,
                "  The client sent %,d requests that the route is for, and %,d others%s.",
                measured.matching(),
                measured.unmatched(),
                servers.arrivedAtShadow().isPresent()
                        ? String.format(
                                Locale.ROOT,
                                "; %,d arrived at the shadow",
                                servers.arrivedAtShadow().getAsLong())
                        : ""));
        promises.require(
                counts.selected() == measured.matching(),
                counts.selected() + " selected, but " + measured.matching() + " sent by the client");
        long arrived = servers.arrivedAtShadow().orElse(counts.sent());
        promises.require(
                counts.answeredInAll() <= arrived && arrived <= counts.sent(),
                arrived + " arrived at the shadow, but " + counts.sent() + " sent, " + counts.answeredInAll()
                        + " answered");
    }

    private void latencies(Measured measured) {
        boolean both = measured.on().getTotalCount() > 0;
        out.println("\nLatency of the primary, ms       p50       p99   requests");
        row("mirroring off", measured.off());
        if (both) {
            row("mirroring on", measured.on());
            out.println("  Client, primary and shadow share this process and its "
                    + Runtime.getRuntime().availableProcessors() + " processors.");
        }
    }

    private void row(String name, Histogram nanos) {
        out.println(String.format(
                Locale.ROOT,
                "  %-24s %9.3f %9.3f %,10d",
                name,
                millis(nanos, 50),
                millis(nanos, 99),
                nanos.getTotalCount()));
    }

    private static double millis(Histogram nanos, double percentile) {
        return nanos.getValueAtPercentile(percentile) / (double) TimeUnit.MILLISECONDS.toNanos(1);
    }
}
