// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.compare;

import static io.trafficmirror.compare.Trial.NOW;
import static io.trafficmirror.compare.Trial.PAGE;
import static io.trafficmirror.compare.Trial.json;
import static org.assertj.core.api.Assertions.assertThat;

import io.trafficmirror.report.Response;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Locale;
import java.util.Random;
import java.util.UUID;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Values that vary, and now and then look as if something had become of them: 5 and 40 as if by a factor. */
class ChanceNoiseTest {
    private final Random random = new Random(29);
    private final Trial trial = new Trial();

    private int depth() {
        return 1 + random.nextInt(30);
    }

    @Test
    void small_numbers_that_are_multiples_by_chance_are_noise() {
        IntFunction<Response> queue = n -> json("{\"depth\":" + depth() + "}");
        trial.see(800, queue, queue);

        assertThat(trial.causes()).isEmpty();
        assertThat(trial.counts().mismatches()).isLessThan(10);
    }

    @Test
    void small_numbers_about_zero_are_noise_and_one_whose_sign_is_always_another_is_found() {
        IntFunction<Response> offset = n -> json("{\"offset\":" + (random.nextInt(21) - 10) + "}");
        trial.see(800, offset, offset);
        assertThat(trial.causes()).isEmpty();
        assertThat(trial.counts().mismatches()).isLessThan(16);

        Trial positive = new Trial();
        positive.see(60, n -> json("{\"offset\":" + depth() + "}"), n -> json("{\"offset\":" + -depth() + "}"));
        assertThat(positive.causes()).singleElement().asString().startsWith(PAGE + "$.offset  value, sign changed");
    }

    @Test
    void a_factor_in_each_fifth_response_is_found_among_them() {
        IntFunction<Response> right = n -> json("{\"depth\":" + (n % 2 == 0 ? 20 : depth()) + "}");
        IntFunction<Response> wrong =
                n -> json("{\"depth\":" + (n % 2 == 0 ? 20 : depth()) * (n % 5 == 0 ? 10 : 1) + "}");
        trial.see(800, right, wrong, right);

        assertThat(trial.causes()).singleElement().asString().startsWith(PAGE + "$.depth  value, scaled by a constant");
    }

    @Test
    void a_line_with_an_id_and_such_numbers_is_noise() {
        IntFunction<Response> line = n -> json(
                "{\"log\":\"order %s took %d ms\"}".formatted(new UUID(random.nextLong(), random.nextLong()), depth()));
        trial.see(400, line, line);

        assertThat(trial.causes()).isEmpty();
        assertThat(trial.counts().mismatches()).isZero();
    }

    /** One of two hundred such ids has no digit between its letters. */
    @Test
    void ids_of_base_62_that_look_like_words_by_chance_are_noise_and_words_in_their_place_are_found() {
        String digits = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
        IntFunction<Response> id = n -> json(random.ints(32, 0, digits.length())
                .mapToObj(i -> digits.substring(i, i + 1))
                .collect(Collectors.joining("", "{\"id\":\"", "\"}")));
        trial.see(2000, id, id);
        assertThat(trial.causes()).isEmpty();
        assertThat(trial.counts().mismatches()).isLessThan(4);

        Trial words = new Trial();
        words.see(60, id, n -> json("{\"id\":\"no_id_was_given_by_our_api_today\"}"));
        assertThat(words.causes()).singleElement().asString().startsWith(PAGE + "$.id  value, changed");
    }

    /** One of fifty such ids has its letters all at one end, or looks like a number. */
    @Test
    void a_line_with_an_id_of_base_16_that_looks_like_a_word_or_a_number_by_chance_is_noise() {
        IntFunction<Response> line =
                n -> json("{\"log\":\"request %012x is done\"}".formatted(random.nextLong() >>> 16));
        trial.see(1000, line, line);

        assertThat(trial.causes()).isEmpty();
        assertThat(trial.counts().mismatches()).isLessThan(4);
    }

    /** What a page allows its scripts by: in base 64, whose signs part words. */
    private IntFunction<Response> page(String script) {
        return n -> {
            byte[] bytes = new byte[32];
            random.nextBytes(bytes);
            String nonce = Base64.getEncoder().encodeToString(bytes);
            return Trial.of(
                    "text/html",
                    "<p>%d</p>\n<script src=\"%s\" nonce=\"%s\"></script>\n".formatted(n, script, nonce),
                    "Content-Security-Policy",
                    "script-src 'self' 'nonce-" + nonce + "'");
        };
    }

    @Test
    void a_nonce_in_base_64_is_noise_in_a_line_and_in_a_field_and_another_name_beside_it_is_found() {
        trial.see(1000, page("/orders.js"), page("/orders.js"));
        assertThat(trial.causes()).isEmpty();
        assertThat(trial.counts().mismatches()).isLessThan(4);

        trial.see(60, page("/orders.js"), page("/refund.js"));
        assertThat(trial.causes()).singleElement().asString().startsWith(PAGE + "$[*]  value, changed  ");
    }

    @Test
    void numbers_whose_last_places_vary_are_noise_where_the_first_are_the_same_by_chance() {
        IntFunction<Response> score =
                n -> json(String.format(Locale.ROOT, "{\"score\":%.9f}", 0.9 * (1 + 1e-5 * random.nextGaussian())));
        trial.see(400, score, score);

        assertThat(trial.causes()).isEmpty();
        assertThat(trial.counts().mismatches()).isLessThan(10);
    }

    /** Five times within a day, in half of the exchanges the same ones in all responses. */
    private IntFunction<Response> times(Duration off, int each) {
        return n -> {
            Random drawn = n % 2 == 0 ? new Random(n) : random;
            long wrong = n % each == 0 ? off.toMillis() : 0;
            return json(IntStream.range(0, 5)
                    .mapToObj(i -> "\"" + Instant.ofEpochMilli(NOW + wrong - drawn.nextInt(86_400_000)) + "\"")
                    .collect(Collectors.joining(",", "[", "]")));
        };
    }

    @Test
    void times_that_are_whole_hours_apart_by_chance_are_noise_and_another_zone_is_found() {
        IntFunction<Response> right = times(Duration.ZERO, 1);
        trial.see(5000, right, right);
        assertThat(trial.causes()).isEmpty();
        assertThat(trial.counts().mismatches()).isLessThan(7);

        trial.see(400, right, times(Duration.ofHours(1), 5), right);
        assertThat(trial.causes()).singleElement().asString().startsWith(PAGE + "$[*]  value, shifted by whole hours");
    }
}
