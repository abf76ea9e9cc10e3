// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.servlet;

import static org.assertj.core.api.Assertions.assertThat;

import io.trafficmirror.MirrorRoute;
import java.util.List;
import org.junit.jupiter.api.Test;

class RulesOutsideContextTest {
    private static final MirrorRoute ORDERS =
            MirrorRoute.to("http://shadow").name("orders").pathPrefix("/orders").build();

    @Test
    void a_rule_whose_path_lacks_the_context_path_is_named_with_what_may_be_meant() {
        assertThat(RulesOutsideContext.of(List.of(ORDERS), "/shop"))
                .containsExactly("route orders: can match nothing here: every path of this application begins with the"
                        + " context path /shop, the path given was /orders; /shop/orders may be what is meant");
    }

    @Test
    void without_a_context_path_or_with_it_nothing_is_said() {
        MirrorRoute inContext =
                MirrorRoute.to("http://shadow").pathPrefix("/shop/orders").build();
        MirrorRoute all = MirrorRoute.to("http://shadow").build();

        assertThat(RulesOutsideContext.of(List.of(ORDERS), "")).isEmpty();
        assertThat(RulesOutsideContext.of(List.of(inContext, all), "/shop")).isEmpty();
    }
}
