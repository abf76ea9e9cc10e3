// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.compare;

import static io.trafficmirror.compare.Trial.NOW;
import static io.trafficmirror.compare.Trial.PAGE;
import static io.trafficmirror.compare.Trial.json;
import static org.assertj.core.api.Assertions.assertThat;

import io.trafficmirror.compare.verdict.Outcome;
import io.trafficmirror.report.Response;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Random;
import java.util.UUID;
import java.util.function.IntFunction;
import org.junit.jupiter.api.Test;

/** Cookies whose values always differ: what a client does with them must not. */
class CookieTest {
    private static final String FOUND = PAGE + "header.set-cookie.session  header, ";

    private final Random random = new Random(19);
    private final Trial trial = new Trial();

    private static IntFunction<Response> cookie(IntFunction<String> field) {
        return n -> json("{\"n\":" + n + "}", "Set-Cookie", field.apply(n));
    }

    private String session() {
        return "session=" + new UUID(random.nextLong(), random.nextLong());
    }

    private String expiresIn(Duration lifetime) {
        Instant moment = Instant.ofEpochMilli(NOW).plus(lifetime).plusSeconds(random.nextInt(5));
        return "Expires=" + DateTimeFormatter.RFC_1123_DATE_TIME.format(moment.atOffset(ZoneOffset.UTC));
    }

    @Test
    void a_cookie_without_its_value_is_found() {
        trial.see(40, cookie(n -> session() + "; Path=/"), cookie(n -> "session=; Path=/"));

        assertThat(trial.causes()).containsExactly(FOUND + "value/empty  40 of 40 (control 0)");
    }

    @Test
    void a_cookie_that_is_deleted_instead_of_set_is_found() {
        trial.see(
                40,
                cookie(n -> session() + "; " + expiresIn(Duration.ofDays(30))),
                cookie(n -> session() + "; Expires=Thu, 01-Jan-70 00:00:01 GMT"));

        assertThat(trial.causes()).containsExactly(FOUND + "changed  40 of 40 (control 0)");
    }

    @Test
    void a_cookie_that_lives_for_half_an_hour_instead_of_a_month_is_found() {
        trial.see(
                40,
                cookie(n -> session() + "; " + expiresIn(Duration.ofDays(30))),
                cookie(n -> session() + "; " + expiresIn(Duration.ofMinutes(30))));

        assertThat(trial.causes()).containsExactly(FOUND + "another time  40 of 40 (control 0)");
    }

    @Test
    void a_moment_of_expiry_that_clients_do_not_understand_is_found() {
        trial.see(
                40,
                cookie(n -> session() + "; " + expiresIn(Duration.ofDays(30))),
                cookie(n -> session() + "; Expires=Di, 29 Dez 2026 12:00:00 GMT"));

        assertThat(trial.causes()).containsExactly(FOUND + "changed  40 of 40 (control 0)");
    }

    @Test
    void an_age_of_a_minute_instead_of_an_hour_is_found() {
        trial.see(40, cookie(n -> session() + "; Max-Age=3600"), cookie(n -> session() + "; Max-Age=60"));

        assertThat(trial.causes()).containsExactly(FOUND + "another time  40 of 40 (control 0)");
    }

    @Test
    void an_age_of_nothing_deletes_a_cookie_and_one_that_is_no_number_is_none() {
        trial.see(40, cookie(n -> session() + "; Max-Age=30"), cookie(n -> session() + "; Max-Age=0"));
        assertThat(trial.causes()).containsExactly(FOUND + "changed  40 of 40 (control 0)");

        Trial wrong = new Trial();
        wrong.see(40, cookie(n -> session() + "; Max-Age=30"), cookie(n -> session() + "; Max-Age=30s"));
        assertThat(wrong.causes()).containsExactly(FOUND + "changed  40 of 40 (control 0)");
    }

    @Test
    void what_is_left_of_an_age_is_no_fault_where_it_is_counted_a_moment_later() {
        IntFunction<Response> left = cookie(n -> session() + "; Max-Age=" + (1797 + random.nextInt(3)));
        trial.see(80, left, left);

        assertThat(trial.causes()).isEmpty();
        assertThat(trial.counts().mismatches()).isZero();
    }

    @Test
    void sessions_moments_of_expiry_and_two_ways_to_delete_are_no_fault() {
        trial.see(
                80,
                cookie(n -> n % 2 == 0
                        ? session() + "; " + expiresIn(Duration.ofSeconds(20))
                        : "session=; Expires=" + old()),
                cookie(n -> n % 2 == 0
                        ? session() + "; " + expiresIn(Duration.ofSeconds(20))
                        : "session=\"\"; " + expiresIn(Duration.ofDays(-1))));

        assertThat(trial.causes()).isEmpty();
        assertThat(trial.counts().mismatches()).isZero();
    }

    private static String old() {
        return "Thu, 01 Jan 1970 00:00:00 GMT";
    }

    /** A balancer on the way of both copies adds one, and who has none of the primary's sessions begins another. */
    @Test
    void a_cookie_and_a_field_that_both_copies_have_more_are_noise_and_those_of_the_shadow_alone_are_found() {
        IntFunction<Response> bare = n -> json("{}");
        IntFunction<Response> more =
                n -> json("{}", "Set-Cookie", session() + "; Path=/", "Strict-Transport-Security", "max-age=60");
        trial.see(3500, bare, more, more);

        assertThat(trial.causes()).isEmpty();
        assertThat(trial.counts().mismatches()).isZero();
        assertThat(trial.findings().verdict().outcome()).isEqualTo(Outcome.PASS);

        Trial alone = new Trial();
        alone.see(40, bare, more, bare);
        assertThat(alone.causes())
                .singleElement()
                .asString()
                .startsWith(PAGE + "header.set-cookie.session  extra  40 of 40 (control 0)");
    }

    @Test
    void where_an_age_is_said_the_moment_is_of_no_matter() {
        trial.see(
                40,
                cookie(n -> session() + "; Max-Age=60; " + expiresIn(Duration.ofMinutes(1))),
                cookie(n -> session() + "; Max-Age=60; Expires=" + old()));

        assertThat(trial.causes()).isEmpty();
    }
}
