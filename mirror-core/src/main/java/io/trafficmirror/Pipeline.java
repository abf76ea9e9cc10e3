// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import io.trafficmirror.capture.Exchange;
import io.trafficmirror.capture.internal.ByteBudget;
import io.trafficmirror.capture.internal.OpenExchanges;
import io.trafficmirror.dispatch.CpuShare;
import io.trafficmirror.dispatch.Dispatcher;
import io.trafficmirror.dispatch.Housekeeper;
import io.trafficmirror.dispatch.JvmCpuMeter;
import io.trafficmirror.dispatch.MirrorThreads;
import io.trafficmirror.http.HeadReader;
import io.trafficmirror.report.MirrorStats;
import io.trafficmirror.route.RouteHit;
import io.trafficmirror.sample.Fraction;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.slf4j.LoggerFactory;

/**
 * A mirror at work: the routes in force, what serves them, and how all of it starts and ends. A request is matched here and goes on
 * to the {@link CopySelector}. Safe for concurrent use.
 */
final class Pipeline {
    private static final long LAST_WAIT_NANOS = 1_000_000_000L;
    private static final long LOOK_NANOS = 1_000_000L;

    private final MirrorConfiguration configuration;
    private final ByteBudget budget;
    private final FaultCount faults;
    private final Events events;
    private final BreakerLog breakers;
    private final Observation observation;
    private final Dispatchers dispatchers;
    private final MirrorRegistry registry;
    private final CpuShare cpu;
    private final LossLog losses;
    private final LongValueLog values;
    private final OpenExchanges openExchanges;
    private final Rebuilder rebuilder;
    private final Transformer transformer;
    private final Housekeeper housekeeper;
    private final Admission admission;
    private final CopySelector selector;

    private final MirrorLog log;

    /** Held by whoever closes. Taken before the lock of this object. */
    private final Object closing = new Object();

    /** Whether a close is under way, which may close again by what it calls; under that lock. */
    private boolean isClosing;

    /** Whether each step of the close has come to its end, as far as is known; under that lock. */
    private boolean isWhole;

    private final Grace grace = new Grace();

    /** As what is in force: no dispatcher of routes that are just being made ready is retired, and none is opened after the close. */
    @GuardedBy("this")
    private boolean closed;

    private volatile ActiveRoutes active;

    private volatile PathPrefixes excluded = PathPrefixes.NONE;

    @GuardedBy("this")
    private List<MirrorRoute> routes;

    @GuardedBy("this")
    private ShareOverrides shares = ShareOverrides.NONE;

    Pipeline(MirrorConfiguration configuration, List<MirrorRoute> routes) {
        this.configuration = configuration;
        this.budget = new ByteBudget(configuration.limits().maxBytesHeld());
        MirrorThreads threads = new MirrorThreads();
        this.log = new MirrorLog(
                LoggerFactory.getLogger(TrafficMirror.class),
                work -> threads.named("log", work).start());
        this.faults = new FaultCount(log, configuration.clock());
        this.breakers = new BreakerLog(log::warn, log::info);
        Tracing tracing = new Tracing(configuration.tracer(), configuration.clock(), faults);
        this.events = new Events(
                configuration.listeners(),
                configuration.tracer().isPresent(),
                budget,
                work -> threads.named("events", work),
                faults);
        this.observation = new Observation(
                configuration.observers(),
                budget,
                configuration.limits().maxResponseBytes(),
                configuration.clock(),
                work -> threads.named("observers", work),
                faults);
        this.cpu = new CpuShare(
                configuration.limits().cpuShare(),
                new JvmCpuMeter(threads, configuration.clock(), budget.work()::nanos),
                configuration.random());
        this.dispatchers = new Dispatchers(
                configuration,
                threads,
                work -> threads.named("retire", work).start(),
                new DispatcherReports(breakers, events, cpu, faults, configuration.clock()));
        this.registry = new MirrorRegistry(configuration, dispatchers);
        this.openExchanges =
                new OpenExchanges(configuration.limits().maxPrimaryWait().toNanos(), faults);
        this.rebuilder = new Rebuilder(work -> threads.named("rebuild", work), faults);
        this.transformer = new Transformer(work -> threads.named("transform", work), faults, configuration.clock());
        this.admission = new Admission(configuration.marks().mark(), budget, cpu, faults);
        this.selector = new CopySelector(
                configuration,
                admission,
                cpu,
                new Selection.Parts(
                        budget,
                        new ExchangeIds(configuration.random()),
                        events,
                        tracing,
                        observation,
                        openExchanges,
                        rebuilder,
                        transformer,
                        configuration.clock()));
        this.routes = routes;
        this.active = firstActivation(routes);
        this.losses = new LossLog(registry::counts, log::warn);
        this.values = new LongValueLog(log::warn);
        this.housekeeper =
                new Housekeeper(threads, chores(), () -> dispatchers.isBusy() || transformer.isBusy(), faults);
    }

