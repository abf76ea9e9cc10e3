// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.kafka;

import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;

/**
 * What became of records. Immutable; {@code records = acked + dropped + unknown + pending}.
 *
 * @param records all that were made
 * @param acked stored, as the broker said
 * @param dropped certainly not stored, by reason
 * @param unknown given up without an answer: stored or not
 * @param pending waiting to be sent, or for an answer
 * @param resent how often one was sent again under its number, for lack of an answer; counts no record twice
 * @since 0.1.0
 */
public record SinkAccount(
        long records, long acked, Map<SinkDropReason, Long> dropped, long unknown, long pending, long resent) {
    /** Copies the map. */
    public SinkAccount {
        EnumMap<SinkDropReason, Long> copy = new EnumMap<>(SinkDropReason.class);
        copy.putAll(dropped);
        dropped = Collections.unmodifiableMap(copy);
    }

    /** Those of all reasons. */
    public long droppedInAll() {
        return dropped.values().stream().mapToLong(Long::longValue).sum();
    }
}
