// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.compare.gate;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.trafficmirror.MirrorRoute;
import io.trafficmirror.MirrorRouteBuilder;
import io.trafficmirror.TrafficMirror;
import io.trafficmirror.capture.Exchange;
import io.trafficmirror.compare.verdict.Budget;
import io.trafficmirror.compare.verdict.Judgement;
import io.trafficmirror.compare.verdict.Outcome;
import io.trafficmirror.experiment.ExperimentPlan;
import io.trafficmirror.http.Headers;
import io.trafficmirror.http.ResponseHead;
import io.trafficmirror.report.MirrorCounts;
import io.trafficmirror.sample.Fraction;
import io.trafficmirror.testkit.Unhurried;
import io.trafficmirror.testkit.chaos.BusyPrimary;
import io.trafficmirror.testkit.shadow.Answer;
import io.trafficmirror.testkit.shadow.RecordingShadow;
import java.time.Duration;
import java.util.List;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** The share of a control that follows the verdict, over real sockets; the clock of looks is turned by hand. */
class LiveExperimentTest {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final byte[] BODY = "{\"id\":7}".getBytes(UTF_8);
    private static final ResponseHead HEAD = new ResponseHead(200, Headers.of("Content-Type", "application/json"));
    private static final ExperimentPlan PLAN =
            new ExperimentPlan(List.of(), OptionalDouble.empty(), OptionalLong.empty(), Set.of("orders"));

    /** Of two exchanges not more than one may differ: six equal ones prove it. */
    private static final Judgement EASY = Judgement.defaults().withBudget(new Budget(0.5, 2));

    private final AtomicLong clock = new AtomicLong();

    @Test
    void the_control_gets_all_copies_until_the_route_is_decided_and_few_from_then_on() {
        LiveExperiment experiment = LiveExperiment.of(PLAN, "v2", EASY, clock::get);
        Answer same =
                Answer.status(200).header("Content-Type", "application/json").body("{\"id\":7}");
        try (RecordingShadow shadow = RecordingShadow.start();
                RecordingShadow control = RecordingShadow.start();
                TrafficMirror mirror = TrafficMirror.builder()
                        .limits(Unhurried.bounds())
                        .observer(experiment.observer())
                        .route(MirrorRoute.to(shadow.uri().toString())
                                .name("orders")
                                .mirror(Unhurried::mirror)
                                .control(control.uri().toString(), 1))
                        .build()) {
            shadow.behave(same);
            control.behave(same);
            experiment.drive(mirror);

            send(mirror, 40);
            assertThat(ofControl(mirror).sent())
                    .as("all of them, although 1 % was set")
                    .isEqualTo(40);
            assertThat(experiment.verdict().look().verdict().outcome()).isEqualTo(Outcome.PASS);

            clock.addAndGet(TimeUnit.SECONDS.toNanos(6));
            send(mirror, 1);
            assertThat(ofControl(mirror).sent())
                    .as("what was decided is for exchanges to come")
                    .isEqualTo(41);

            send(mirror, 400);
            assertThat(ofControl(mirror).notSampled()).as("at a share of 5 %").isGreaterThan(300);
        }
    }