    /** Leaves nothing open behind if the routes are refused, or a transport can't be opened. */
    private ActiveRoutes firstActivation(List<MirrorRoute> routes) {
        boolean activated = false;
        try {
            ActiveRoutes first = registry.activate(MirrorRoutes.change(routes, configuration.mirrors()));
            activated = true;
            return first;
        } finally {
            if (!activated) {
                dispatchers.all().forEach(dispatcher -> contained(() -> dispatcher.close(Duration.ZERO)));
            }
        }
    }

    /** Leaves nothing open behind if a thread can't be started. */
    void start() {
        boolean started = false;
        try {
            events.start();
            observation.start();
            rebuilder.start();
            startTransformer(active);
            housekeeper.start();
            started = true;
        } finally {
            if (!started) {
                close(Duration.ZERO);
            }
        }
    }

    /** Costs a thread only if a mirror transforms its copies. */
    private void startTransformer(ActiveRoutes next) {
        if (next.mirrors().stream().anyMatch(mirror -> mirror.spec().transform().isPresent())) {
            transformer.start();
        }
    }

    <R> Exchange observe(R request, HeadReader<R> reader) {
        try {
            cpu.came();
            RouteHit<List<ActiveMirror>> hit = active.table().find(request, reader);
            return hit == null || hit.action().isEmpty() || excluded.containPathOf(request, reader)
                    ? Exchange.NONE
                    : selector.select(hit.action(), request, reader);
        } catch (Throwable t) {
            fault(t);
            return Exchange.NONE;
        }
    }

    /** Puts routes in force; an overridden share stays overridden. */
    synchronized void reload(List<MirrorRoute> next) {
        activate(List.copyOf(next), shares);
    }

    /** Puts one share in the place of that of every mirror. */
    synchronized void overrideShare(Fraction share) {
        activate(routes, shares.withAll(share));
    }

    /** Gives every mirror its own share back. */
    synchronized void restoreShares() {
        activate(routes, shares.withOwnShares());
    }

    /** Puts another share in the place of that of each shadow of this route. */
    synchronized void overrideShare(String route, Fraction share) {
        checkRoute(route);
        activate(routes, shares.withRoute(route, share));
    }

    /** Gives each shadow of this route its own share back, or that of all routes. */
    synchronized void restoreShare(String route) {
        if (!shares.ofRoutes().containsKey(route)) {
            checkRoute(route);
        }
        activate(routes, shares.withoutRoute(route));
    }

    @GuardedBy("this")
    private void checkRoute(String name) {
        List<String> names = routes.stream().map(MirrorRoute::name).toList();
        if (!names.contains(name)) {
            throw new IllegalArgumentException("route: must be one of " + names + ", was \"" + name + '"');
        }
    }

    /** Puts another share in the place of that of each control of this route. */
    synchronized void controlShare(String route, Fraction share) {
        if (!MirrorRoutes.hasControl(routes, route)) {
            throw new IllegalArgumentException("controlShare: no rule of route \"" + route + "\" has a control");
        }
        activate(routes, shares.withControl(route, share));
    }

    /** Gives each control of this route its own share back. */
    synchronized void restoreControlShare(String route) {
        activate(routes, shares.withoutControl(route));
    }

    @GuardedBy("this")
    private void activate(List<MirrorRoute> nextRoutes, ShareOverrides nextShares) {
        if (closed) {
            throw new IllegalStateException("the mirror is closed");
        }
        ActiveRoutes next = registry.activate(asSet(nextRoutes, nextShares));
        startTransformer(next);
        routes = nextRoutes;
        shares = nextShares;
        active = next;
    }

    /** Takes nothing below this path any more, whatever the routes say. */
    synchronized void exclude(String pathPrefix) {
        excluded = excluded.with(pathPrefix);
    }

    /** The routes in force, with their shares as they are. */
    synchronized List<MirrorRoute> routes() {
        return asSet(routes, shares);
    }

    /** The shares that were given at run time. */
    synchronized ShareOverrides shares() {
        return shares;
    }

    /** Routes with everything that the builder and calls since have put over them. */
    private List<MirrorRoute> asSet(List<MirrorRoute> given, ShareOverrides over) {
        return over.applyTo(MirrorRoutes.change(given, configuration.mirrors()));
    }

    void pause(boolean on) {
        admission.pause(on);
    }

