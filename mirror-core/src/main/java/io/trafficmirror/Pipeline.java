// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import io.trafficmirror.capture.ByteBudget;
import io.trafficmirror.capture.Exchange;
import io.trafficmirror.capture.Unended;
import io.trafficmirror.dispatch.CpuShare;
import io.trafficmirror.dispatch.JvmCpuMeter;
import io.trafficmirror.dispatch.Keeper;
import io.trafficmirror.dispatch.Lane;
import io.trafficmirror.dispatch.MirrorThreads;
import io.trafficmirror.http.HeadReader;
import io.trafficmirror.report.EventPump;
import io.trafficmirror.report.MirrorStats;
import io.trafficmirror.route.RouteHit;
import io.trafficmirror.sample.Fraction;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * A mirror at work: the routes in force, what serves them, and how all of it starts and ends. A request is matched here and goes on
 * to the {@link Intake}. Safe for concurrent use.
 */
final class Pipeline {
    private static final long LAST_WAIT_NANOS = 1_000_000_000L;

    private final Parts parts;
    private final ByteBudget budget;
    private final Reporter reporter;
    private final EventPump pump;
    private final Lanes lanes;
    private final Planner planner;
    private final CpuShare cpu;
    private final LossLog losses;
    private final Unended unended;
    private final Keeper keeper;
    private final Intake intake;

    /** Held by whoever closes. Taken before the lock of this object. */
    private final Object closing = new Object();

    /** As what plan is in force: no lane of a plan that is just being made is retired, and none is opened after the close. */
    @GuardedBy("this")
    private boolean closed;

    private volatile Plan plan;

    @GuardedBy("this")
    private List<MirrorRoute> routes;

    @GuardedBy("this")
    private @Nullable Fraction override;

    Pipeline(Parts parts, List<MirrorRoute> routes) {
        this.parts = parts;
        this.budget = new ByteBudget(parts.limits().maxBytesHeld());
        MirrorThreads threads = new MirrorThreads();
        this.pump = new EventPump(work -> threads.named("events", work), this::fault);
        this.reporter = new Reporter(parts, budget, pump);
        this.lanes = new Lanes(parts, threads, reporter);
        this.planner = new Planner(parts, lanes);
        this.cpu = new CpuShare(parts.limits().cpuShare(), new JvmCpuMeter(threads, parts.clock()), parts.random());
        this.unended = new Unended(parts.limits().maxPrimaryWait().toNanos(), this::fault);
        this.intake = new Intake(parts, budget, reporter, cpu, unended);
        this.routes = routes;
        this.plan = firstPlan(routes);
        this.losses = new LossLog(planner::counts, reporter::warn);
        this.keeper = new Keeper(threads, this::keep, lanes::isBusy, this::fault);
    }

    /** Leaves nothing open behind if the routes are refused. */
    private Plan firstPlan(List<MirrorRoute> routes) {
        try {
            return planner.plan(routes);
        } catch (RuntimeException e) {
            lanes.all().forEach(lane -> lane.close(Duration.ZERO));
            throw e;
        }
    }

    void start() {
        if (!parts.listeners().isEmpty() || !parts.observers().isEmpty()) {
            pump.start();
        }
        keeper.start();
    }

    <R> Exchange observe(R request, HeadReader<R> reader) {
        try {
            RouteHit<List<MirrorPlan>> hit = plan.table().find(request, reader);
            return hit == null || hit.action().isEmpty() ? Exchange.NONE : intake.select(hit.action(), request, reader);
        } catch (Throwable t) {
            fault(t);
            return Exchange.NONE;
        }
    }

    /** Puts routes in force; an overridden share stays overridden. */
    synchronized void reload(List<MirrorRoute> next) {
        replan(List.copyOf(next), override);
    }

    /** Puts one share in the place of that of every mirror; null: each its own again. */
    synchronized void overrideShare(@Nullable Fraction share) {
        replan(routes, share);
    }

    @GuardedBy("this")
    private void replan(List<MirrorRoute> nextRoutes, @Nullable Fraction nextOverride) {
        if (closed) {
            throw new IllegalStateException("the mirror is closed");
        }
        Plan next = planner.plan(nextOverride == null ? nextRoutes : ShareOverride.apply(nextRoutes, nextOverride));
        routes = nextRoutes;
        override = nextOverride;
        plan = next;
    }

    void pause(boolean on) {
        intake.pause(on);
    }

    boolean isPaused() {
        return intake.isPaused();
    }

    MirrorStats stats() {
        return new MirrorStats(
                planner.counts(),
                lanes.states(),
                budget.held(),
                budget.limit(),
                pump.lost(),
                reporter.faults(),
                cpu.probability());
    }

    void fault(Throwable fault) {
        reporter.fault(fault);
    }

    /** One round of the keeper. */
    private void keep() {
        lanes.all().forEach(Lane::sweep);
        synchronized (this) {
            lanes.retireAllBut(plan.lanes());
        }
        long now = parts.clock().getAsLong();
        unended.sweep(now);
        cpu.tick(now);
        losses.round(now);
        reporter.round(now);
    }

    /** Whoever comes second waits until the first is done. */
    void close(Duration grace) {
        synchronized (closing) {
            synchronized (this) {
                if (closed) {
                    return;
                }
                closed = true;
            }
            long end = System.nanoTime() + grace.toNanos();
            List<Lane> all = lanes.all();
            all.forEach(Lane::stopIntake);
            await(lanes::isBusy, end);
            all.forEach(lane -> lane.close(Duration.ofNanos(Math.max(0, end - System.nanoTime()))));
            // Threads of transports may be telling the end of a copy still.
            await(() -> lanes.isRetiring() || lanes.isBusy(), System.nanoTime() + LAST_WAIT_NANOS);
            unended.close();
            pump.stop(LAST_WAIT_NANOS / 1_000_000);
            keeper.stop(LAST_WAIT_NANOS);
        }
    }

    /** Waits while this holds, until then at most, and not at all in an interrupted thread. */
    private static void await(BooleanSupplier holds, long until) {
        while (holds.getAsBoolean()
                && System.nanoTime() - until < 0
                && !Thread.currentThread().isInterrupted()) {
            LockSupport.parkNanos(1_000_000L);
        }
    }
}
