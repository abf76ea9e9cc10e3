// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.experiment;

/**
 * What becomes of exchanges whose method is not safe (RFC 9110, 9.2.1): a shadow that shares no data answers them otherwise by right.
 *
 * @since 0.1.0
 */
public enum Writes {
    /** They are compared and judged like all others. */
    COMPARE,
    /** Their copies are sent, and nothing is said of the responses. */
    SEND,
    /** They have no copies, so that nothing is written by them. */
    DROP
}