    boolean isPaused() {
        return admission.isPaused();
    }

    MirrorStats stats() {
        return new MirrorStats(
                registry.counts(),
                dispatchers.states(),
                budget.held(),
                budget.limit(),
                events.lost(),
                faults.count(),
                cpu.probability());
    }

    void fault(Throwable fault) {
        faults.accept(fault);
    }

    /** What the housekeeper does in each round. */
    private List<Runnable> chores() {
        return List.of(
                dispatchers::sweep,
                transformer::sweep,
                this::retire,
                selector::recover,
                observation::recover,
                events::recover,
                () -> openExchanges.sweep(configuration.clock().getAsLong()),
                () -> cpu.tick(configuration.clock().getAsLong()),
                () -> losses.round(configuration.clock().getAsLong()),
                () -> values.round(
                        configuration.clock().getAsLong(), active.table().takeUncompared()),
                () -> breakers.round(configuration.clock().getAsLong(), dispatchers::leadTo),
                budget::trim,
                log::round);
    }

    private synchronized void retire() {
        registry.forgetAllBut(active.mirrors());
        dispatchers.retireAllBut(active.dispatchers());
    }

    /**
     * Whoever comes second waits until the first is done, and hurries it if its own grace is shorter. Where an Error has kept a step from being
     * taken, the next close takes all of them again.
     */
    void close(Duration time) {
        grace.give(time, System.nanoTime());
        synchronized (closing) {
            if (isClosing || isWhole) {
                return;
            }
            isClosing = true;
            try {
                isWhole = true;
                closeAll();
            } catch (Throwable t) {
                isWhole = false;
                throw t;
            } finally {
                isClosing = false;
            }
        }
    }

    private void closeAll() {
        synchronized (this) {
            closed = true;
        }
        contained(this::drainTransformer);
        contained(this::closeDispatchers);
        contained(() -> rebuilder.stop(LAST_WAIT_NANOS / 1_000_000));
        contained(openExchanges::close);
        contained(this::drainObservation);
        contained(() -> events.stop(LAST_WAIT_NANOS / 1_000_000));
        contained(() -> housekeeper.stop(LAST_WAIT_NANOS));
        contained(() -> losses.last(configuration.clock().getAsLong()));
        contained(this::closeLog);
    }

    /** What waits to be transformed has a dispatcher to go to for as long. */
    private void drainTransformer() {
        while (transformer.isBusy() && mayWait(grace.left(System.nanoTime()))) {
            LockSupport.parkNanos(LOOK_NANOS);
        }
        transformer.stop(1);
        // What an Error has kept from being dropped is left to the housekeeper.
        await(transformer::isBusy);
    }

    /** What waits to be shown, and what is being shown, has what is left of the grace, and a second at last. */
    private void drainObservation() {
        while (observation.isBusy() && mayWait(grace.left(System.nanoTime()))) {
            LockSupport.parkNanos(LOOK_NANOS);
        }
        observation.stop(LAST_WAIT_NANOS / 1_000_000);
    }

    private void closeDispatchers() {
        List<Dispatcher> all = dispatchers.all();
        all.forEach(dispatcher -> contained(dispatcher::stopIntake));
        while (dispatchers.isBusy() && mayWait(grace.left(System.nanoTime()))) {
            LockSupport.parkNanos(LOOK_NANOS);
        }
        // What is idle by now has nothing to wait for but its threads.
        long end = System.nanoTime() + Math.min(LAST_WAIT_NANOS, grace.left(System.nanoTime()));
        all.forEach(dispatcher ->
                contained(() -> dispatcher.close(Duration.ofNanos(Math.max(0, end - System.nanoTime())))));
        // Threads of transports may be telling the end of a copy still.
        await(() -> dispatchers.isRetiring() || dispatchers.isBusy());
    }

    /** An appender that hangs keeps its thread, and nobody else. */
    private void closeLog() {
        await(() -> {
            log.round();
            return log.isBusy();
        });
    }

    /** Nothing that one step throws keeps the others from being taken. */
    private void contained(Runnable step) {
        try {
            step.run();
        } catch (Throwable t) {
            isWhole = false;
            fault(t);
        }
    }

    /** Waits while this holds, for a second at most, and not at all in an interrupted thread. */
    private static void await(BooleanSupplier holds) {
        long until = System.nanoTime() + LAST_WAIT_NANOS;
        while (holds.getAsBoolean() && mayWait(until - System.nanoTime())) {
            LockSupport.parkNanos(LOOK_NANOS);
        }
    }

    private static boolean mayWait(long nanosLeft) {
        return nanosLeft > 0 && !Thread.currentThread().isInterrupted();
    }
}
