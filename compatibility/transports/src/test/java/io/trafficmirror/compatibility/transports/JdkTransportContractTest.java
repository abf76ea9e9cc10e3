// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.compatibility.transports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.trafficmirror.testkit.shadow.Answer;
import io.trafficmirror.testkit.shadow.Malformed;
import io.trafficmirror.testkit.transport.TransportContract;
import io.trafficmirror.testkit.transport.TransportRig;
import io.trafficmirror.transport.FailureReason;
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

    /** The client never closes a connection with such an answer. From JDK 21 on a new client and the old one's end help; before, nothing. */
    @Test
    void answers_that_cannot_be_read_end_the_client_or_all_sending() {
        try (TransportRig rig = TransportRig.plain(factory())) {
            rig.shadow().behave(Malformed.BAD_STATUS_LINE);
            for (int i = 0; i < 300; i++) {
                rig.send(rig.get("/"));
            }
            if (Runtime.version().feature() >= 21) {
                assertThat(rig.shadow().requestCount()).isEqualTo(300);
                await().until(() -> rig.shadow().openConnections() <= 16);
                rig.sendOrdinary();
            } else {
                assertThat(rig.shadow().requestCount()).isEqualTo(256);
                rig.shadow().behave(Answer.ok());
                assertThat(rig.start(rig.get("/")).failed().detail()).contains("below JDK 21");
            }
        }
    }

    /** The client closes such a connection itself, on any JDK. */
    @Test
    void switches_of_protocols_that_nobody_asked_for_end_nothing() {
        try (TransportRig rig = TransportRig.plain(factory())) {
            rig.shadow().behave(Malformed.UNEXPECTED_101);
            for (int i = 0; i < 300; i++) {
                assertThat(rig.start(rig.get("/")).failed().reason()).isEqualTo(FailureReason.PROTOCOL);
            }
            assertThat(rig.shadow().requestCount()).isEqualTo(300);
            rig.shadow().awaitNoOpenConnections(Duration.ofSeconds(60));
            rig.sendOrdinary();
        }
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
