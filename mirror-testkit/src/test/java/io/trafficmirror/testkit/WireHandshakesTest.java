// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.trafficmirror.testkit.http.TestTls;
import io.trafficmirror.testkit.shadow.Answer;
import io.trafficmirror.testkit.shadow.Behaviour;
import io.trafficmirror.testkit.shadow.Fault;
import io.trafficmirror.testkit.shadow.Phase;
import io.trafficmirror.testkit.shadow.ShadowExchange;
import io.trafficmirror.testkit.transport.HeardCall;
import io.trafficmirror.testkit.transport.TransportRig;
import io.trafficmirror.transport.Outcome;
import io.trafficmirror.transport.wire.WireTransport;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * A burst of calls through TLS. One thread works on all handshakes: were there as many as calls, each would wait for all others, and
 * none be in time.
 */
@Timeout(120)
class WireHandshakesTest {
    private static final int BURST = 300;

    private static TransportRig rig(Duration connectTimeout) {
        return TransportRig.Setup.tls(TestTls.server(), TestTls.client())
                .maxConnections(BURST)
                .connectTimeout(connectTimeout)
                .open(WireTransport.factory());
    }

    private static List<HeardCall> burst(TransportRig rig) {
        return Stream.generate(() -> rig.start(rig.get("/"))).limit(BURST).toList();
    }

    @Test
    void few_handshakes_are_under_way_at_once() {
        try (TransportRig rig = rig(Duration.ofSeconds(1))) {
            rig.shadow().behave(Fault.silence(Phase.ON_ACCEPT));
            burst(rig).forEach(HeardCall::failed);
            assertThat(rig.shadow().connections()).isBetween(1, 8);
        }
    }

    /** As a server whose one thread all handshakes share: it gets none done in time that are too many. */
    @Test
    void all_calls_are_answered_by_a_server_that_serves_no_crowd() {
        try (TransportRig rig = rig(Duration.ofSeconds(5))) {
            Crowd crowd = new Crowd();
            rig.shadow().behave(crowd);
            assertThat(burst(rig).stream().map(HeardCall::outcome)).allMatch(Outcome.Answered.class::isInstance);
            assertThat(crowd.most()).isPositive();
        }
    }

    /** One request for each connection; none once more than a few connections had no request yet. Safe for concurrent use. */
    private static final class Crowd implements Behaviour {
        /** Eight under way, and those of which the client is done and the server not yet. */
        private static final int MOST = 64;

        private int unserved;
        private int most;

        @Override
        public boolean actsOnAccept() {
            return true;
        }

        @Override
        public void answer(ShadowExchange exchange) throws IOException {
            if (!enter()) {
                exchange.silence();
                return;
            }
            try {
                exchange.readBody();
            } finally {
                leave();
            }
            exchange.write(Answer.ok().closing().bytes());
            exchange.close();
        }

        private synchronized boolean enter() {
            unserved++;
            most = Math.max(most, unserved);
            return most <= MOST;
        }

        private synchronized void leave() {
            unserved--;
        }

        synchronized int most() {
            return most;
        }
    }
}
