// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.transport.wire;

/** How much of a response's framing is read. What goes beyond is a protocol fault: the shadow is not trusted. */
final class Limits {
    /** Octets of one head: status line, fields, line ends. */
    static final int HEAD_BYTES = 64 * 1024;
    /** Field lines of one head. */
    static final int FIELDS = 256;
    /** Interim (1xx) responses before the final one. */
    static final int INTERIMS = 8;
    /** Octets of all chunk extensions of one response: data in tiny chunks would else be drowned in them. */
    static final int EXTENSION_BYTES = 16 * 1024;
    /** Octets of all trailer lines. */
    static final int TRAILER_BYTES = 16 * 1024;

    private Limits() {}
}
