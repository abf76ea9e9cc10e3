// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.kafka;

import io.trafficmirror.experiment.Writes;
import io.trafficmirror.kafka.exchange.Redaction;
import io.trafficmirror.sample.Fraction;

/**
 * Which exchanges a sink sends, and how. Immutable.
 *
 * @param topic where to
 * @param candidate what the shadow runs
 * @param instance the name of this replica
 * @param share of which exchanges, by the hash of their ids
 * @param writes what becomes of methods that are not safe
 * @param redaction what is taken out
 * @param maxBodyBytes the most bytes of a body
 * @param shards over how many keys the replicas of a route are spread
 * @param maxPendingBytes the most bytes of records that wait for the broker
 */
record ExchangeSettings(
        String topic,
        String candidate,
        String instance,
        Fraction share,
        Writes writes,
        Redaction redaction,
        int maxBodyBytes,
        int shards,
        long maxPendingBytes) {}
