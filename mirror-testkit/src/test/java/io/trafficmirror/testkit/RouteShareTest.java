// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.trafficmirror.MirrorRoute;
import io.trafficmirror.MirrorRouteBuilder;
import io.trafficmirror.TrafficMirror;
import io.trafficmirror.copy.CopyEdit;
import io.trafficmirror.report.Role;
import io.trafficmirror.sample.Fraction;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Shares that single routes, and all of them, are given while the mirror runs. */
class RouteShareTest {
    private final TrafficMirror mirror = TrafficMirror.builder()
            .limits(Unhurried.bounds())
            .startLine(line -> {})
            .route(route("orders", 50).control("http://127.0.0.1:11", 25))
            .route(route("users", 60).pathPrefix("/users"))
            .build();

    @AfterEach
    void close() {
        mirror.close();
    }

    private static MirrorRouteBuilder route(String name, int percent) {
        return MirrorRoute.to("http://127.0.0.1:9").name(name).percent(percent);
    }

    private Fraction share(String route) {
        return share(route, Role.SHADOW);
    }

    private Fraction share(String route, Role role) {
        return mirror.routes().stream()
                .filter(one -> one.name().equals(route))
                .flatMap(one -> one.rules().get(0).mirrors().stream())
                .filter(spec -> spec.role() == role)
                .findFirst()
                .orElseThrow()
                .sampling()
                .fraction();
    }

    @Test
    void one_route_gets_another_share_and_its_own_one_back() {
        mirror.overrideShare("orders", Fraction.percent(3));

        assertThat(share("orders")).isEqualTo(Fraction.percent(3));
        assertThat(share("orders", Role.CONTROL)).isEqualTo(Fraction.percent(25));
        assertThat(share("users")).isEqualTo(Fraction.percent(60));
        assertThat(mirror.shareOf("orders")).contains(Fraction.percent(3));
        assertThat(mirror.shareOf("users")).isEmpty();

        mirror.restoreShare("orders");

        assertThat(share("orders")).isEqualTo(Fraction.percent(50));
        assertThat(mirror.shareOf("orders")).isEmpty();
    }

    @Test
    void it_stays_over_a_reload_also_of_routes_without_it() {
        mirror.overrideShare("orders", Fraction.percent(3));
        mirror.reload(List.of(route("users", 70).build()));
        mirror.reload(List.of(route("orders", 80).build()));

        assertThat(share("orders")).isEqualTo(Fraction.percent(3));

        mirror.reload(List.of(route("users", 70).build()));
        mirror.restoreShare("orders");
        mirror.reload(List.of(route("orders", 80).build()));

        assertThat(share("orders")).isEqualTo(Fraction.percent(80));
    }

    @Test
    void of_the_share_of_a_route_and_that_of_all_the_last_one_counts() {
        mirror.overrideShare("users", Fraction.percent(1));
        mirror.overrideShare(Fraction.percent(0));

        assertThat(share("orders")).isEqualTo(Fraction.percent(0));
        assertThat(share("users")).isEqualTo(Fraction.percent(0));
        assertThat(mirror.shareOf("users")).isEmpty();
        assertThat(mirror.shareOfAll()).contains(Fraction.percent(0));

        mirror.overrideShare("users", Fraction.percent(2));

        assertThat(share("orders")).isEqualTo(Fraction.percent(0));
        assertThat(share("users")).isEqualTo(Fraction.percent(2));

        mirror.restoreShare("users");

        assertThat(share("users")).isEqualTo(Fraction.percent(0));

        mirror.overrideShare("users", Fraction.percent(2));
        mirror.restoreShares();

        assertThat(share("orders")).isEqualTo(Fraction.percent(50));
        assertThat(share("users")).isEqualTo(Fraction.percent(60));
        assertThat(mirror.shareOfAll()).isEmpty();
        assertThat(mirror.shareOf("users")).isEmpty();
    }

    @Test
    void a_route_that_is_not_there_is_refused() {
        assertThatThrownBy(() -> mirror.overrideShare("carts", Fraction.ALL))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("route: must be one of [orders, users], was \"carts\"");
        assertThatThrownBy(() -> mirror.restoreShare("carts"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("route: must be one of [orders, users], was \"carts\"");
        assertThat(mirror.shareOf("carts")).isEmpty();
    }

    /** What the builder changes in each mirror is put over the routes as they were given, not over its own result. */
    @Test
    void what_the_builder_changes_is_changed_once() {
        try (TrafficMirror edited = TrafficMirror.builder()
                .limits(Unhurried.bounds())
                .startLine(line -> {})
                .route(route("orders", 50))
                .mirrors(spec -> {
                    List<CopyEdit> edits = new ArrayList<>(spec.copy().edits());
                    edits.add(new CopyEdit.HostRewrite("shadow"));
                    return spec.withCopy(spec.copy().withEdits(edits));
                })
                .build()) {
            edited.overrideShare("orders", Fraction.percent(3));
            edited.restoreShare("orders");

            assertThat(edited.routes()
                            .get(0)
                            .rules()
                            .get(0)
                            .mirrors()
                            .get(0)
                            .copy()
                            .edits())
                    .hasSize(1);
        }
    }
}
