// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.compare;

import static io.trafficmirror.compare.Trial.NOW;
import static io.trafficmirror.compare.Trial.PAGE;
import static io.trafficmirror.compare.Trial.json;
import static org.assertj.core.api.Assertions.assertThat;

import io.trafficmirror.compare.verdict.Outcome;
import io.trafficmirror.report.Response;
import io.trafficmirror.report.Timing;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.OptionalLong;
import java.util.Random;
import java.util.UUID;
import java.util.function.IntFunction;
import org.junit.jupiter.api.Test;

/** Places where times, counts and measures always differ: how far they may, and where a fault begins. */
class FarNoiseTest {
    private static final int MINUTE = 60_000;

    private final Random random = new Random(11);
    private final Trial trial = new Trial();

    /** A clock that is read within a second, and is so much off. */
    private IntFunction<Response> clock(long off) {
        return n -> json("{\"at\":\"" + Instant.ofEpochMilli(NOW + off + random.nextInt(1000)) + "\"}");
    }

    @Test
    void a_clock_in_another_zone_is_found_where_the_time_always_differs() {
        trial.see(60, clock(0), clock(330 * MINUTE));

        assertThat(trial.findings().verdict().outcome()).isEqualTo(Outcome.FAIL);
        assertThat(trial.causes())
                .containsExactly(PAGE + "$.at  value, farther apart than the control's  52 of 60 (control 0)");
    }

    @Test
    void a_time_of_expiry_that_is_a_quarter_of_an_hour_too_early_is_found_in_seconds_of_the_epoch() {
        IntFunction<Response> right = n -> json("{\"exp\":" + (NOW / 1000 + 1800 + random.nextInt(3)) + "}");
        IntFunction<Response> wrong = n -> json("{\"exp\":" + (NOW / 1000 + 900 + random.nextInt(3)) + "}");
        trial.see(90, right, wrong);

        assertThat(trial.causes())
                .singleElement()
                .asString()
                .startsWith(PAGE + "$.exp  value, farther apart than the control's");
    }

    @Test
    void a_time_that_is_an_hour_off_is_found_in_a_line_that_carries_an_id_too() {
        IntFunction<Response> right = n -> page(0);
        trial.see(60, right, n -> page(60 * MINUTE));

        assertThat(trial.causes())
                .containsExactly(PAGE + "$[*]  value, farther apart than the control's  52 of 60 (control 0)");
    }

    private Response page(long off) {
        return Trial.of(
                "text/html",
                "<html>\n<!-- %s %s -->\n</html>"
                        .formatted(
                                new UUID(random.nextLong(), random.nextLong()),
                                Instant.ofEpochMilli(NOW + off + random.nextInt(1000))));
    }

    @Test
    void a_time_in_a_month_is_noise_where_it_always_differs_and_one_that_is_twenty_minutes_too_early_is_found() {
        long month = Duration.ofDays(30).toMillis();
        trial.see(60, clock(month), clock(month));
        assertThat(trial.causes()).isEmpty();
        assertThat(trial.counts().mismatches()).isZero();

        trial.see(60, clock(month), clock(month - 20 * MINUTE));
        assertThat(trial.causes())
                .containsExactly(PAGE + "$.at  value, farther apart than the control's  60 of 120 (control 0)");
    }

    @Test
    void a_time_of_day_is_noise_where_it_always_differs_and_one_that_is_half_an_hour_off_is_found() {
        IntFunction<Response> right = n -> json("{\"at\":\"12:00:%02d.%d\"}".formatted(n % 60, random.nextInt(10)));
        IntFunction<Response> wrong = n -> json("{\"at\":\"12:30:%02d.%d\"}".formatted(n % 60, random.nextInt(10)));
        trial.see(60, right, right);
        assertThat(trial.causes()).isEmpty();

        trial.see(60, right, wrong);
        assertThat(trial.causes())
                .containsExactly(PAGE + "$.at  value, farther apart than the control's  60 of 120 (control 0)");
    }

