// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.trafficmirror.MirrorRoute;
import io.trafficmirror.MirrorRouteBuilder;
import io.trafficmirror.MirrorRule;
import io.trafficmirror.MirrorSpec;
import io.trafficmirror.TrafficMirror;
import io.trafficmirror.http.Headers;
import io.trafficmirror.http.ResponseHead;
import io.trafficmirror.report.CopyEnd;
import io.trafficmirror.report.CopyResult;
import io.trafficmirror.report.MirrorCounts;
import io.trafficmirror.report.ObservedExchange;
import io.trafficmirror.report.Role;
import io.trafficmirror.sample.Fraction;
import io.trafficmirror.targets.Target;
import io.trafficmirror.targets.TargetLimits;
import io.trafficmirror.testkit.chaos.BusyPrimary;
import io.trafficmirror.testkit.shadow.Answer;
import io.trafficmirror.testkit.shadow.Fault;
import io.trafficmirror.testkit.shadow.Phase;
import io.trafficmirror.testkit.shadow.RecordingShadow;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The control: a backend that gets copies beside a shadow, and never alone. */
class ControlTest {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final int EXCHANGES = 400;

    private final RecordingShadow shadow = RecordingShadow.start();
    private final RecordingShadow control = RecordingShadow.start();
    private final ConcurrentLinkedQueue<ObservedExchange> seen = new ConcurrentLinkedQueue<>();

    @AfterEach
    void close() {
        shadow.close();
        control.close();
    }

    private TrafficMirror mirror(UnaryOperator<MirrorRouteBuilder> change) {
        return TrafficMirror.builder()
                .limits(Unhurried.bounds())
                .random(new SplittableRandom(7))
                .observer(seen::add)
                .route(change.apply(MirrorRoute.to(shadow.uri().toString())
                        .name("orders")
                        .mirror(Unhurried::mirror)
                        .control(control.uri().toString(), 50)))
                .build();
    }

    private static void serve(TrafficMirror mirror, int exchanges) {
        for (int i = 0; i < exchanges; i++) {
            mirror.observe(BusyPrimary.head("GET", "/orders", Headers.empty()))
                    .end(new ResponseHead(200, Headers.empty()));
        }
        await().atMost(PATIENCE).until(() -> mirror.stats().isClosed());
    }

    private static List<Role> roles(ObservedExchange exchange) {
        return exchange.copies().stream().map(CopyResult::role).toList();
    }

    @Test
    void a_control_is_sampled_within_the_copies_of_its_shadow_and_a_coin_says_which_leaves_first() {
        try (TrafficMirror mirror = mirror(route -> route.percent(50))) {
            serve(mirror, EXCHANGES);
            MirrorCounts ofShadow = mirror.stats().mirrors().get(0);
            MirrorCounts ofControl = mirror.stats().mirrors().get(1);
            assertThat(ofControl.selected()).isEqualTo(ofShadow.sent());
            assertThat(ofControl.sent()).isBetween(ofShadow.sent() / 3, ofShadow.sent() * 2 / 3);
            assertThat(ofControl.sent()).isEqualTo(control.requestCount());
            assertThat(seen)
                    .hasSize((int) ofShadow.sent())
                    .allSatisfy(exchange -> assertThat(roles(exchange)).contains(Role.SHADOW));
            long both = seen.stream()
                    .filter(exchange -> exchange.copies().size() == 2)
                    .count();
            long controlFirst = seen.stream()
                    .filter(exchange -> roles(exchange).equals(List.of(Role.CONTROL, Role.SHADOW)))
                    .count();
            assertThat(both).isEqualTo(ofControl.sent());
            assertThat(controlFirst).isBetween(both / 4, both * 3 / 4);
        }
    }

    @Test
    void each_of_two_copies_has_a_control_of_its_own_number() {
        try (TrafficMirror mirror = mirror(route -> route.control(control.uri().toString(), 100)
                .mirror(spec -> spec.withSampling(spec.sampling().withCopies(2))))) {
            serve(mirror, 1);
            assertThat(seen).hasSize(1);
            assertThat(seen.peek().copies())
                    .extracting(copy -> copy.role() + " " + copy.number())
                    .containsExactlyInAnyOrder("SHADOW 1", "CONTROL 1", "SHADOW 2", "CONTROL 2");
            assertThat(mirror.stats().mirrors().get(0).observed()).isEqualTo(1);
        }
    }

