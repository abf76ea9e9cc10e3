// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.compatibility.transports;

import io.trafficmirror.testkit.TransportContract;
import io.trafficmirror.testkit.TransportRig;
import io.trafficmirror.transport.ShadowTransport;
import io.trafficmirror.transport.jdk.JdkTransport;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** The JDK's client keeps the contract. */
class JdkTransportContractTest implements TransportContract {
    @Override
    public ShadowTransport.Factory factory() {
        return JdkTransport.factory();
    }

    /** It can't count its connections, and below JDK 21 can't close them: then they go with the client, once that is garbage. */
    @Test
    void no_connection_outlives_the_client() {
        try (TransportRig rig = TransportRig.plain(factory())) {
            rig.sendOrdinary();
            rig.transport().close(Duration.ZERO);
            System.gc();
            rig.shadow().awaitNoOpenConnections(Duration.ofSeconds(60));
        }
    }
}
