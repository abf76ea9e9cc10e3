// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.compare.document;

/** The ways in which a body is read. */
enum BodyFormat {
    /** One JSON value (RFC 8259). */
    JSON,
    /** A JSON value a line; an array of them. */
    JSON_LINES,
    /** Server-sent events; an array of their data, each as JSON where it is JSON. */
    EVENT_STREAM,
    /** {@code application/x-www-form-urlencoded}; an object of texts. */
    FORM,
    /** XML; elements as objects. */
    XML,
    /** Lines. */
    TEXT,
    /** Bytes: equal or not. */
    OPAQUE
}
