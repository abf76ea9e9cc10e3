// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.compatibility.transports;

import io.trafficmirror.testkit.chaos.ChaosContract;
import io.trafficmirror.transport.ShadowTransport;
import io.trafficmirror.transport.jdk.JdkTransport;

/** Chaos around the JDK's client. */
class JdkChaosTest implements ChaosContract {
    @Override
    public ShadowTransport.Factory factory() {
        return JdkTransport.factory();
    }
}
