// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.benchmarks.sidebyside;

import io.trafficmirror.benchmarks.load.Load;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import org.HdrHistogram.Histogram;

/** What one window of load did to the processes of one variant. Confined to one measurement. */
final class Measurement implements Load.Window {
    private static final double MIB = 1 << 20;

    private final Peer variant;
    private final Map<String, Double> before = new HashMap<>();
    private final Map<String, Double> after = new HashMap<>();

    private Measurement(Peer variant) {
        this.variant = variant;
    }

    @Override
    public void opens() {
        before.putAll(look());
    }

    @Override
    public void middle() {
        variant.middle();
    }

    @Override
    public void shuts() {
        after.putAll(look());
    }

    private Map<String, Double> look() {
        Map<String, Double> figures = new HashMap<>(variant.usage());
        figures.put("delivered", variant.delivered());
        return figures;
    }

    /** Runs the load, waits until all has come to rest, and tells every figure. */
    static Map<String, Double> of(Peer variant, Load load) throws IOException {
        Measurement measurement = new Measurement(variant);
        double delivered = variant.delivered();
        Load.Result result = variant.drive(load, measurement);
        variant.settle();
        double deliveredInAll = variant.delivered() - delivered;
        return measurement.figures(result, deliveredInAll);
    }

    private Map<String, Double> figures(Load.Result result, double deliveredInAll) {
        Map<String, Double> figures = new TreeMap<>();
        Histogram micros = result.micros();
        double answered = result.answered();
        figures.put("requests", answered);
        figures.put("perSecond", result.perSecond());
        figures.put("p50", (double) micros.getValueAtPercentile(50));
        figures.put("p99", (double) micros.getValueAtPercentile(99));
        figures.put("p999", (double) micros.getValueAtPercentile(99.9));
        figures.put("errors", (double) result.errors());
        figures.put("unsent", (double) result.unsent());
        figures.put("died", variant.isAlive() ? 0.0 : 1.0);
        double app = used("cpuNanos") - used("jitNanos");
        figures.put("appCpu", app / 1000 / answered);
        figures.put("cpu", (app + used("proxyNanos")) / 1000 / answered);
        figures.put("jit", used("jitNanos") / 1000 / answered);
        figures.put("garbage", used("allocated") / answered);
        figures.put("heapPeakMb", after("heapPeak") / MIB);
        figures.put("rssMb", after("rss") / MIB);
        figures.put("threads", after("threads"));
        figures.put("sockets", after("sockets"));
        figures.put("delivered", used("delivered") / answered);
        figures.put("deliveredAtLast", deliveredInAll / Math.max(1, result.sent()));
        figures.put("selected", used("selected"));
        if (after.containsKey("sinkAcked")) {
            figures.put("sinkAcked", used("sinkAcked"));
        }
        for (String name : after.keySet()) {
            if (name.startsWith("drop.") || name.startsWith("fail.")) {
                double count = after(name) - before.getOrDefault(name, 0.0);
                if (count > 0) {
                    figures.put(name, count);
                }
            }
        }
        return figures;
    }

    private double used(String name) {
        return after(name) - before.getOrDefault(name, Double.NaN);
    }

    private double after(String name) {
        return after.getOrDefault(name, Double.NaN);
    }
}
