// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.report;

import io.trafficmirror.capture.DropReason;
import io.trafficmirror.transport.FailureReason;
import java.util.Collections;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/**
 * What became of the requests of one mirror so far. Immutable.
 *
 * <p>{@code selected = notSampled + Σ dropped + waiting() + sent}, {@code sent = Σ answered + Σ failed + inFlight()} and {@code wanted =
 * observed + Σ unobserved + joining()}. The three remainders are zero once nothing is under way any more; that they can be told from the dispatchers' own counts of what they hold is
 * what makes the account checkable.
 *
 * @param mirror which mirror
 * @param selected requests of the rule, times the copies of each
 * @param notSampled those not in the share
 * @param dropped copies given up, by reason; reasons that never occurred are absent
 * @param sent copies on which work on the wire began
 * @param answered responses by class of status: {@code 2xx} …
 * @param failed sent copies without a response, by reason
 * @param afterLoss sent copies that are over, and before which another of the same key was lost
 * @param wanted exchanges with copies of this mirror that an observer wanted to see
 * @param observed those that observers were shown
 * @param unobserved those that they were not, by reason
 * @since 0.1.0
 */
public record MirrorCounts(
        MirrorName mirror,
        long selected,
        long notSampled,
        Map<DropReason, Long> dropped,
        long sent,
        Map<String, Long> answered,
        Map<FailureReason, Long> failed,
        long afterLoss,
        long wanted,
        long observed,
        Map<UnobservedReason, Long> unobserved) {
    /** Copies the maps. */
    public MirrorCounts {
        Objects.requireNonNull(mirror, "mirror");
        dropped = Collections.unmodifiableMap(new TreeMap<>(dropped));
        answered = Collections.unmodifiableMap(new TreeMap<>(answered));
        failed = Collections.unmodifiableMap(new TreeMap<>(failed));
        unobserved = Collections.unmodifiableMap(new TreeMap<>(unobserved));
    }

    /** Copies being captured, waiting for the response, or queued. */
    public long waiting() {
        return selected - notSampled - droppedInAll() - sent;
    }

    /** Copies on the wire. */
    public long inFlight() {
        return sent - answeredInAll() - failedInAll();
    }

    /** Exchanges that an observer wants to see and was not shown yet: not over, or waiting for it. */
    public long joining() {
        return wanted - observed - sum(unobserved);
    }

    /** All drops. */
    public long droppedInAll() {
        return sum(dropped);
    }

    /** All responses. */
    public long answeredInAll() {
        return sum(answered);
    }

    /** All failures. */
    public long failedInAll() {
        return sum(failed);
    }

    private static long sum(Map<?, Long> counts) {
        return counts.values().stream().mapToLong(Long::longValue).sum();
    }
}
