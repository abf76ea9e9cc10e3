// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.compatibility.transports;

import io.trafficmirror.testkit.chaos.ChaosContract;
import io.trafficmirror.transport.ShadowTransport;
import io.trafficmirror.transport.wire.WireTransport;

/** Chaos around our own sender. */
class WireChaosTest implements ChaosContract {
    @Override
    public ShadowTransport.Factory factory() {
        return WireTransport.factory();
    }
}
