// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import io.trafficmirror.dispatch.Breaker.Permit;
import io.trafficmirror.dispatch.Breaker.State;
import io.trafficmirror.targets.BreakerRules;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

class BreakerTest {
    private static final long SECOND = Duration.ofSeconds(1).toNanos();

    /** No jitter. */
    private final RandomGenerator random = () -> 0L;

    private long now = 5 * SECOND;

    @Test
    void opens_after_so_many_failures_in_a_row() {
        Breaker breaker = breaker(3, 100, 100);

        assertThat(fail(breaker)).isFalse();
        assertThat(fail(breaker)).isFalse();
        assertThat(fail(breaker)).as("the third opens it").isTrue();
        assertThat(breaker.state()).isEqualTo(State.OPEN);
        assertThat(breaker.pass(now)).isNull();
        assertThat(breaker.mayPass(now)).isFalse();
    }

    @Test
    void a_success_between_failures_begins_the_row_anew() {
        Breaker breaker = breaker(3, 100, 100);

        fail(breaker);
        fail(breaker);
        succeed(breaker);
        fail(breaker);
        fail(breaker);

        assertThat(breaker.state()).isEqualTo(State.CLOSED);
    }

    @Test
    void opens_at_the_failure_rate_once_the_window_is_full() {
        Breaker breaker = breaker(1000, 50, 10);

        for (int i = 0; i < 4; i++) {
            fail(breaker);
            succeed(breaker);
        }
        fail(breaker);
        assertThat(breaker.state()).as("nine outcomes of ten").isEqualTo(State.CLOSED);
        succeed(breaker);
        assertThat(breaker.state()).as("a success opens nothing").isEqualTo(State.CLOSED);
        assertThat(fail(breaker)).isTrue();
    }

    @Test
    void the_window_forgets_what_is_older_than_it() {
        Breaker breaker = breaker(1000, 50, 10);

        for (int i = 0; i < 4; i++) {
            fail(breaker);
        }
        for (int i = 0; i < 25; i++) {
            succeed(breaker);
        }
        for (int i = 0; i < 4; i++) {
            fail(breaker);
        }

        assertThat(breaker.state()).isEqualTo(State.CLOSED);
        assertThat(fail(breaker)).as("five of the last ten").isTrue();
    }

    /** Against the rule as it is written: a row of failures, or their part of the last outcomes once there are enough. */
    @Test
    void opens_exactly_when_the_rules_say_so() {
        for (int seed = 1; seed <= 2000; seed++) {
            Random chance = new Random(seed);
            int row = 2 + chance.nextInt(6);
            int percent = 20 + chance.nextInt(80);
            int window = 1 + chance.nextInt(20);
            double health = chance.nextDouble();
            Breaker breaker = breaker(row, percent, window);
            List<Boolean> failures = new ArrayList<>();
            boolean opens = false;
            for (int i = 0; i < 200 && !opens; i++) {
                boolean fails = chance.nextDouble() > health;
                failures.add(fails);
                opens = fails && mustOpen(failures, row, percent, window);
                boolean opened = fails ? fail(breaker) : breaker.succeeded(pass(breaker));
                assertThat(opened).as("seed %d, outcome %d", seed, i).isEqualTo(opens);
            }
        }
    }

    private static boolean mustOpen(List<Boolean> failures, int row, int percent, int window) {
        int n = failures.size();
        boolean inARow = n >= row && !failures.subList(n - row, n).contains(false);
        List<Boolean> last = failures.subList(Math.max(0, n - window), n);
        long failed = last.stream().filter(each -> each).count();
        return inARow || (n >= window && failed * 100 >= (long) percent * window);
    }

    @Test
    void lets_one_probe_at_a_time_pass_when_it_is_due() {
        Breaker breaker = opened(breaker(1, 100, 100));

        now += SECOND - 1;
        assertThat(breaker.mayPass(now)).isFalse();
        assertThat(breaker.pass(now)).isNull();
        now += 1;
        assertThat(breaker.mayPass(now)).isTrue();
        assertThat(breaker.pass(now)).isNotNull();
        assertThat(breaker.state()).isEqualTo(State.PROBING);
        assertThat(breaker.mayPass(now)).isFalse();
        assertThat(breaker.pass(now)).as("a second probe").isNull();
    }

    @Test
    void closes_when_the_probe_succeeds_and_starts_with_a_clean_slate() {
        Breaker breaker = opened(breaker(2, 100, 100));

        assertThat(breaker.succeeded(probe(breaker))).isTrue();
        assertThat(breaker.state()).isEqualTo(State.CLOSED);
        assertThat(fail(breaker)).as("the failures from before are forgotten").isFalse();
        assertThat(fail(breaker)).isTrue();
    }

