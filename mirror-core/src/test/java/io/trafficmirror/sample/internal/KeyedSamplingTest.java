// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.sample.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.trafficmirror.http.HeadReader;
import io.trafficmirror.http.RequestHead;
import io.trafficmirror.sample.Fraction;
import io.trafficmirror.sample.SampleKey;
import io.trafficmirror.sample.Sampling;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A user is in or out as a whole. */
class KeyedSamplingTest {
    private static final Fraction HALF = new Fraction(1, 2);

    @ParameterizedTest
    @ValueSource(strings = {"uuid", "sequential", "padded", "email", "long prefix", "timestamp"})
    void keys_that_look_real_spread_evenly(String kind) {
        IntFunction<String> ids = ids(kind);
        int count = 50_000;
        List<RequestHead> requests = IntStream.range(0, count)
                .mapToObj(i -> MirrorSamplerTest.head("/", "x-user", ids.apply(i)))
                .toList();
        for (Fraction share : new Fraction[] {new Fraction(1, 100), new Fraction(1, 10), HALF, new Fraction(9, 10)}) {
            MirrorSampler sampler = MirrorSampler.of(Sampling.of(share).withKey(SampleKey.header("x-user")));
            int in = 0;
            for (RequestHead request : requests) {
                in += sampler.decide(request, RequestHead.reader()) == SampleDecision.IN ? 1 : 0;
            }
            assertThat(in)
                    .as(kind + " at " + share)
                    .isBetween(MirrorSamplerTest.low(count, share), MirrorSamplerTest.high(count, share));
        }
    }

    private static IntFunction<String> ids(String kind) {
        SplittableRandom random = new SplittableRandom(3);
        return switch (kind) {
            case "uuid" -> i -> new UUID(random.nextLong(), random.nextLong()).toString();
            case "sequential" -> Integer::toString;
            case "padded" -> i -> String.format(Locale.ROOT, "%012d", i);
            case "email" -> i -> "first.last" + i + "@example.com";
            case "long prefix" -> i -> "tenant/europe-west/production/customer/" + i;
            default -> i -> Long.toString(1_700_000_000_000L + i * 1000L);
        };
    }

    @Test
    void who_is_in_at_a_share_is_in_at_every_larger_one() {
        SplittableRandom random = new SplittableRandom(5);
        for (int i = 0; i < 20_000; i++) {
            Fraction one = fraction(random);
            Fraction other = fraction(random);
            boolean smaller =
                    (long) one.numerator() * other.denominator() <= (long) other.numerator() * one.denominator();
            RequestHead request = MirrorSamplerTest.head("/", "x-user", "u" + i);
            if (decision(smaller ? one : other, request) == SampleDecision.IN) {
                assertThat(decision(smaller ? other : one, request)).isEqualTo(SampleDecision.IN);
            }
        }
    }

    private static Fraction fraction(SplittableRandom random) {
        int denominator = 1 + random.nextInt(Integer.MAX_VALUE);
        return new Fraction((int) random.nextLong(denominator + 1L), denominator);
    }

    private static SampleDecision decision(Fraction share, RequestHead request) {
        return MirrorSampler.of(Sampling.of(share).withKey(SampleKey.header("x-user")))
                .decide(request, RequestHead.reader());
    }

    @Test
    void one_user_is_one_key_wherever_the_name_stands() {
        String[] users = {"alice", "bob", "Zo\u00eb", "\ud83d\ude00", "a b"};
        for (String user : users) {
            boolean in = in(SampleKey.supplied("user"), user, MirrorSamplerTest.head("/"));
            String octets = new String(user.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
            String escaped = URLEncoder.encode(user, StandardCharsets.UTF_8);

            assertThat(in(SampleKey.header("X-User"), null, MirrorSamplerTest.head("/", "x-user", octets)))
                    .isEqualTo(in);
            assertThat(in(SampleKey.cookie("user"), null, MirrorSamplerTest.head("/", "Cookie", "x=1; user=" + octets)))
                    .isEqualTo(in);
            assertThat(in(SampleKey.query("user"), null, MirrorSamplerTest.head("/?x=1&user=" + escaped)))
                    .isEqualTo(in);
        }
    }

    @Test
    void a_request_without_the_key_is_out_even_at_all() {
        for (RequestHead request : new RequestHead[] {
            MirrorSamplerTest.head("/"),
            MirrorSamplerTest.head("/?user", "user", "", "Cookie", "user=; x"),
            MirrorSamplerTest.head("/?&user=", "Cookie", "")
        }) {
            for (SampleKey.Source source : SampleKey.Source.values()) {
                MirrorSampler all = MirrorSampler.of(Sampling.ALL.withKey(new SampleKey(source, "user")));
                assertThat(all.decide(request, RequestHead.reader()))
                        .as(source.name())
                        .isEqualTo(SampleDecision.OUT);
            }
        }
    }

    private static boolean in(SampleKey key, String supplied, RequestHead request) {
        return MirrorSampler.of(Sampling.of(HALF).withKey(key)).decide(request, new Supplying(supplied))
                == SampleDecision.IN;
    }

    /** Reads heads, and has one attribute. */
    private record Supplying(String value) implements HeadReader<RequestHead> {
        @Override
        public String method(RequestHead request) {
            return request.method();
        }

        @Override
        public String host(RequestHead request) {
            return request.host();
        }

        @Override
        public String path(RequestHead request) {
            return request.path();
        }

        @Override
        public String query(RequestHead request) {
            return request.query().orElse(null);
        }

        @Override
        public String header(RequestHead request, String name) {
            return RequestHead.reader().header(request, name);
        }

        @Override
        public String attribute(RequestHead request, String name) {
            return name.equals("user") ? value : null;
        }

        @Override
        public RequestHead snapshot(RequestHead request) {
            return request;
        }
    }
}
