// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import io.trafficmirror.capture.ByteBudget;
import io.trafficmirror.capture.CopyTicket;
import io.trafficmirror.capture.DropReason;
import io.trafficmirror.capture.Exchange;
import io.trafficmirror.capture.LiveExchange;
import io.trafficmirror.dispatch.CpuShare;
import io.trafficmirror.dispatch.JvmCpuMeter;
import io.trafficmirror.dispatch.Keeper;
import io.trafficmirror.dispatch.Lane;
import io.trafficmirror.dispatch.MirrorThreads;
import io.trafficmirror.http.HeadReader;
import io.trafficmirror.http.RequestHead;
import io.trafficmirror.report.EventPump;
import io.trafficmirror.report.MirrorStats;
import io.trafficmirror.route.RouteHit;
import io.trafficmirror.sample.Fraction;
import io.trafficmirror.sample.Sampler;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Knows the order of the stages, and nothing else does: match, sample, refuse what is bound to be dropped, capture. What is
 * captured goes to its lane by itself. Safe for concurrent use.
 */
final class Pipeline {
    /** What a waiting copy takes besides its bytes: its own objects and those of its queue entry. */
    private static final long OVERHEAD_BYTES = 512;

    private static final long LAST_WAIT_NANOS = 1_000_000_000L;

    private final Parts parts;
    private final ByteBudget budget;
    private final Reporter reporter;
    private final EventPump pump;
    private final Lanes lanes;
    private final Planner planner;
    private final CpuShare cpu;
    private final LossLog losses;
    private final Keeper keeper;
    private final AtomicLong exchanges = new AtomicLong();

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

    private volatile boolean paused;

    Pipeline(Parts parts, List<MirrorRoute> routes) {
        this.parts = parts;
        this.budget = new ByteBudget(parts.limits().maxBytesHeld());
        MirrorThreads threads = new MirrorThreads();
        this.pump = new EventPump(work -> threads.named("events", work), this::fault);
        this.reporter = new Reporter(parts, budget, pump);
        this.lanes = new Lanes(parts, threads, reporter);
        this.planner = new Planner(parts, lanes);
        this.cpu = new CpuShare(parts.limits().cpuShare(), new JvmCpuMeter(threads, parts.clock()), parts.random());
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
            return hit == null || hit.action().isEmpty() ? Exchange.NONE : select(hit.action(), request, reader);
        } catch (Throwable t) {
            fault(t);
            return Exchange.NONE;
        }
    }

    private <R> Exchange select(List<MirrorPlan> mirrors, R request, HeadReader<R> reader) {
        Selection selection = null;
        long began = 0;
        try {
            for (int i = 0; i < mirrors.size(); i++) {
                MirrorPlan mirror = mirrors.get(i);
                int copies = mirror.sampler().copies(request, reader);
                if (copies == Sampler.NOT_SAMPLED) {
                    mirror.counters().selected(1);
                    mirror.counters().notSampled();
                    continue;
                }
                DropReason refusal =
                        copies == Sampler.RATE_CAPPED ? DropReason.RATE_CAP : refusal(mirror, request, reader);
                int wanted = Math.max(1, copies);
                if (refusal != null) {
                    mirror.counters().selected(wanted);
                    drop(mirror, wanted, refusal);
                    continue;
                }
                if (selection == null) {
                    began = parts.clock().getAsLong();
                    selection = new Selection(reader.snapshot(request));
                }
                mirror.counters().selected(wanted);
                selection.add(mirror, wanted);
            }
            if (selection == null) {
                return Exchange.NONE;
            }
            Exchange exchange = selection.begin();
            cpu.charge(parts.clock().getAsLong() - began);
            return exchange;
        } catch (Throwable t) {
            if (selection != null) {
                selection.abandon();
            }
            throw t;
        }
    }

    /** Why no copy of this request will be made for this mirror, as far as that is known before anything is captured. */
    private <R> @Nullable DropReason refusal(MirrorPlan mirror, R request, HeadReader<R> reader) {
        if (paused) {
            return DropReason.PAUSED;
        }
        if (reader.header(request, parts.marks().mark()) != null) {
            return DropReason.ALREADY_MIRRORED;
        }
        if (!isCopyable(request, reader)) {
            return DropReason.NOT_COPYABLE;
        }
        DropReason ofLane = mirror.lane().refusal();
        if (ofLane != null) {
            return ofLane;
        }
        if (budget.isSpent()) {
            return DropReason.BYTE_BUDGET;
        }
        return cpu.admits() ? null : DropReason.CPU_BUDGET;
    }

    private static <R> boolean isCopyable(R request, HeadReader<R> reader) {
        String method = reader.method(request);
        return !method.equals("CONNECT") && !method.equals("TRACE") && reader.header(request, "Upgrade") == null;
    }

    private void drop(MirrorPlan mirror, int copies, DropReason reason) {
        for (int i = 0; i < copies; i++) {
            mirror.counters().dropped(reason);
            reporter.dropped(mirror.name(), reason);
        }
    }

    /** The copies that one request gets. Confined to the request's thread. */
    private final class Selection {
        private final RequestHead head;
        private final long headBytes;
        private final List<MirrorPlan> mirrors = new ArrayList<>(1);
        private final List<Integer> numbers = new ArrayList<>(1);
        private int observedBytes = -1;

        /** Whether each copy keeps its own account from here on. */
        private boolean begun;

        Selection(RequestHead head) {
            this.head = head;
            this.headBytes = head.headers().wireBytes() + head.target().length() + OVERHEAD_BYTES;
        }

        void add(MirrorPlan mirror, int copies) {
            for (int number = 1; number <= copies; number++) {
                if (!budget.tryReserve(headBytes)) {
                    drop(mirror, 1, DropReason.BYTE_BUDGET);
                    continue;
                }
                mirrors.add(mirror);
                numbers.add(copies == 1 ? 0 : number);
                observedBytes = Math.max(observedBytes, mirror.observedBytes());
            }
        }

        Exchange begin() {
            if (mirrors.isEmpty()) {
                return Exchange.NONE;
            }
            Observed exchange = new Observed(head, exchanges.incrementAndGet(), observedBytes, reporter);
            List<CopyTicket> tickets = new ArrayList<>(mirrors.size());
            for (int i = 0; i < mirrors.size(); i++) {
                MirrorPlan mirror = mirrors.get(i);
                if (mirror.isObserved()) {
                    exchange.expect();
                }
                tickets.add(new MirroredCopy(mirror, exchange, numbers.get(i), headBytes, reporter));
            }
            begun = true;
            try {
                return LiveExchange.begin(
                        head, tickets, budget, observedBytes < 0 ? null : exchange, exchange::template);
            } catch (Throwable t) {
                tickets.forEach(ticket -> ticket.dropped(DropReason.INTERNAL_ERROR));
                throw t;
            }
        }

        /** Something of ours threw: copies that don't keep their own account yet are dropped. */
        void abandon() {
            if (!begun) {
                for (MirrorPlan mirror : mirrors) {
                    drop(mirror, 1, DropReason.INTERNAL_ERROR);
                    budget.release(headBytes);
                }
            }
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
        paused = on;
    }

    boolean isPaused() {
        return paused;
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
        cpu.tick(now);
        losses.round(now);
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
            await(lanes::isRetiring, System.nanoTime() + LAST_WAIT_NANOS);
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
