// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.sample.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.trafficmirror.http.Headers;
import io.trafficmirror.http.RequestHead;
import io.trafficmirror.sample.Fraction;
import io.trafficmirror.sample.Sampler;
import io.trafficmirror.sample.Sampling;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicLong;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Shares, keys, caps and copies. */
class MirrorSamplerTest {
    private static final RequestHead PLAIN = head("/");

    @ParameterizedTest
    @CsvSource({
        "500, 20, 100",
        "500, 25, 50",
        "500, 35, 100",
        "1000000, 1, 100",
        "1000000, 1, 1000",
        "1000000, 1, 3",
        "1000000, 99, 100",
        "1000000, 20, 1000000"
    })
    void a_share_is_met_within_three_sigma(int requests, int numerator, int denominator) {
        Fraction share = new Fraction(numerator, denominator);
        MirrorSampler sampler = new MirrorSampler(Sampling.of(share), new SplittableRandom(42), () -> 0);
        int in = 0;
        for (int i = 0; i < requests; i++) {
            in += sampler.decide(PLAIN, RequestHead.reader()) == SampleDecision.IN ? 1 : 0;
        }
        assertThat(in).isBetween(low(requests, share), high(requests, share));
    }

    @Test
    void none_and_all_draw_nothing() {
        RandomGenerator broken = () -> {
            throw new AssertionError("drawn");
        };
        assertThat(new MirrorSampler(Sampling.of(Fraction.percent(0)), broken, () -> 0)
                        .decide(PLAIN, RequestHead.reader()))
                .isEqualTo(SampleDecision.OUT);
        assertThat(new MirrorSampler(Sampling.of(Fraction.percent(100)), broken, () -> 0)
                        .decide(PLAIN, RequestHead.reader()))
                .isEqualTo(SampleDecision.IN);
    }

    @Test
    void one_in_a_million_is_drawn_as_such() {
        Sampling rare = Sampling.of(new Fraction(1, 1_000_000));
        int in = 0;
        for (int drawn : new int[] {0, 1, 999_999}) {
            in += new MirrorSampler(rare, drawing(drawn), () -> 0).decide(PLAIN, RequestHead.reader())
                            == SampleDecision.IN
                    ? 1
                    : 0;
        }
        assertThat(in).isEqualTo(1);
    }

    @Test
    void the_default_source_draws_too() {
        MirrorSampler half = MirrorSampler.of(Sampling.of(new Fraction(1, 2)));
        int in = 0;
        for (int i = 0; i < 200; i++) {
            in += half.decide(PLAIN, RequestHead.reader()) == SampleDecision.IN ? 1 : 0;
        }
        assertThat(in).isBetween(1, 199);
    }

    @Test
    void a_sampler_of_the_user_chooses_within_the_share() {
        Sampler posts = request -> request.method().equals("POST");
        Sampling all = Sampling.ALL.withSampler(posts);

        assertThat(MirrorSampler.of(all).decide(PLAIN, RequestHead.reader())).isEqualTo(SampleDecision.OUT);
        assertThat(MirrorSampler.of(Sampling.ALL.withSampler(request -> true)).decide(PLAIN, RequestHead.reader()))
                .isEqualTo(SampleDecision.IN);
        assertThat(MirrorSampler.of(all.withSampler(request -> true).withFraction(Fraction.percent(0)))
                        .decide(PLAIN, RequestHead.reader()))
                .isEqualTo(SampleDecision.OUT);
    }

    @Test
    void over_the_cap_is_told_from_not_sampled() {
        AtomicLong clock = new AtomicLong(Long.MAX_VALUE - 5);
        MirrorSampler sampler =
                new MirrorSampler(Sampling.ALL.withMaxPerSecond(2), new SplittableRandom(1), clock::get);

        assertThat(sampler.decide(PLAIN, RequestHead.reader())).isEqualTo(SampleDecision.IN);
        assertThat(sampler.decide(PLAIN, RequestHead.reader())).isEqualTo(SampleDecision.IN);
        assertThat(sampler.decide(PLAIN, RequestHead.reader())).isEqualTo(SampleDecision.RATE_CAPPED);
        clock.addAndGet(1_000_000_000L);
        assertThat(sampler.decide(PLAIN, RequestHead.reader())).isEqualTo(SampleDecision.IN);
    }

    private static RandomGenerator drawing(int value) {
        return new RandomGenerator() {
            @Override
            public long nextLong() {
                return value;
            }

            @Override
            public int nextInt(int bound) {
                assertThat(bound).isEqualTo(1_000_000);
                return value;
            }
        };
    }

    static int low(int requests, Fraction share) {
        return (int) Math.ceil(mean(requests, share) - sigmas(requests, share));
    }

    static int high(int requests, Fraction share) {
        return (int) Math.floor(mean(requests, share) + sigmas(requests, share));
    }

    private static double mean(int requests, Fraction share) {
        return (double) requests * share.numerator() / share.denominator();
    }

    private static double sigmas(int requests, Fraction share) {
        double p = (double) share.numerator() / share.denominator();
        return 3 * Math.sqrt(requests * p * (1 - p));
    }

    static RequestHead head(String target, String... headers) {
        return new RequestHead("GET", "http", "h", target, Headers.of(headers));
    }
}
