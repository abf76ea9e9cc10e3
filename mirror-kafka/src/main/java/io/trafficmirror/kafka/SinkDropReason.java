// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.kafka;

import java.util.Locale;

/**
 * Why a record was given up; it was certainly not stored. What evidence was in it is in the next one.
 *
 * @since 0.1.0
 */
public enum SinkDropReason {
    /** There was no room: as many bytes as are allowed wait for the broker. */
    SINK_FULL,
    /** The client could not take it in time: no broker, no such topic, or its own buffer is full. */
    SINK_BLOCKED,
    /** It is larger than a record may be, here or at the broker. */
    SINK_TOO_LARGE,
    /** It was refused: no right to write, settings that don't fit, a fault. */
    SINK_FAILED;

    /** The name as a tag: lower case with underscores. */
    public String tag() {
        return name().toLowerCase(Locale.ROOT);
    }
}
