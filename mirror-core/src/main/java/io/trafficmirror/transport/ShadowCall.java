// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.transport;

/**
 * One exchange with the shadow, under way. Safe for concurrent use.
 *
 * @since 0.1.0
 */
public interface ShadowCall {
    /**
     * Ends the exchange as {@link Outcome.Failed} with this reason, closing its connection if it has one. Idempotent, never
     * blocks, no effect after the end.
     */
    void abort(FailureReason reason, String detail);
}
