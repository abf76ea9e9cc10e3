// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.report;

/**
 * What an {@link ExchangeObserver} wants to see of one exchange.
 *
 * @since 0.1.0
 */
public enum Interest {
    /** Nothing: no response is wrapped and nothing is held for this observer. */
    NONE,
    /** Status, fields and times of the responses; their bodies are not kept. */
    HEADS,
    /** The bodies as well, up to {@link ExchangeObserver#maxBodyBytes()}. */
    BODIES
}