    @Test
    void waits_twice_as_long_after_each_probe_that_fails_up_to_the_longest() {
        Breaker breaker = opened(breaker(1, 100, 100));
        List<Long> waits = new ArrayList<>();

        for (int i = 0; i < 6; i++) {
            long openedAt = now;
            Permit probe = probe(breaker);
            waits.add((now - openedAt) / SECOND);
            assertThat(breaker.failed(probe, now)).as("it was open before").isFalse();
        }

        assertThat(waits).containsExactly(1L, 2L, 4L, 8L, 10L, 10L);
    }

    @Test
    void after_a_recovery_the_wait_is_short_again() {
        Breaker breaker = opened(breaker(1, 100, 100));
        breaker.failed(probe(breaker), now);
        breaker.failed(probe(breaker), now);
        breaker.succeeded(probe(breaker));

        opened(breaker);
        now += SECOND;

        assertThat(breaker.mayPass(now)).isTrue();
    }

    @Test
    void chance_takes_up_to_a_fifth_off_the_wait() {
        // The largest value makes nextDouble() all but 1.
        Breaker breaker = new Breaker(rules(1, 100, 100), () -> -1L);
        opened(breaker);

        assertThat(breaker.mayPass(now + SECOND * 79 / 100)).isFalse();
        assertThat(breaker.mayPass(now + SECOND * 81 / 100)).isTrue();
    }

    @Test
    void a_probe_that_tells_nothing_makes_way_for_the_next() {
        Breaker breaker = opened(breaker(1, 100, 100));
        Permit probe = probe(breaker);

        breaker.undecided(probe, now);

        assertThat(breaker.state()).isEqualTo(State.OPEN);
        assertThat(breaker.pass(now)).isNotNull();
    }

    @Test
    void only_the_probe_ends_the_probing() {
        Breaker breaker = breaker(1, 100, 100);
        Permit undecided = pass(breaker);
        Permit late = pass(breaker);
        Permit lateToo = pass(breaker);
        opened(breaker);
        probe(breaker);

        breaker.undecided(undecided, now);
        assertThat(breaker.state()).isEqualTo(State.PROBING);
        assertThat(breaker.failed(late, now)).isFalse();
        assertThat(breaker.state()).isEqualTo(State.PROBING);
        assertThat(breaker.succeeded(lateToo)).isFalse();
        assertThat(breaker.state()).isEqualTo(State.PROBING);
    }

    @Test
    void an_answer_to_what_was_sent_before_it_opened_does_not_close_it() {
        Breaker breaker = breaker(1, 100, 100);
        Permit slow = pass(breaker);
        opened(breaker);

        assertThat(breaker.succeeded(slow)).isFalse();
        assertThat(breaker.state()).isEqualTo(State.OPEN);
    }

    @Test
    void failures_from_before_the_recovery_do_not_open_it_again() {
        Breaker breaker = breaker(1, 100, 100);
        Permit slow = pass(breaker);
        opened(breaker);
        breaker.succeeded(probe(breaker));

        assertThat(breaker.failed(slow, now)).isFalse();
        assertThat(breaker.state()).isEqualTo(State.CLOSED);
    }

    @Test
    void stands_a_clock_that_passes_its_largest_value() {
        now = Long.MAX_VALUE - SECOND / 2;
        Breaker breaker = opened(breaker(1, 100, 100));

        assertThat(breaker.mayPass(now + SECOND - 1)).isFalse();
        assertThat(breaker.mayPass(now + SECOND)).isTrue();
    }

    private Breaker breaker(int inARow, int percent, int window) {
        return new Breaker(rules(inARow, percent, window), random);
    }

    private static BreakerRules rules(int inARow, int percent, int window) {
        return new BreakerRules(inARow, percent, window, Duration.ofSeconds(1), Duration.ofSeconds(10));
    }

    private Permit pass(Breaker breaker) {
        Permit permit = breaker.pass(now);
        assertThat(permit).isNotNull();
        return permit;
    }

    private boolean fail(Breaker breaker) {
        return breaker.failed(pass(breaker), now);
    }

    private void succeed(Breaker breaker) {
        assertThat(breaker.succeeded(pass(breaker))).isFalse();
    }

    private Breaker opened(Breaker breaker) {
        while (breaker.state() == State.CLOSED) {
            fail(breaker);
        }
        return breaker;
    }

    /** Lets time pass, second by second, until a probe is due. */
    private Permit probe(Breaker breaker) {
        Permit permit = breaker.pass(now);
        while (permit == null) {
            now += SECOND;
            permit = breaker.pass(now);
        }
        return permit;
    }
}
