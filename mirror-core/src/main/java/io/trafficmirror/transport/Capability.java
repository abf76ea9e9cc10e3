// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.transport;

/**
 * What a transport can do beyond the least that is asked of any.
 *
 * @since 0.1.0
 */
public enum Capability {
    /** {@code Host} may differ from the address that is connected to. */
    HOST_OVERRIDE,
    /** Any target travels byte for byte, also one that {@link java.net.URI} refuses. */
    RAW_TARGET,
    /** Field values with octets 0x80..0xFF travel unharmed. */
    RAW_HEADER_BYTES,
    /** Fields keep their order and the case of their names. */
    HEADER_ORDER,
    /** Bodies may be sent while they arrive. */
    STREAMING_BODY,
    /** Speaks HTTP/2 when asked to. */
    HTTP2,
    /** Reads nothing of a request's body any more once it has told the end, so that its memory may serve another copy. */
    LETS_GO_OF_BODY,
    /** Never delivers a request a second time without being told to. */
    NO_SILENT_RETRY
}
