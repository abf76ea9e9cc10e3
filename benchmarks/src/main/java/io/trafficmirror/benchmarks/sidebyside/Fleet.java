// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.benchmarks.sidebyside;

import io.trafficmirror.benchmarks.load.Load;
import io.trafficmirror.benchmarks.load.Request;
import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * The processes of all variants, kept from scenario to scenario: started and warmed up when first asked for, started anew when one has
 * died or takes no connection any more, or when the shadow was sick and shall be healthy. Confined to one thread.
 */
final class Fleet implements Peer.Peers {
    /** Faster, and it opens connections by the thousand. */
    private static final double NAIVE_PER_SECOND = 2000;

    private final Map<Variant, Running> running = new EnumMap<>(Variant.class);
    private final SinkSwitch sinks = new SinkSwitch();
    private final double warmUpSeconds;
    private String mood = "healthy";

    Fleet(double warmUpSeconds) {
        this.warmUpSeconds = warmUpSeconds;
    }

    @Override
    public void mood(String next) throws IOException {
        if (!next.equals(mood) && next.equals("healthy")) {
            close();
        }
        for (Running each : running.values()) {
            if (!next.equals(mood)) {
                each.mood(next);
            }
        }
        mood = next;
    }

    /** The naive filter keeps each connection that it ever opened, and looks for one among all of them. */
    @Override
    public void next() throws IOException {
        Running known = running.remove(Variant.NAIVE);
        if (known != null) {
            known.close();
        }
    }

    @Override
    public Running of(Variant variant) throws IOException {
        Running process = process(variant.process());
        sinks.turn(process, variant.behind());
        return process;
    }

    private Running process(Variant variant) throws IOException {
        Running known = running.get(variant);
        if (known != null && known.isAlive() && known.serves()) {
            return known;
        }
        if (known != null) {
            known.close();
        }
        System.err.printf("         %-44s started and warmed up%n", variant.title());
        Running fresh = new Running(variant, "healthy");
        running.put(variant, fresh);
        warmUp(fresh, variant == Variant.NAIVE ? NAIVE_PER_SECOND : 0);
        if (!mood.equals("healthy")) {
            fresh.mood(mood);
        }
        return fresh;
    }

    /** Against a healthy shadow: full speed or so many a second, then a few of the larger bodies, then slowly. */
    private void warmUp(Running fresh, double perSecond) throws IOException {
        new Load(fresh.port(), Request.GET, Matrix.CONNECTIONS, perSecond, 0, warmUpSeconds).run();
        new Load(fresh.port(), Request.post(64 << 10), Matrix.CONNECTIONS, perSecond / 4, 0, warmUpSeconds / 8).run();
        new Load(fresh.port(), Request.GET, Matrix.CONNECTIONS, 500, 0, warmUpSeconds / 8).run();
        fresh.settle();
    }

    @Override
    public void close() throws IOException {
        List<Running> all = new ArrayList<>(running.values());
        running.clear();
        sinks.close();
        for (Running each : all) {
            each.close();
        }
    }
}
