// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.capture;

import java.util.Locale;

/**
 * Why a copy was given up before it was sent.
 *
 * @since 0.1.0
 */
public enum DropReason {
    /** Mirroring is paused. */
    PAUSED,
    /** The request carries the mark of a copy: it is one already. */
    ALREADY_MIRRORED,
    /** {@code CONNECT}, {@code TRACE} or an upgrade to another protocol than HTTP: not a request that can be copied. */
    NOT_COPYABLE,
    /** Mirroring has just begun and takes less than its share. */
    RAMP_UP,
    /** The cap per second is reached. */
    RATE_CAP,
    /** The target's circuit breaker is open. */
    BREAKER_OPEN,
    /** Mirroring has used up its share of the CPU. */
    CPU_BUDGET,
    /** The byte budget over all copies is spent. */
    BYTE_BUDGET,
    /** The target's queue is full, or that of copies to be transformed. */
    QUEUE_FULL,
    /** The copy waited too long in a queue, or its transformation took too long. */
    QUEUE_EXPIRED,
    /** The body is above the cap. */
    BODY_TOO_LARGE,
    /** The application read nothing of the body. */
    BODY_UNREAD,
    /** The application read only a part of the body. */
    BODY_INCOMPLETE,
    /** Reading the body failed, or the client went away. */
    BODY_ABORTED,
    /** Nobody told the end of the exchange, and nothing more of its body passed, for too long. */
    EXCHANGE_EXPIRED,
    /** The container parsed the form, and the rule says drop. */
    FORM_PARSED,
    /** The container parsed the multipart data, and the rule says drop. */
    MULTIPART_PARSED,
    /** The primary's status is not one that the rule wants. */
    STATUS_NOT_WANTED,
    /** The transport can't send the request as it is, or the server does not show it as it came. */
    UNSENDABLE,
    /** The transformation of the copy failed. */
    TRANSFORM_FAILED,
    /** A streamed body arrived faster than the shadow took it, before anything was sent. */
    STREAM_OVERRUN,
    /** The mirror was closed. */
    CLOSED,
    /** A fault in this library. */
    INTERNAL_ERROR;

    /** The name as a metric tag: lower case with underscores. */
    public String tag() {
        return name().toLowerCase(Locale.ROOT);
    }
}
