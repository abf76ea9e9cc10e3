// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import io.trafficmirror.copy.Target;
import io.trafficmirror.dispatch.Lane;
import io.trafficmirror.dispatch.LaneState;
import io.trafficmirror.dispatch.LaneWatch;
import io.trafficmirror.dispatch.MirrorThreads;
import io.trafficmirror.dispatch.TargetLimits;
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

/** All lanes of a mirror, one for each combination of target and limits. Safe for concurrent use. */
final class Lanes {
    private static final long UNUSED_NANOS = Duration.ofSeconds(1).toNanos();

    private final Parts parts;
    private final MirrorThreads threads;
    private final LaneWatch watch;

    @GuardedBy("this")
    private final Map<Key, Lane> open = new LinkedHashMap<>();

    /** Lanes that no plan uses, and since when. */
    @GuardedBy("this")
    private final Map<Lane, Long> unused = new HashMap<>();

    /** Lanes that no plan can get any more, and that no thread closes yet. */
    @GuardedBy("this")
    private final List<Lane> retired = new ArrayList<>(0);

    /** Lanes that are being closed. */
    @GuardedBy("this")
    private final Set<Lane> closing = new HashSet<>();

    /** Runs what it is given on a thread of its own. */
    private final Executor closers;

    private record Key(Target target, TargetLimits limits, boolean http2) {}

    /**
     * No lanes.
     *
     * @param closers runs what it is given on a thread of its own; may throw if it can't
     */
    Lanes(Parts parts, MirrorThreads threads, Executor closers, LaneWatch watch) {
        this.parts = parts;
        this.threads = threads;
        this.closers = closers;
        this.watch = watch;
    }

    synchronized Lane laneFor(MirrorSpec spec) {
        return open.computeIfAbsent(new Key(spec.target(), spec.limits(), spec.http2()), this::open);
    }

    private Lane open(Key key) {
        TransportSettings settings = new TransportSettings(
                key.target(),
                key.limits().maxInFlight(),
                key.limits().connectTimeout(),
                parts.limits().maxResponseBytes(),
                Optional.ofNullable(parts.ssl().get(key.target())),
                key.http2(),
                Optional.ofNullable(parts.proxies().get(key.target())),
                threads);
        ShadowTransport.Factory factory =
                settings.http2() || settings.proxy().isPresent() ? parts.jdkTransport() : parts.transport();
        return new Lane(key.target(), key.limits(), factory.open(settings), watch, parts.clock(), parts.random());
    }

    /** Looks after each lane; one that throws does not keep the others waiting. */
    void sweep() {
        for (Lane lane : all()) {
            try {
                lane.sweep();
            } catch (Throwable t) {
                watch.fault(t);
            }
        }
    }

    /**
     * Closes, aside, the lanes that none of these are, that hold nothing, and that were so for a while: a request that looked at the
     * old plan just before it was replaced may still come. Throws what the start of a thread throws; the next call then tries again.
     */
    void retireAllBut(List<Lane> used) {
        long now = parts.clock().getAsLong();
        List<Lane> batch;
        synchronized (this) {
            unused.keySet().removeIf(lane -> used.contains(lane) || lane.isHeld() || lane.isBusy());
            List<Lane> due = new ArrayList<>(0);
            for (Lane lane : open.values()) {
                if (!used.contains(lane)
                        && !lane.isHeld()
                        && !lane.isBusy()
                        && now - unused.computeIfAbsent(lane, l -> now) >= UNUSED_NANOS) {
                    due.add(lane);
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

    private void closeAside(List<Lane> batch) {
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

    private void close(Lane lane) {
        try {
            lane.close(Duration.ZERO);
        } catch (Throwable t) {
            watch.fault(t);
        } finally {
            synchronized (this) {
                closing.remove(lane);
            }
        }
    }

    /** Whether lanes that were retired are still being closed. */
    synchronized boolean isRetiring() {
        return !closing.isEmpty();
    }

    /** All that are not closed and that nobody is closing, those included that no plan can get any more. */
    synchronized List<Lane> all() {
        List<Lane> all = new ArrayList<>(open.values());
        all.addAll(retired);
        return all;
    }

    /** Whether a lane leads to this target. */
    synchronized boolean leadTo(Target target) {
        return open.keySet().stream().anyMatch(key -> key.target().equals(target));
    }

    List<LaneState> states() {
        return all().stream().map(Lane::state).collect(Collectors.toList());
    }

    boolean isBusy() {
        return all().stream().anyMatch(Lane::isBusy);
    }
}
