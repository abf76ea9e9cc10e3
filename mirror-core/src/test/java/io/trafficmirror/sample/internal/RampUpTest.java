// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.sample.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.trafficmirror.http.Headers;
import io.trafficmirror.http.RequestHead;
import io.trafficmirror.sample.Fraction;
import io.trafficmirror.sample.SampleKey;
import io.trafficmirror.sample.Sampling;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Mirroring begins with a small part of its share. */
class RampUpTest {
    private static final long SECOND = 1_000_000_000L;
    private static final int TRICKLE = 10;

    private final AtomicLong clock = new AtomicLong(Long.MAX_VALUE - 5 * SECOND);
    private final RampUp ramp = new RampUp(Duration.ofSeconds(30), clock::get);

    private MirrorSampler sampler(Sampling sampling) {
        return new MirrorSampler(sampling, new SplittableRandom(3), clock::get, ramp);
    }

    private static RequestHead of(int user) {
        return new RequestHead("GET", "http", "a", "/", Headers.of("User", "user-" + user));
    }

    private static Set<Integer> in(MirrorSampler sampler, int users) {
        Set<Integer> in = new HashSet<>();
        for (int user = 0; user < users; user++) {
            if (sampler.decide(of(user), RequestHead.reader()) == SampleDecision.IN) {
                in.add(user);
            }
        }
        return in;
    }

    @ParameterizedTest
    @CsvSource({"0, 0", "3, 100", "10, 1111", "15, 2500", "29, 9344", "30, 10000", "3000, 10000"})
    void the_part_grows_with_the_square_of_the_time(int seconds, int expected) {
        MirrorSampler sampler = sampler(Sampling.ALL);
        in(sampler, TRICKLE);
        clock.addAndGet(seconds * SECOND);
        int copies = in(sampler, 10_000).size();

        assertThat(copies).isBetween(expected - 200, expected + 200);
    }

    @Test
    void a_few_are_let_through_from_the_start() {
        MirrorSampler sampler = sampler(Sampling.ALL);

        assertThat(in(sampler, 100)).hasSize(TRICKLE);
        assertThat(sampler.decide(of(1), RequestHead.reader())).isEqualTo(SampleDecision.RAMPING_UP);
    }

    @Test
    void the_time_begins_with_the_first_request() {
        clock.addAndGet(3600 * SECOND);

        assertThat(in(sampler(Sampling.ALL), 1000)).hasSize(TRICKLE);
    }

    @Test
    void whoever_is_in_by_a_key_stays_in_and_is_in_at_the_whole_share() {
        Sampling keyed = Sampling.of(Fraction.percent(20)).withKey(SampleKey.header("User"));
        MirrorSampler sampler = sampler(keyed);
        in(sampler, 5000);
        Set<Integer> whole = in(new MirrorSampler(keyed, new SplittableRandom(3), clock::get), 5000);
        Set<Integer> before = Set.of();
        for (int second = 3; second <= 30; second += 9) {
            clock.addAndGet(9 * SECOND);
            // What trickles through is used up by the first of these.
            in(sampler, 1000);
            Set<Integer> now = in(sampler, 5000);
            assertThat(whole).containsAll(now);
            assertThat(now).containsAll(before);
            before = now;
        }
        assertThat(in(sampler, 5000)).isEqualTo(whole);
    }

    @ParameterizedTest
    @CsvSource({"1, 1, 500", "1, 100, 1", "2147483646, 2147483647, 999", "1, 2147483647, 500", "0, 7, 900"})
    void a_part_of_a_share_is_never_more(int numerator, int denominator, int permille) {
        Fraction part = RampUp.part(new Fraction(numerator, denominator), permille);

        assertThat((double) part.numerator() / part.denominator())
                .isLessThanOrEqualTo((double) numerator / denominator * permille / 1000);
    }

    @Test
    void no_ramp_is_over_before_it_begins() {
        assertThat(RampUp.none().isOver()).isTrue();
        assertThat(new RampUp(Duration.ZERO, clock::get).isOver()).isTrue();
        assertThat(ramp.isOver()).isFalse();
    }
}