    /** As a refresh may do: the route stays, its control goes, and comes back. */
    @Test
    void a_route_that_loses_its_control_is_no_fault_and_takes_up_the_share_when_that_is_back() {
        LiveExperiment experiment = LiveExperiment.of(
                new ExperimentPlan(List.of(), OptionalDouble.empty(), OptionalLong.empty(), Set.of("orders", "users")),
                "v2",
                EASY,
                clock::get);
        Answer same =
                Answer.status(200).header("Content-Type", "application/json").body("{\"id\":7}");
        try (RecordingShadow shadow = RecordingShadow.start()) {
            String to = shadow.uri().toString();
            shadow.behave(same);
            MirrorRoute users = route(to, "users").control(to, 1).build();
            MirrorRoute orders = route(to, "orders").control(to, 1).build();
            try (TrafficMirror mirror = TrafficMirror.builder()
                    .limits(Unhurried.bounds())
                    .observer(experiment.observer())
                    .route(orders)
                    .route(users)
                    .build()) {
                experiment.drive(mirror);
                send(mirror, "/orders/", 40);

                mirror.reload(List.of(route(to, "orders").build(), users));
                clock.addAndGet(TimeUnit.SECONDS.toNanos(6));
                send(mirror, "/users/", 1);
                assertThat(mirror.stats().internalErrors()).isZero();

                mirror.reload(List.of(orders, users));
                assertThat(share(mirror)).isEqualTo(Fraction.percent(100));
                clock.addAndGet(TimeUnit.SECONDS.toNanos(6));
                send(mirror, "/users/", 1);
                assertThat(share(mirror)).isEqualTo(Fraction.percent(5));
                assertThat(mirror.stats().internalErrors()).isZero();
            }
        }
    }

    @Test
    void a_control_for_which_a_share_is_named_after_a_reload_gets_that() {
        LiveExperiment experiment = LiveExperiment.of(PLAN, "v2", EASY, clock::get);
        try (RecordingShadow shadow = RecordingShadow.start()) {
            String to = shadow.uri().toString();
            try (TrafficMirror mirror = TrafficMirror.builder()
                    .limits(Unhurried.bounds())
                    .observer(experiment.observer())
                    .route(route(to, "orders").control(to, 10))
                    .build()) {
                experiment.drive(mirror);
                assertThat(share(mirror)).isEqualTo(Fraction.percent(100));

                mirror.reload(List.of(route(to, "orders").control(to, 7).build()));
                experiment.drive(mirror, ExperimentPlan.NONE);
                assertThat(share(mirror)).isEqualTo(Fraction.percent(7));

                experiment.drive(mirror, PLAN);
                assertThat(share(mirror)).isEqualTo(Fraction.percent(100));
            }
        }
    }

    /** As where an application makes its mirror anew, and goes on with the experiment. */
    @Test
    void the_controls_of_a_second_mirror_follow_the_verdict_too() {
        LiveExperiment experiment = LiveExperiment.of(PLAN, "v2", EASY, clock::get);
        try (RecordingShadow shadow = RecordingShadow.start()) {
            String to = shadow.uri().toString();
            for (int i = 0; i < 2; i++) {
                try (TrafficMirror mirror = TrafficMirror.builder()
                        .limits(Unhurried.bounds())
                        .observer(experiment.observer())
                        .route(route(to, "orders").control(to, 10))
                        .build()) {
                    experiment.drive(mirror);
                    assertThat(share(mirror)).isEqualTo(Fraction.percent(100));
                }
            }
        }
    }

    private static MirrorRouteBuilder route(String to, String name) {
        return MirrorRoute.to(to).name(name).pathPrefix("/" + name).mirror(Unhurried::mirror);
    }

    /** Of the control of the first route. */
    private static Fraction share(TrafficMirror mirror) {
        return mirror.routes().get(0).rules().get(0).mirrors().get(1).sampling().fraction();
    }

    private static void send(TrafficMirror mirror, int exchanges) {
        send(mirror, "/orders/", exchanges);
    }

    private static void send(TrafficMirror mirror, String path, int exchanges) {
        for (int i = 0; i < exchanges; i++) {
            Exchange exchange = mirror.observe(BusyPrimary.head("GET", path + i, Headers.empty()));
            exchange.responseBody().write(BODY, 0, BODY.length);
            exchange.end(HEAD);
        }
        await().atMost(PATIENCE)
                .until(() -> mirror.stats().isClosed()
                        && mirror.stats().mirrors().stream().allMatch(counts -> counts.observed() == counts.wanted()));
    }

    private static MirrorCounts ofControl(TrafficMirror mirror) {
        return mirror.stats().mirrors().get(1);
    }
}
