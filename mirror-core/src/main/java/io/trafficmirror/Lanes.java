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
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** All lanes of a mirror, one for each combination of target and limits. Safe for concurrent use. */
final class Lanes {
    private final Parts parts;
    private final MirrorThreads threads;
    private final LaneWatch watch;

    @GuardedBy("this")
    private final Map<Key, Lane> open = new LinkedHashMap<>();

    private record Key(Target target, TargetLimits limits, boolean http2) {}

    Lanes(Parts parts, MirrorThreads threads, LaneWatch watch) {
        this.parts = parts;
        this.threads = threads;
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

    /** Closes the lanes that none of these are and that hold nothing any more. */
    void retireAllBut(List<Lane> used) {
        List<Lane> retired;
        synchronized (this) {
            retired = open.values().stream()
                    .filter(lane -> !used.contains(lane) && !lane.isBusy())
                    .collect(Collectors.toList());
            open.values().removeAll(retired);
        }
        retired.forEach(lane -> lane.close(Duration.ZERO));
    }

    synchronized List<Lane> all() {
        return new ArrayList<>(open.values());
    }

    List<LaneState> states() {
        return all().stream().map(Lane::state).collect(Collectors.toList());
    }

    boolean isBusy() {
        return all().stream().anyMatch(Lane::isBusy);
    }
}
