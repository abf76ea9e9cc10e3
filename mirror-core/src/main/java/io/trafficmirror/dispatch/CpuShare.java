// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.dispatch;

import java.util.concurrent.atomic.LongAdder;
import java.util.random.RandomGenerator;

/**
 * Holds mirroring to a share of the CPU that the process uses or could use at the moment: what it used, and what the machine had
 * idle. While the machine idles a copy takes nothing from the primary; when it is busy the share is of what the process gets.
 *
 * <p>Copies are let through by chance, with a probability that follows the measured use, so that they thin out smoothly instead
 * of stopping and starting. {@link #admits()} and {@link #charge} are safe for concurrent use; {@link #tick} is confined to one thread.
 *
 * <p>What can't be read bounds nothing more than it must: without the process's time the share is of what the process could use,
 * without the machine's load nothing counts as idle.
 */
public final class CpuShare {
    /** The probability never falls below this, so that the use can be measured and the way back found. */
    private static final double LEAST = 0.002;

    /** The part of one processor that is always allowed: what housekeeping takes in a process that sleeps is no overuse. */
    private static final double FLOOR = 0.01;

    /** What is measured now was let through one or two spans ago; with a gain of 1 that delay would make a lasting swing. */
    private static final double GAIN = 0.4;

    /**
     * How long a time of its share mirroring may save up and overdraw later. It begins with all of it: the first copies of a process
     * pay for classes and compilers, and must not be lost for that.
     */
    private static final long CREDIT_NANOS = 2_000_000_000L;

    /** How fast saved CPU time is spent. */
    private static final long SPEND_NANOS = 500_000_000L;

    /** The most that capturing one request takes: a thread that took longer was stopped meanwhile, and has not worked. */
    private static final long MOST_CHARGED_NANOS = 50_000L;

    /**
     * What a copy costs for each nanosecond that is measured: collecting its garbage, the kernel's work on packets outside of any
     * thread, and caches that it leaves cold are seen by no meter. Measured as what a process at its limit loses.
     */
    private static final double UNSEEN = 4 / 3.0;

    private static final double STEEPEST_FALL = 0.5;
    private static final double STEEPEST_RISE = 1.25;
    private static final long SHORTEST_SPAN_NANOS = 50_000_000L;

    private final double share;
    private final CpuMeter meter;
    private final RandomGenerator random;
    private final LongAdder charged = new LongAdder();
    private volatile double probability = 1.0;
    private long lastAt;
    private long lastMirror;
    private long lastProcess;
    private boolean started;

    /** CPU time saved up, in nanoseconds. */
    private double credit;

    /**
     * A share of the CPU.
     *
     * @param share above 0, at most 1; 1 switches the bound off
     */
    public CpuShare(double share, CpuMeter meter, RandomGenerator random) {
        this.share = share;
        this.meter = meter;
        this.random = random;
        this.credit = mostCredit();
    }

    private double mostCredit() {
        return share * meter.capacityNanos(CREDIT_NANOS);
    }

    /** Whether the next copy may be made. One read while the share is not used up. */
    public boolean admits() {
        double p = probability;
        return p >= 1.0 || random.nextDouble() < p;
    }

    /** Counts what a request's thread has spent on copies, by the clock: the meter sees the mirror's own threads alone. */
    public void charge(long nanos) {
        charged.add(Math.min(nanos, MOST_CHARGED_NANOS));
    }

    /** The probability with which copies are let through, 0..1. */
    public double probability() {
        return probability;
    }

    /** Measures the time since the last tick and adapts. Too short a span is left for the next one. */
    public void tick(long now) {
        if (share >= 1.0) {
            return;
        }
        long span = now - lastAt;
        if (started && span < SHORTEST_SPAN_NANOS) {
            return;
        }
        long mirror = meter.mirrorNanos() + charged.sum();
        long process = meter.processNanos();
        if (started) {
            adapt(mirror - lastMirror, process < 0 || lastProcess < 0 ? -1 : process - lastProcess, span);
        }
        started = true;
        lastAt = now;
        lastMirror = mirror;
        lastProcess = process;
    }

    private void adapt(long measured, long process, long span) {
        double mirror = measured * UNSEEN;
        double allowed = allowed(mirror, process, span);
        double spendable = allowed + credit * Math.min(1, (double) span / SPEND_NANOS);
        credit = Math.max(0, Math.min(mostCredit(), credit + allowed - mirror));
        if (mirror <= 0) {
            probability = Math.min(1.0, probability * 2);
            return;
        }
        double step = Math.max(STEEPEST_FALL, Math.min(STEEPEST_RISE, Math.pow(spendable / mirror, GAIN)));
        probability = Math.max(LEAST, Math.min(1.0, probability * step));
    }

    /** What mirroring may use: a share of what the process used, and, as far as that is not enough, of what was idle. */
    private double allowed(double mirror, long process, long span) {
        long capacity = meter.capacityNanos(span);
        double allowed = Math.max(share * (process < 0 ? capacity : process), FLOOR * span);
        if (process < 0 || (mirror <= allowed && probability >= 1.0)) {
            return allowed;
        }
        double load = meter.machineLoad();
        double idle = load >= 0 && load <= 1 ? (1 - load) * capacity : 0;
        return Math.max(allowed, share * (process + idle));
    }
}
