// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.testkit.transport;

import io.trafficmirror.transport.ShadowTransport;

/**
 * The hook that the parts of {@link TransportContract} share.
 *
 * @since 0.1.0
 */
public interface TransportUnderTest {
    /** Makes the transports that are tested. */
    ShadowTransport.Factory factory();
}
