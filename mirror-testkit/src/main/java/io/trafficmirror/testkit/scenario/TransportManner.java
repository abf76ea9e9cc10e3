// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.testkit.scenario;

/**
 * How a transport keeps what {@code ShadowTransport} promises, for as long as a scenario wants it to.
 *
 * @since 0.1.0
 */
public enum TransportManner {
    /** Keeps all of it. */
    SOUND,
    /** Sends the copy, and returns null where a call was promised. */
    NO_CALL,
    /** Tells everything twice, the end too. */
    TWICE,
    /** Takes the copy, and never calls back, not even when it is told to end. Only for requests below {@code hasty/}. */
    SILENT
}
