// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.testkit.shadow;

import io.trafficmirror.testkit.Signal;
import io.trafficmirror.testkit.http.MessageHead;
import io.trafficmirror.testkit.http.RecordedBody;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Map;

/** What a shadow has recorded: the last requests, within bounds, and exact counts of all. Safe for concurrent use. */
final class Ledger {
    private final int keepRequests;
    private final long keepBytes;
    private final Signal signal;
    private final ArrayDeque<RecordedRequest> recent = new ArrayDeque<>();
    private final Tally<String> methods = new Tally<>("(other)");
    private final Tally<String> targets = new Tally<>("(other)");
    private final Tally<Integer> connections = new Tally<>(0);
    private long held;
    private long total;

    Ledger(int keepRequests, long keepBytes, Signal signal) {
        this.keepRequests = keepRequests;
        this.keepBytes = keepBytes;
        this.signal = signal;
    }

    void add(int connection, MessageHead head, RecordedBody body) {
        synchronized (this) {
            total++;
            RecordedRequest request = new RecordedRequest(total, connection, head, body);
            methods.add(request.method());
            targets.add(request.target());
            connections.add(connection);
            recent.addLast(request);
            held += body.held();
            while (recent.size() > keepRequests || (held > keepBytes && recent.size() > 1)) {
                held -= recent.removeFirst().body().held();
            }
        }
        signal.changed();
    }

    synchronized long total() {
        return total;
    }

    synchronized List<RecordedRequest> recent() {
        return List.copyOf(recent);
    }

    synchronized Map<String, Long> methods() {
        return methods.counts();
    }

    synchronized Map<String, Long> targets() {
        return targets.counts();
    }

    synchronized Map<Integer, Long> connections() {
        return connections.counts();
    }

    synchronized void clear() {
        recent.clear();
        methods.clear();
        targets.clear();
        connections.clear();
        held = 0;
        total = 0;
    }
}
