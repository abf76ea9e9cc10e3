// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.judge;

/**
 * What one judge did with records since it was started; after a crash or a rebalance, some are done again. Immutable.
 *
 * @param merged counted
 * @param repeated seen before, and not counted again
 * @param reused made later than what is known of their epoch, and numbered as if earlier: two lives of a replica have one epoch. Not counted
 * @param refused no records, or of another version, or with a key that is not theirs, or such that their sum would be larger than a message may be
 * @since 0.1.0
 */
public record JudgeAccount(long merged, long repeated, long reused, long refused) {}
