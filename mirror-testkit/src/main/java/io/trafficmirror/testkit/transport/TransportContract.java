// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.testkit.transport;

/**
 * What any {@link io.trafficmirror.transport.ShadowTransport} must show, as JUnit 5 tests over real sockets: implement this
 * interface in a test class and say how the transport is made. What a transport need not show follows from its capabilities.
 *
 * @since 0.1.0
 */
public interface TransportContract
        extends TransportRequestContract,
                TransportAnswerContract,
                TransportFaultContract,
                TransportCallContract,
                TransportStreamContract,
                TransportTlsContract {}
