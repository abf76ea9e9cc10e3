// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.trafficmirror.MirrorRoute;
import io.trafficmirror.MirrorRouteBuilder;
import io.trafficmirror.TrafficMirror;
import io.trafficmirror.capture.DropReason;
import io.trafficmirror.capture.Exchange;
import io.trafficmirror.http.Headers;
import io.trafficmirror.report.MirrorCounts;
import io.trafficmirror.sample.Fraction;
import io.trafficmirror.sample.SampleKey;
import io.trafficmirror.targets.BreakerRules;
import io.trafficmirror.targets.TargetLimits;
import io.trafficmirror.testkit.chaos.BusyPrimary;
import io.trafficmirror.testkit.chaos.ChaosRig;
import io.trafficmirror.testkit.shadow.Answer;
import io.trafficmirror.testkit.shadow.Fault;
import io.trafficmirror.testkit.shadow.Phase;
import io.trafficmirror.testkit.shadow.RecordingShadow;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Which state goes on through a reload or another share, and which ends with what it belonged to. */
class ReloadStateTest {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final BreakerRules TOUCHY = new BreakerRules(1, 100, 10, Duration.ofHours(1), Duration.ofHours(1));

    private final RecordingShadow shadow = RecordingShadow.start();
    private final AtomicLong now = new AtomicLong();
    private final TrafficMirror mirror = TrafficMirror.builder()
            .limits(ChaosRig.limits())
            .clock(now::get)
            .route(capped().build())
            .build();
    private final BusyPrimary primary = new BusyPrimary(mirror, 1);

    @AfterEach
    void close() {
        mirror.close();
        shadow.close();
        assertThat(mirror.stats().isClosed()).isTrue();
        assertThat(mirror.stats().internalErrors()).isZero();
    }

    private MirrorRouteBuilder capped() {
        return MirrorRoute.to(shadow.uri().toString())
                .name("route")
                .mirror(spec ->
                        Unhurried.mirror(spec.withSampling(spec.sampling().withMaxPerSecond(5))));
    }

    private MirrorCounts counts() {
        return mirror.stats().mirrors().get(0);
    }

    private void untilIdle() {
        await().atMost(PATIENCE).until(() -> mirror.stats().isClosed());
    }

    @Test
    void a_cap_per_second_goes_on_through_other_shares_and_reloads() {
        for (int round = 0; round < 20; round++) {
            now.addAndGet(Duration.ofMillis(25).toNanos());
            if (round % 2 == 0) {
                mirror.overrideShare(Fraction.percent(100 - round));
                mirror.restoreShares();
            } else {
                mirror.reload(List.of(
                        capped().fraction(new Fraction(1000 - round, 1000)).build()));
                mirror.reload(List.of(capped().build()));
            }
            for (int i = 0; i < 5; i++) {
                primary.get("/");
            }
        }
        untilIdle();
        assertThat(counts().sent()).isEqualTo(5);
        assertThat(counts().dropped()).containsEntry(DropReason.RATE_CAP, 95L);
    }

    @Test
    void keys_that_are_in_stay_in() {
        mirror.reload(List.of(keyed()));
        Set<Integer> before = in();
        mirror.reload(List.of(capped().build()));
        mirror.reload(List.of(keyed()));
        assertThat(in()).isEqualTo(before).isNotEmpty();
        untilIdle();
    }

    private MirrorRoute keyed() {
        return MirrorRoute.to(shadow.uri().toString())
                .name("keyed")
                .percent(20)
                .mirror(spec ->
                        Unhurried.mirror(spec.withSampling(spec.sampling().withKey(SampleKey.header("User")))))
                .build();
    }

    private Set<Integer> in() {
        Set<Integer> in = new TreeSet<>();
        for (int user = 0; user < 200; user++) {
            Exchange exchange = mirror.observe(BusyPrimary.head("GET", "/", Headers.of("User", "u" + user)));
            exchange.endWithoutResponse();
            if (!exchange.isNone()) {
                in.add(user);
            }
        }
        return in;
    }

    @Test
    void a_breaker_stays_open_while_its_limits_stay() {
        shadow.behave(Fault.reset(Phase.AFTER_REQUEST));
        mirror.reload(List.of(touchy(100)));
        primary.post("/", new byte[1]);
        await().atMost(PATIENCE)
                .until(() -> mirror.stats().targets().stream().anyMatch(target -> target.breakerOpen()));
        shadow.forget();
        mirror.overrideShare(Fraction.percent(99));
        mirror.restoreShares();
        mirror.reload(List.of(touchy(100)));
        primary.get("/");
        assertThat(named("touchy").dropped()).containsEntry(DropReason.BREAKER_OPEN, 1L);
        // Other limits are another way to the shadow, whose health nobody knows yet.
        mirror.reload(List.of(touchy(101)));
        shadow.behave(Answer.ok());
        primary.get("/");
        shadow.awaitRequests(1, PATIENCE);
        untilIdle();
    }

    private MirrorRoute touchy(int queued) {
        return MirrorRoute.to(shadow.uri().toString())
                .name("touchy")
                .mirror(spec -> spec.withLimits(Unhurried.limits(TargetLimits.DEFAULT)
                        .withMaxQueued(queued)
                        .withBreaker(TOUCHY)))
                .build();
    }

    private MirrorCounts named(String route) {
        return find(route).orElseThrow();
    }

    private Optional<MirrorCounts> find(String route) {
        return mirror.stats().mirrors().stream()
                .filter(counts -> counts.mirror().route().equals(route))
                .findFirst();
    }

    @Test
    void what_a_reload_removed_is_forgotten_once_its_account_is_closed() {
        Exchange open = mirror.observe(BusyPrimary.head("POST", "/", Headers.of("Content-Length", "1")));
        assertThat(counts().selected()).isOne();
        mirror.reload(List.of(touchy(100)));
        primary.get("/");
        shadow.awaitRequests(1, PATIENCE);
        // Two mirrors that are over are forgotten meanwhile: the one that still has a copy is not.
        mirror.reload(List.of(touchy(100), keyed()));
        mirror.reload(List.of(touchy(100)));
        await().atMost(PATIENCE).until(() -> {
            now.addAndGet(Duration.ofSeconds(40).toNanos());
            return find("keyed").isEmpty();
        });
        assertThat(find("route")).as("has a copy that is not over").isPresent();
        open.requestBody().write('x');
        open.requestBody().end();
        open.endWithoutResponse();
        untilIdle();
        await().atMost(PATIENCE).until(() -> {
            now.addAndGet(Duration.ofSeconds(40).toNanos());
            return find("route").isEmpty();
        });
        assertThat(named("touchy").sent()).isOne();
        mirror.reload(List.of(capped().build()));
        primary.get("/again");
        assertThat(named("route").selected()).isOne();
        untilIdle();
    }
}
