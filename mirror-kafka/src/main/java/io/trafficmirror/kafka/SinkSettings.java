// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.kafka;

import io.trafficmirror.report.MirrorStats;
import java.time.Duration;
import java.util.function.Supplier;

/**
 * How a sink sends. Immutable.
 *
 * @param topic where to
 * @param instance the name of this replica
 * @param interval how long between two rounds of evidence
 * @param shards over how many keys the replicas of a route are spread
 * @param maxPendingBytes the most bytes of records that wait for the broker
 * @param attributeValues whether values of queries and fields of requests may leave the process
 * @param examples whether examples of exchanges may leave it
 * @param stats counters of mirrors, which are sent too
 */
record SinkSettings(
        String topic,
        String instance,
        Duration interval,
        int shards,
        long maxPendingBytes,
        boolean attributeValues,
        boolean examples,
        Supplier<MirrorStats> stats) {}
