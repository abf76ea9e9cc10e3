// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.kafka.exchange;

import io.trafficmirror.compare.evidence.TextHash;
import io.trafficmirror.report.ObservedExchange;
import java.util.HexFormat;
import java.util.Objects;

/**
 * One exchange with all its responses, without its secrets. Immutable.
 *
 * @param candidate what the shadow ran, 1 to 200 characters, such as {@code orders 2.4.1}
 * @param instance which replica saw it, 1 to 200 characters
 * @param atMillis when its last response was over, by the replica's clock, in milliseconds of the epoch
 * @param exchange what was seen. Read back, its times are counted from {@code atMillis}, so that those of several replicas go together
 * @since 0.1.0
 */
public record ExchangeRecord(String candidate, String instance, long atMillis, ObservedExchange exchange) {
    /** The most bytes of a record's value: 256 KiB. */
    public static final int MAX_BYTES = 256 << 10;

    /** The topic that exchanges go to where nothing else is said. */
    public static final String TOPIC = "mirror-exchanges";

    private static final int LONGEST = 200;

    /** Checks ranges. */
    public ExchangeRecord {
        length("candidate", candidate);
        length("instance", instance);
        Objects.requireNonNull(exchange, "exchange");
    }

    private static void length(String name, String given) {
        if (given.isEmpty() || given.length() > LONGEST) {
            throw new IllegalArgumentException(
                    name + ": must be 1 to " + LONGEST + " characters, was " + given.length());
        }
    }

    /**
     * The key of a record: candidate, route and shard, with nothing of a user.
     *
     * @param route as in evidence, such as {@code GET /orders/{id}}
     * @param shards how many there are, 1 or more; a replica always goes to the same
     */
    public static String key(String candidate, String route, String instance, int shards) {
        return HexFormat.of().toHexDigits(TextHash.of(candidate))
                + '|'
                + route
                + '|'
                + Long.remainderUnsigned(TextHash.of(instance), shards);
    }
}
