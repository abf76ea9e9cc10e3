// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.route;

import static org.assertj.core.api.Assertions.assertThat;

import io.trafficmirror.http.RequestHead;
import io.trafficmirror.route.GatewayApiCases.Backends;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every conformance request of the Gateway API that concerns routes alone. */
class GatewayApiConformanceTest {
    @ParameterizedTest
    @MethodSource("io.trafficmirror.route.GatewayApiCases#all")
    void answers_as_the_conformance_suite_expects(GatewayApiCases.Case one) {
        RouteHit<Backends> hit = RouteTable.of(one.routes()).find(one.request(), RequestHead.reader());

        if (one.expected().primary().isEmpty()) {
            assertThat(hit).isNull();
        } else {
            assertThat(hit).isNotNull();
            assertThat(hit.action().primary()).containsAll(one.expected().primary());
            assertThat(hit.action().mirrors()).isEqualTo(one.expected().mirrors());
        }
    }

    @ParameterizedTest
    @MethodSource("io.trafficmirror.route.GatewayApiCases#all")
    void explains_what_it_answers(GatewayApiCases.Case one) {
        RouteTable<Backends> table = RouteTable.of(one.routes());

        List<Consideration<Backends>> all = table.explain(one.request(), RequestHead.reader());

        assertThat(all.stream()
                        .filter(c -> c.verdict() instanceof MatchOutcome.Won)
                        .map(Consideration::candidate)
                        .findFirst()
                        .orElse(null))
                .isSameAs(table.find(one.request(), RequestHead.reader()));
    }

    @Test
    void has_all_the_cases() {
        assertThat(GatewayApiCases.all()).hasSize(69);
    }
}