    @Test
    void a_failure_of_one_is_none_of_the_other() {
        control.behave(Fault.reset(Phase.AFTER_REQUEST));
        try (TrafficMirror mirror = mirror(route -> route.control(control.uri().toString(), 100))) {
            serve(mirror, 1);
            assertThat(seen).hasSize(1);
            assertThat(seen.peek().copies())
                    .allSatisfy(copy -> assertThat(copy.end())
                            .isInstanceOf(copy.role() == Role.SHADOW ? CopyEnd.Answered.class : CopyEnd.Failed.class));
        }
    }

    @Test
    void a_control_that_is_too_slow_loses_copies_and_its_shadow_none() {
        CountDownLatch slow = new CountDownLatch(1);
        control.behave(exchange -> {
            try {
                slow.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            Answer.ok().answer(exchange);
        });
        MirrorSpec toShadow =
                Unhurried.mirror(MirrorSpec.to(Target.parse(shadow.uri().toString())));
        MirrorSpec toControl = Unhurried.mirror(
                        MirrorSpec.to(Target.parse(control.uri().toString())))
                .withRole(Role.CONTROL)
                .withLimits(
                        Unhurried.limits(TargetLimits.DEFAULT.withMaxInFlight(1).withMaxQueued(1)));
        MirrorRule rule = new MirrorRule(Optional.empty(), List.of(), List.of(), List.of(toShadow, toControl));
        try (TrafficMirror mirror = TrafficMirror.builder()
                .limits(Unhurried.bounds())
                .observer(seen::add)
                .route(new MirrorRoute("orders", List.of(), List.of(rule)))
                .build()) {
            for (int i = 0; i < 20; i++) {
                mirror.observe(BusyPrimary.head("GET", "/orders", Headers.empty()))
                        .end(new ResponseHead(200, Headers.empty()));
            }
            await().atMost(PATIENCE).until(() -> mirror.stats().mirrors().get(0).answeredInAll() == 20);
            slow.countDown();
            await().atMost(PATIENCE).until(() -> mirror.stats().isClosed());
            assertThat(mirror.stats().mirrors().get(1).droppedInAll()).isPositive();
            assertThat(seen)
                    .hasSize(20)
                    .allSatisfy(exchange -> assertThat(exchange.copies())
                            .filteredOn(copy -> copy.role() == Role.SHADOW)
                            .extracting(CopyResult::end)
                            .hasOnlyElementsOfType(CopyEnd.Answered.class));
        }
    }

    @Test
    void an_overridden_share_is_that_of_shadows_alone() {
        try (TrafficMirror mirror = mirror(route -> route.control(control.uri().toString(), 100))) {
            mirror.overrideShare(new Fraction(0, 1));
            serve(mirror, 20);
            assertThat(mirror.stats().mirrors().get(1).selected()).isZero();
            mirror.overrideShare(Fraction.ALL);
            serve(mirror, 20);
            assertThat(mirror.stats().mirrors().get(1).sent()).isEqualTo(20);
        }
    }

    @Test
    void the_share_of_a_control_changes_at_run_time_and_stays_over_a_reload() {
        MirrorRoute route = MirrorRoute.to(shadow.uri().toString())
                .name("orders")
                .mirror(Unhurried::mirror)
                .control(control.uri().toString())
                .build();
        try (TrafficMirror mirror = mirror(same -> same)) {
            mirror.controlShare("orders", Fraction.ALL);
            mirror.reload(List.of(route));
            serve(mirror, 20);
            assertThat(mirror.stats().mirrors().get(1).sent()).isEqualTo(20);
            assertThatThrownBy(() -> mirror.controlShare("carts", Fraction.ALL))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("controlShare: no rule of route \"carts\" has a control");
        }
    }

    @Test
    void a_control_without_a_shadow_is_refused() {
        assertThatThrownBy(() -> MirrorRoute.to(shadow.uri().toString())
                        .mirror(spec -> spec.withRole(Role.CONTROL))
                        .build())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("a control must stand beside one shadow and nothing else");
    }
}
