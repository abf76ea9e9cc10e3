// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.dispatch;

import java.util.concurrent.atomic.LongAdder;
import java.util.random.RandomGenerator;

/**
 * Holds mirroring to a share of the CPU that the process uses or could use at the moment: what it used, and what the machine had
 * idle. While the machine idles a copy takes nothing from the primary; when it is busy the share is of what the process gets, and an
 * experiment tells what the primary loses for each nanosecond that the meters see.
 *
 * <p>Copies are let through by chance, with a probability that follows the measured use, so that they thin out smoothly instead
 * of stopping and starting. {@link #admits()}, {@link #came} and {@link #charge} are safe for concurrent use; {@link #tick} is confined
 * to one thread.
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

    /** Where less than this part of what is let through may be, as when a burst begins after a pause, that is no time for small steps. */
    private static final double FAR = 0.5;

    /**
     * How long a time of its share mirroring may overdraw at the beginning: the first copies of a process pay for classes and compilers, and must not be
     * lost for that.
     */
    private static final long FIRST_CREDIT_NANOS = 2_000_000_000L;

    /** The same for what is saved up later, of which nothing pays but a burst after a pause: the primary pays for that. */
    private static final long CREDIT_NANOS = 100_000_000L;

    /**
     * What is left of credit by each span that draws on it, besides, and of that for the beginning by each in which there are copies: what starting costs is
     * over soon, and who overdraws a little, or for the first time after a while, must not live on it.
     */
    private static final double FADING = 0.95;

    /** How fast saved CPU time is spent. */
    private static final long SPEND_NANOS = 500_000_000L;

    /** The most that capturing one request takes: a thread that took longer was stopped meanwhile, and has not worked. */
    private static final long MOST_CHARGED_NANOS = 50_000L;

    /** One in so many pieces of work on threads of requests is measured, and stands for all: a reading of the clock costs as much as half of them. */
    private static final int MEASURED_BITS = 3;

    /** Spreads what is measured, whatever the rhythm of the requests and the steps of a clock. */
    private static final long PRIME = 0x9E3779B97F4A7C15L;

    /**
     * A machine that is busy for this part of the time is at its limit, and lets one have what it takes from another: where client, application and
     * backend wait for one another a tenth or two stays idle that no request could have used.
     */
    private static final double BUSY = 0.8;

    /** Of one that is busy for no more than this all idle time is free. */
    private static final double FREE = 0.7;

    /** The part of what is allowed below which nobody needs to know better what copies cost. */
    private static final double WORTH_KNOWING = 0.25;

    /** How much more, and less, is let through in the slices of the experiment. */
    private static final double CONTRAST = 0.5;

    /**
     * From one pair of slices to the next, in spans, once enough were seen to know what copies cost, where the experiment costs copies:
     * where it can't let through as many more as it leaves out.
     */
    private static final int PAUSE = 80;

    private static final double STEEPEST_FALL = 0.5;
    private static final double STEEPEST_RISE = 1.25;
    private static final long SHORTEST_SPAN_NANOS = 50_000_000L;

    private final double share;
    private final CpuMeter meter;
    private final RandomGenerator random;
    private final ThroughputExperiment experiment;
    private final LongAdder charged = new LongAdder();
    private final LongAdder requests = new LongAdder();

    /** Without the experiment. */
    private volatile double probability = 1.0;

    /** With it: what copies are let through by. */
    private volatile double inForce = 1.0;

    /** Spans until the next pair of slices may begin. */
    private int pause;

    private long lastAt;
    private long lastRequests;
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
        this.experiment = new ThroughputExperiment(random);
        this.credit = creditOf(FIRST_CREDIT_NANOS);
    }

    private double creditOf(long nanos) {
        return share * meter.capacityNanos(nanos);
    }

    /** Whether the next copy may be made. One read while the share is not used up. */
    public boolean admits() {
        double p = inForce;
        return p >= 1.0 || random.nextDouble() < p;
    }

    /** Counts a request, whether or not it is copied: how many come in a time is what mirroring must not change. */
    public void came() {
        if (share < 1.0) {
            requests.increment();
        }
    }

    /**
     * Whether to measure what a request's thread begins now for copies, and to {@link #charge} it. Never where nothing is bounded.
     *
     * @param number of the piece of work: any that is another for the next one
     */
    public boolean measures(long number) {
        return share < 1.0 && (number * PRIME) >>> (Long.SIZE - MEASURED_BITS) == 0;
    }

    /**
     * Counts what a request's thread has spent on copies, by the clock, for itself and those that were not measured: the meter sees the mirror's own
     * threads alone. Less than nothing, as by a clock that was set back, is nothing: it must not pay for others.
     */
    public void charge(long nanos) {
        charged.add(Math.max(0, Math.min(nanos, MOST_CHARGED_NANOS)) << MEASURED_BITS);
    }

    /** The probability with which copies are let through, 0..1, without the slices of the experiment. */
    public double probability() {
        return probability;
    }

    /** The same with them: what holds until the next tick. */
    double inForce() {
        return inForce;
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
        long came = requests.sum();
        if (started) {
            long processDelta = process < 0 || lastProcess < 0 ? -1 : process - lastProcess;
            adapt(mirror - lastMirror, processDelta, span);
            experiment.passed(span, came - lastRequests, mirror - lastMirror, processDelta);
            schedule(mirror - lastMirror, processDelta, came - lastRequests);
        }
        started = true;
        lastAt = now;
        lastMirror = mirror;
        lastProcess = process;
        lastRequests = came;
    }

    private void adapt(long measured, long process, long span) {
        double mirror = measured * experiment.factor();
        double allowed = allowed(measured, process, span);
        double spendable = allowed + credit * Math.min(1, (double) span / SPEND_NANOS);
        double saved = creditOf(CREDIT_NANOS);
        double most = Math.max(credit, saved);
        boolean starting = mirror > FLOOR * span && credit > saved;
        double left = mirror > allowed || starting ? credit * FADING : credit;
        credit = Math.max(0, Math.min(most, left + allowed - mirror));
        if (mirror <= 0) {
            probability = Math.min(1.0, probability * 2);
            return;
        }
        if (experiment.isSettling()) {
            return;
        }
        double without = mirror * probability / inForce;
        double ratio = spendable / without;
        double step = ratio < FAR ? STEEPEST_FALL : Math.min(STEEPEST_RISE, Math.pow(ratio, GAIN));
        probability = Math.max(LEAST, Math.min(1.0, probability * step));
    }

    /** What mirroring may cost: a share of what the process used, and, as far as that is not enough, of what was idle. */
    private double allowed(long measured, long process, long span) {
        long capacity = meter.capacityNanos(span);
        double used = process < 0 ? capacity : process + (experiment.factor() - 1) * measured;
        double allowed = Math.max(share * used, FLOOR * span);
        if (process < 0 || (measured * experiment.factor() <= allowed && probability >= 1.0)) {
            return allowed;
        }
        double load = meter.machineLoad();
        double idle = load >= 0 && load <= 1 ? (1 - load) * free(load) * capacity : 0;
        return Math.max(allowed, share * (used + idle));
    }

    /** Which part of its idle time a machine under this load could spare. */
    private static double free(double load) {
        return Math.max(0, Math.min(1, (BUSY - load) / (BUSY - FREE)));
    }

    /** Begins, goes on with or ends a pair of slices, and puts the probability in force that belongs to it. */
    private void schedule(long measured, long process, long came) {
        pause = Math.max(0, pause - 1);
        boolean worthKnowing = ThroughputExperiment.isEnough(came)
                && process > 0
                && measured * experiment.factor() > WORTH_KNOWING * share * process
                && meter.machineLoad() >= BUSY;
        double p = probability;
        if (!worthKnowing) {
            experiment.abandon();
        } else if (!experiment.isRunning() && pause == 0) {
            experiment.begin();
            pause = experiment.hasMeasured() && p * (1 + CONTRAST) > 1 ? PAUSE : 0;
        }
        if (!experiment.isRunning()) {
            inForce = p;
        } else {
            double many = Math.min(1.0, p * (1 + CONTRAST));
            inForce = experiment.isMany() ? many : many * (1 - CONTRAST) / (1 + CONTRAST);
        }
    }
}
