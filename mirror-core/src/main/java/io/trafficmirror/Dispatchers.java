// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import io.trafficmirror.dispatch.Dispatcher;
import io.trafficmirror.dispatch.DispatcherListener;
import io.trafficmirror.dispatch.MirrorThreads;
import io.trafficmirror.targets.Target;
import io.trafficmirror.targets.TargetLimits;
import io.trafficmirror.targets.TargetState;
import io.trafficmirror.transport.ShadowTransport;
import io.trafficmirror.transport.TransportSettings;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** All dispatchers of a mirror, one for each combination of target and limits. Safe for concurrent use. */
final class Dispatchers {
    private static final long UNUSED_NANOS = Duration.ofSeconds(1).toNanos();

    private final MirrorConfiguration configuration;
    private final MirrorThreads threads;
    private final DispatcherListener watch;

    @GuardedBy("this")
    private final Map<Key, Dispatcher> open = new LinkedHashMap<>();

    /** Dispatchers that no route in force uses, and since when. */
    @GuardedBy("this")
    private final Map<Dispatcher, Long> unused = new HashMap<>();

    /** Dispatchers that no reload can get any more, and that no thread closes yet. */
    @GuardedBy("this")
    private final List<Dispatcher> retired = new ArrayList<>(0);

    /** Dispatchers that are being closed. */
    @GuardedBy("this")
    private final Set<Dispatcher> closing = new HashSet<>();

    /** Runs what it is given on a thread of its own. */
    private final Executor closers;

    private record Key(Target target, TargetLimits limits, boolean http2) {}

    /**
     * No dispatchers.
     *
     * @param closers runs what it is given on a thread of its own; may throw if it can't
     */
    Dispatchers(MirrorConfiguration configuration, MirrorThreads threads, Executor closers, DispatcherListener watch) {
        this.configuration = configuration;
        this.threads = threads;
        this.closers = closers;
        this.watch = watch;
    }

    synchronized Dispatcher dispatcherFor(MirrorSpec spec) {
        return open.computeIfAbsent(new Key(spec.target(), spec.limits(), spec.http2()), this::open);
    }

    private Dispatcher open(Key key) {
        TransportSettings settings = new TransportSettings(
                key.target(),
                key.limits().maxInFlight(),
                key.limits().connectTimeout(),
                configuration.limits().maxResponseBytes(),
                Optional.ofNullable(configuration.ssl().get(key.target())),
                key.http2(),
                Optional.ofNullable(configuration.proxies().get(key.target())),
                threads);
        ShadowTransport.Factory factory = settings.http2() || settings.proxy().isPresent()
                ? configuration.jdkTransport()
                : configuration.transport();
        ShadowTransport transport = factory.open(settings);
        try {
            return new Dispatcher(
                    key.target(), key.limits(), transport, watch, configuration.clock(), configuration.random());
        } catch (Throwable t) {
            closeBehind(t, transport);
            throw t;
        }
    }

    /** Nobody else knows it. What it throws does not take the place of the reason. */
    private static void closeBehind(Throwable reason, @Nullable ShadowTransport transport) {
        try {
            if (transport != null) {
                transport.close(Duration.ZERO);
            }
        } catch (Throwable t) {
            reason.addSuppressed(t);
        }
    }

    /** Looks after each dispatcher; one that throws does not keep the others waiting. */
    void sweep() {
        for (Dispatcher dispatcher : all()) {
            try {
                dispatcher.sweep();
            } catch (Throwable t) {
                watch.fault(t);
            }
        }
    }

    /**
     * Closes, aside, the dispatchers that none of these are, that hold nothing, and that were so for a while: a request that looked at the
     * old routes just before they were replaced may still come. Throws what the start of a thread throws; the next call then tries again.
     */
    void retireAllBut(List<Dispatcher> used) {
        long now = configuration.clock().getAsLong();
        List<Dispatcher> batch;
        synchronized (this) {
            unused.keySet()
                    .removeIf(dispatcher -> used.contains(dispatcher) || dispatcher.isHeld() || dispatcher.isBusy());
            List<Dispatcher> due = new ArrayList<>(0);
            for (Dispatcher dispatcher : open.values()) {
                if (!used.contains(dispatcher)
                        && !dispatcher.isHeld()
                        && !dispatcher.isBusy()
                        && now - unused.computeIfAbsent(dispatcher, l -> now) >= UNUSED_NANOS) {
                    due.add(dispatcher);
                }
            }
            unused.keySet().removeAll(due);
            open.values().removeAll(due);
            retired.addAll(due);
            batch = List.copyOf(retired);
            closing.addAll(batch);
            retired.clear();
        }
        if (!batch.isEmpty()) {
            closeAside(batch);
        }
    }

    private void closeAside(List<Dispatcher> batch) {
        boolean begun = false;
        try {
            closers.execute(() -> batch.forEach(this::close));
            begun = true;
        } finally {
            if (!begun) {
                synchronized (this) {
                    closing.removeAll(batch);
                    retired.addAll(batch);
                }
            }
        }
    }

    private void close(Dispatcher dispatcher) {
        try {
            dispatcher.close(Duration.ZERO);
        } catch (Throwable t) {
            watch.fault(t);
        } finally {
            synchronized (this) {
                closing.remove(dispatcher);
            }
        }
    }

    /** Whether dispatchers that were retired are still being closed. */
    synchronized boolean isRetiring() {
        return !closing.isEmpty();
    }

    /** All that are not closed and that nobody is closing, those included that no reload can get any more. */
    synchronized List<Dispatcher> all() {
        List<Dispatcher> all = new ArrayList<>(open.values());
        all.addAll(retired);
        return all;
    }

    /** Whether a dispatcher leads to this target. */
    synchronized boolean leadTo(Target target) {
        return open.keySet().stream().anyMatch(key -> key.target().equals(target));
    }

    List<TargetState> states() {
        return all().stream().map(Dispatcher::state).collect(Collectors.toList());
    }

    boolean isBusy() {
        return all().stream().anyMatch(Dispatcher::isBusy);
    }
}
