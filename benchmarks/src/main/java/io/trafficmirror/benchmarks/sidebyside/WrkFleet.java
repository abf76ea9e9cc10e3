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

/** The processes of variants behind {@code wrk}, kept for all rounds, or young in each turn. Confined to one thread. */
final class WrkFleet implements Peer.Peers {
    private final Map<Variant, WrkPeer> running = new EnumMap<>(Variant.class);
    private final Wrk wrk = new Wrk();
    private final int servedSeconds;
    private final boolean isYoung;

    /**
     * None yet.
     *
     * @param servedSeconds for which a process has served small GETs at full speed before it is measured
     * @param isYoung whether each turn has a process of its own: one that is used again has grown faster meanwhile
     */
    WrkFleet(int servedSeconds, boolean isYoung) throws IOException {
        this.servedSeconds = servedSeconds;
        this.isYoung = isYoung;
    }

    @Override
    public void mood(String next) {
        // Their shadow has one.
    }

    @Override
    public Peer of(Variant variant) throws IOException {
        if (isYoung) {
            stop();
        }
        WrkPeer known = running.get(variant);
        if (known != null) {
            return known;
        }
        WrkPeer fresh = new WrkPeer(variant, wrk);
        running.put(variant, fresh);
        fresh.drive(
                new Load(fresh.port(), Request.GET, Matrix.CONNECTIONS, 0, 0, servedSeconds), Load.Window.UNWATCHED);
        fresh.settle();
        return fresh;
    }

    @Override
    public boolean areKept() {
        return !isYoung;
    }

    private void stop() throws IOException {
        List<WrkPeer> all = new ArrayList<>(running.values());
        running.clear();
        for (WrkPeer each : all) {
            each.close();
        }
    }

    @Override
    public void close() throws IOException {
        stop();
        wrk.close();
    }
}
