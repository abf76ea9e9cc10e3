// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.compare;

import io.trafficmirror.MirrorRoute;
import io.trafficmirror.TrafficMirror;
import io.trafficmirror.compare.difference.PathRule;
import io.trafficmirror.compare.gate.GateHandler;
import io.trafficmirror.compare.gate.GateServer;
import io.trafficmirror.compare.gate.LiveVerdict;
import io.trafficmirror.compare.verdict.Judgement;
import java.io.IOException;
import java.math.BigDecimal;
import java.net.InetSocketAddress;

/** The code of docs/comparison.md, so that it is compiled and run. Stateless. */
final class ComparisonExample {
    private ComparisonExample() {}

    static TrafficMirror mirror(ComparingObserver comparing) {
        // docs: begin
        TrafficMirror mirror = TrafficMirror.builder()
                .route(MirrorRoute.to("http://orders-v2:8000").control("http://orders-v1:8000", 100))
                .observer(comparing)
                .build();
        // docs: end
        return mirror;
    }

    static GateServer gate(ComparingObserver comparing, InetSocketAddress address, String token) throws IOException {
        // docs: begin
        LiveVerdict verdict = new LiveVerdict(comparing, "orders 2.4.1", Judgement.defaults());
        GateServer gate = GateServer.start(address, GateHandler.withToken(verdict, token));
        // docs: end
        return gate;
    }

    static ComparingObserver observer() {
        // docs: begin
        ComparingObserver comparing = ComparingObserver.builder()
                .ignore("$.**.traceId")
                .rule("GET /orders/{id}", "$.items", PathRule.keys("sku"))
                .rule("$.tags", PathRule.set())
                .rule("$.score", PathRule.precision(new BigDecimal("0.001")))
                .rule("$.session", PathRule.format())
                .attribute("X-Tenant")
                .build();
        // docs: end
        return comparing;
    }
}
