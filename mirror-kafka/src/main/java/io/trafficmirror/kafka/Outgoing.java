// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.kafka;

import io.trafficmirror.compare.evidence.Evidence;
import java.util.List;

/** A record on its way. Confined to the sink's thread. */
final class Outgoing {
    private final String key;
    private final byte[] value;
    private final Evidence evidence;
    private final List<MirrorIncrease> mirrors;
    private boolean doubtful;
    private boolean over;

    Outgoing(String key, byte[] value, Evidence evidence, List<MirrorIncrease> mirrors) {
        this.key = key;
        this.value = value;
        this.evidence = evidence;
        this.mirrors = mirrors;
    }

    String key() {
        return key;
    }

    byte[] value() {
        return value;
    }

    Evidence evidence() {
        return evidence;
    }

    List<MirrorIncrease> mirrors() {
        return mirrors;
    }

    /** What it takes of the bytes that may wait. */
    int bytes() {
        return value.length;
    }

    /** Whether it may be stored already. */
    boolean isDoubtful() {
        return doubtful;
    }

    void doubt() {
        doubtful = true;
    }

    /** Whether it was counted, and is none to be sent any more. */
    boolean isOver() {
        return over;
    }

    void end() {
        over = true;
    }
}
