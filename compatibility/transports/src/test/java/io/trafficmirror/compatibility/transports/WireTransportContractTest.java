// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.compatibility.transports;

import io.trafficmirror.testkit.transport.TransportContract;
import io.trafficmirror.transport.ShadowTransport;
import io.trafficmirror.transport.wire.WireTransport;

/** Our own sender keeps the contract. */
class WireTransportContractTest implements TransportContract {
    @Override
    public ShadowTransport.Factory factory() {
        return WireTransport.factory();
    }
}
