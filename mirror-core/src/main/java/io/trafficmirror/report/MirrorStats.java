// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.report;

import io.trafficmirror.targets.TargetState;
import java.util.List;

/**
 * The state of a mirror at one moment. Immutable.
 *
 * @param mirrors the counts of every mirror in force; counters outlive a reload, by five minutes where it removes the mirror
 * @param targets what the ways to the shadows hold
 * @param bytesHeld bytes held by all copies together
 * @param byteLimit the most that may be held
 * @param eventsLost events that listeners were too slow for
 * @param internalErrors faults of this library that were contained
 * @param cpuProbability the probability with which the CPU share lets copies through, 0..1
 * @since 0.1.0
 */
public record MirrorStats(
        List<MirrorCounts> mirrors,
        List<TargetState> targets,
        long bytesHeld,
        long byteLimit,
        long eventsLost,
        long internalErrors,
        double cpuProbability) {
    /** Copies the lists. */
    public MirrorStats {
        mirrors = List.copyOf(mirrors);
        targets = List.copyOf(targets);
    }

    /**
     * Whether the account is closed: nothing is held anywhere, and every copy that was ever selected has come to one end, and every exchange that an observer wanted to see was shown or counted as lost. False
     * while anything is under way, and for ever if a copy was lost.
     */
    public boolean isClosed() {
        return bytesHeld == 0
                && targets.stream().allMatch(dispatcher -> dispatcher.queued() == 0 && dispatcher.inFlight() == 0)
                && mirrors.stream()
                        .allMatch(counts -> counts.waiting() == 0 && counts.inFlight() == 0 && counts.joining() == 0);
    }
}
