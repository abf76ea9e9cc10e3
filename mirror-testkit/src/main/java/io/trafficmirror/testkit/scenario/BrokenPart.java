// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.testkit.scenario;

/**
 * A part of a mirror that throws whatever it is asked, for as long as a scenario wants it to.
 *
 * @since 0.1.0
 */
public enum BrokenPart {
    /** Decides about the share; asked on the request's thread. Only requests below {@code sampled/} are sampled. */
    CHANCE,
    /** Asked on the request's thread for the rate, the age in the queue and the breaker; here it throws on no other thread. */
    CLOCK,
    /** Carries copies. */
    TRANSPORT,
    /** Hears of copies. */
    LISTENER,
    /** Sees pairs; only the observed side has one. */
    OBSERVER
}
