// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.testkit.scenario;

/**
 * A client that speaks HTTP/2 in clear text from its first byte on ("prior knowledge", RFC 9113 section 3.3).
 *
 * @since 0.1.0
 */
@FunctionalInterface
public interface Http2Client {
    /**
     * Sends a request on a connection of its own, and waits for all of the response.
     *
     * @param port of the loopback address
     * @param onData told when the first data have come
     */
    Http2Answer ask(int port, Http2Request request, Runnable onData) throws Exception;
}