    @Test
    void pauses_and_clocks_that_step_are_no_fault_however_close_the_control_is() {
        trial.see(60, clock(0), n -> clock(n % 7 == 0 ? 8000 : 1000).apply(n), clock(0));

        assertThat(trial.causes()).isEmpty();
        assertThat(trial.counts().mismatches()).isZero();
    }

    @Test
    void a_response_that_took_long_may_hold_a_time_that_is_as_late() {
        Timing slow = new Timing(0, OptionalLong.empty(), 50_000L * 1_000_000);
        IntFunction<Response> late = n -> {
            Response response = clock(49_000).apply(n);
            return new Response(response.head(), true, response.body(), slow);
        };
        trial.see(60, clock(0), late, clock(0));

        assertThat(trial.causes()).isEmpty();
        assertThat(trial.counts().mismatches()).isZero();
    }

    @Test
    void times_that_lie_anywhere_within_a_day_in_all_responses_are_noise() {
        IntFunction<Response> anywhere =
                n -> clock(-random.nextInt(24 * 60) * (long) MINUTE).apply(n);
        trial.see(400, anywhere, anywhere);

        assertThat(trial.causes()).isEmpty();
    }

    @Test
    void what_the_control_shows_once_does_not_excuse_what_the_shadow_shows_always() {
        trial.see(
                120,
                clock(0),
                clock(25 * MINUTE),
                n -> clock(n == 3 ? 25 * MINUTE : 0).apply(n));

        assertThat(trial.findings().verdict().outcome()).isEqualTo(Outcome.FAIL);
    }

    @Test
    void a_count_that_is_far_off_is_found_where_the_control_is_near_and_is_none_where_it_is_not() {
        IntFunction<Response> right = n -> json("{\"views\":" + (5000 + 10 * n + random.nextInt(9)) + "}");
        trial.see(60, right, n -> json("{\"views\":" + (5400 + 10 * n) + "}"));
        assertThat(trial.causes())
                .singleElement()
                .asString()
                .startsWith(PAGE + "$.views  value, farther apart than the control's");

        Trial wide = new Trial();
        IntFunction<Response> anywhere = n -> json("{\"views\":" + (5000 + random.nextInt(900)) + "}");
        wide.see(400, anywhere, anywhere);
        assertThat(wide.causes()).isEmpty();
        assertThat(wide.counts().mismatches()).isLessThan(8);
    }

    private IntFunction<Response> score(double factor) {
        return n -> json(String.format(
                Locale.ROOT, "{\"score\":%.9f}", factor * (0.5 + n / 1000.0) * (1 + random.nextDouble() / 2000)));
    }

    @Test
    void a_score_that_is_wrong_by_a_fifth_is_found_where_the_last_places_differ() {
        trial.see(60, score(1), score(1.2));

        assertThat(trial.causes())
                .singleElement()
                .asString()
                .startsWith(PAGE + "$.score  value, farther apart than the control's");
    }

    @Test
    void how_long_something_took_is_noise_although_one_in_fifty_took_twenty_times_as_long() {
        IntFunction<Response> took = n -> {
            double seconds = (0.01 + random.nextDouble() / 50) * (random.nextInt(50) == 0 ? 20 : 1);
            return json(String.format(Locale.ROOT, "{\"took\":%.6f}", seconds));
        };
        trial.see(1000, took, took);

        assertThat(trial.causes()).isEmpty();
        assertThat(trial.counts().mismatches()).isLessThan(8);
    }

    @Test
    void ids_that_begin_with_the_time_lie_apart_as_they_please() {
        IntFunction<Response> close = n -> json("{\"id\":" + (1_800_000_000_000_000_000L + random.nextInt(1000)) + "}");
        IntFunction<Response> later = n -> json("{\"id\":" + (1_800_000_000_900_000_000L + random.nextInt(1000)) + "}");
        trial.see(60, close, later, close);

        assertThat(trial.causes()).isEmpty();
    }
}
