// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.compare;

import static io.trafficmirror.compare.Trial.PAGE;
import static io.trafficmirror.compare.Trial.json;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.trafficmirror.report.Response;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Lists and pages of which an element, a line or a word always differs: it does not excuse the others. */
class LoneNoiseTest {
    private final Random random = new Random(31);
    private final Trial trial = new Trial();

    private String uuid() {
        return new UUID(random.nextLong(), random.nextLong()).toString();
    }

    private static String named(String name) {
        return UUID.nameUUIDFromBytes(name.getBytes(UTF_8)).toString();
    }

    private static Response html(String body) {
        return Trial.of("text/html", body);
    }

    @Test
    void a_count_that_is_wrong_is_found_in_a_line_with_an_id() {
        String line = "<form id='%s'><p>%d articles</p></form>";
        trial.see(60, n -> html(line.formatted(uuid(), 100 + n)), n -> html(line.formatted(uuid(), 105 + n)));

        assertThat(trial.causes())
                .containsExactly(PAGE + "$[*]  value, farther apart than the control's  52 of 60 (control 0)");
    }

    @Test
    void a_count_that_is_wrong_is_found_in_a_line_beside_one_with_an_id() {
        String lines = "<input value='%s'>\n<p>%d articles</p>";
        trial.see(60, n -> html(lines.formatted(uuid(), 100 + n)), n -> html(lines.formatted(uuid(), 105 + n)));

        assertThat(trial.causes())
                .containsExactly(PAGE + "$[*]  value, farther apart than the control's  52 of 60 (control 0)");
    }

    private String moment() {
        return "2026-11-29T12:00:00." + (100 + random.nextInt(900));
    }

    @Test
    void a_number_a_time_or_an_id_that_is_written_otherwise_is_found_in_a_line_that_always_differs() {
        String line = "<p title='%s'>%s EUR at %s</p>";
        String found = PAGE + "$[*]  value, changed  60 of 60 (control 0)";
        IntFunction<Response> right = n -> html(line.formatted(uuid(), "10.00", moment() + "Z"));
        trial.see(60, right, n -> html(line.formatted(uuid(), "10", moment() + "Z")));
        assertThat(trial.causes()).containsExactly(found);

        Trial zones = new Trial();
        zones.see(60, right, n -> html(line.formatted(uuid(), "10.00", moment())));
        assertThat(zones.causes()).containsExactly(found);

        Trial letters = new Trial();
        letters.see(60, right, n -> html(line.formatted(uuid().toUpperCase(Locale.ROOT), "10.00", moment() + "Z")));
        assertThat(letters.causes()).containsExactly(found);
    }

    @Test
    void an_id_that_is_wrong_is_found_in_a_line_beside_one_with_another_id() {
        String lines = "<input value='%s'>\n<p>Article AB12-%s-%04d</p>";
        trial.see(60, n -> html(lines.formatted(uuid(), "CD34", n)), n -> html(lines.formatted(uuid(), "CD35", n)));

        assertThat(trial.causes())
                .singleElement()
                .asString()
                .startsWith(PAGE + "$[*]  value, where the control has none");
    }

    private Response fields(String session, String article) {
        return json("{\"fields\":[{\"v\":\"%s\"},{\"v\":\"%s\"}]}".formatted(session, article));
    }

    @Test
    void an_id_that_is_wrong_is_found_in_an_element_beside_one_that_always_differs() {
        trial.see(60, n -> fields(uuid(), named("right " + n)), n -> fields(uuid(), named("wrong " + n)));

        assertThat(trial.causes())
                .singleElement()
                .asString()
                .startsWith(PAGE + "$.fields[*].v  value, where the control has none");
    }

    @Test
    void an_id_that_is_wrong_is_found_in_a_line_of_which_a_time_alone_differs() {
        String line = "{\"msg\":\"order %s paid at %sZ\"}";
        trial.see(
                60,
                n -> json(line.formatted(named("right " + n), moment())),
                n -> json(line.formatted(named("wrong " + n), moment())));

        assertThat(trial.causes())
                .singleElement()
                .asString()
                .startsWith(PAGE + "$.msg  value, where the control has none");
    }

    @Test
    void a_count_that_has_become_hexadecimal_is_found_where_the_control_counts_on() {
        int[] next = {48_000_000};
        trial.see(
                60,
                n -> json("{\"log\":\"batch %d\"}".formatted(next[0]++)),
                n -> json("{\"log\":\"batch %08x\"}".formatted(next[0]++)));

        assertThat(trial.causes())
                .singleElement()
                .asString()
                .startsWith(PAGE + "$.log  value, where the control has none");
    }

    @Test
    void a_moment_that_has_lost_its_milliseconds_is_found_in_a_line_with_the_time_of_day() {
        String line = "<p>valid from %s, now %sZ</p>";
        trial.see(
                60,
                n -> html(line.formatted("2026-01-01T00:07:31.000Z", moment())),
                n -> html(line.formatted("2026-01-01T00:07:31Z", moment())));

        assertThat(trial.causes()).containsExactly(PAGE + "$[*]  value, changed  60 of 60 (control 0)");
    }

    private String key() {
        String of = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";
        return "A1b2"
                + random.ints(12, 0, of.length())
                        .mapToObj(i -> of.substring(i, i + 1))
                        .collect(Collectors.joining());
    }

    @Test
    void another_name_or_number_of_the_same_length_behind_an_id_is_found() {
        String file = "{\"url\":\"/dl?key=%s/%s.pdf\"}";
        trial.see(60, n -> json(file.formatted(key(), "invoice")), n -> json(file.formatted(key(), "receipt")));
        assertThat(trial.causes()).singleElement().asString().startsWith(PAGE + "$.url  value, changed");

        Trial sums = new Trial();
        String sum = "{\"text\":\"paid %s/total=%d in all\"}";
        sums.see(60, n -> json(sum.formatted(key(), 2000)), n -> json(sum.formatted(key(), 9999)));
        assertThat(sums.causes()).singleElement().asString().startsWith(PAGE + "$.text  value, changed");
    }

    @Test
    void a_short_or_mixed_name_behind_an_id_is_found_and_any_name_in_front_of_one() {
        String url = "{\"url\":\"/dl?key=%s.pdf\"}";
        Map<String, String> wrong = Map.of(
                "%s/de/terms", "%s/fr/terms",
                "%s/v1", "%s/v2",
                "%s/TaxReport", "%s/PayReport",
                "%s/Report2024", "%s/Report2025",
                "invoice/%s", "receipt/%s",
                "2000/%s", "9999/%s");
        wrong.forEach((name, other) -> {
            Trial names = new Trial();
            names.see(
                    60,
                    n -> json(url.formatted(name.formatted(key()))),
                    n -> json(url.formatted(other.formatted(key()))));
            assertThat(names.causes())
                    .as(other)
                    .singleElement()
                    .asString()
                    .startsWith(PAGE + "$.url  value, where the control has none");
        });
    }

    @Test
    void a_count_that_is_wrong_is_found_in_a_line_of_which_a_time_alone_differs_and_beside_one() {
        String line = "{\"msg\":\"%d EUR paid at %sZ\"}";
        trial.see(60, n -> json(line.formatted(200 + n, moment())), n -> json(line.formatted(900 + n, moment())));
        assertThat(trial.causes())
                .singleElement()
                .asString()
                .startsWith(PAGE + "$.msg  value, farther apart than the control's");

        Trial beside = new Trial();
        String lines = "<p>%d EUR</p>\n<footer>%sZ</footer>";
        beside.see(60, n -> html(lines.formatted(200 + n, moment())), n -> html(lines.formatted(900 + n, moment())));
        assertThat(beside.causes())
                .singleElement()
                .asString()
                .startsWith(PAGE + "$[*]  value, farther apart than the control's");
    }

    @Test
    void a_count_that_changes_now_and_then_is_noise_in_a_line_with_the_time() {
        IntFunction<Response> page = n ->
                html("<p>%d waiting at %sZ</p>".formatted(random.nextInt(50) == 0 ? random.nextInt(90) : 7, moment()));
        trial.see(1500, page, page);

        assertThat(trial.causes()).isEmpty();
        assertThat(trial.counts().mismatches()).isLessThan(12);
    }

    @Test
    void a_long_number_that_is_a_wrong_id_is_found_beside_another_id_that_always_differs() {
        long first = 1_800_000_000_000_000_000L;
        String list = "{\"fields\":[{\"v\":%d},{\"v\":%d}]}";
        trial.see(
                60,
                n -> json(list.formatted(first + random.nextInt(1_000_000_000), first + 2L * n)),
                n -> json(list.formatted(first + random.nextInt(1_000_000_000), first + 2L * n + 1)));
        assertThat(trial.causes())
                .singleElement()
                .asString()
                .startsWith(PAGE + "$.fields[*].v  value, where the control has none");

        Trial lines = new Trial();
        String line = "<input value='%s'><p>Order %d</p>";
        lines.see(
                60,
                n -> html(line.formatted(uuid(), first + 2L * n)),
                n -> html(line.formatted(uuid(), first + 2L * n + 1)));
        assertThat(lines.causes())
                .singleElement()
                .asString()
                .startsWith(PAGE + "$[*]  value, where the control has none");
    }

    @Test
    void elements_of_which_others_differ_in_each_response_are_noise() {
        IntFunction<Response> some = n -> json(IntStream.range(0, 5)
                .mapToObj(i -> "\"" + (random.nextInt(4) == 0 ? uuid() : named(n + " " + i)) + "\"")
                .collect(Collectors.joining(",", "[", "]")));
        trial.see(600, some, some);

        assertThat(trial.causes()).isEmpty();
        assertThat(trial.counts().mismatches()).isLessThan(10);
    }

    @Test
    void a_line_whose_count_changes_now_and_then_is_noise_beside_one_with_an_id() {
        IntFunction<Response> page = n -> html("<input value='%s'>\n<p>%d waiting</p>"
                .formatted(uuid(), random.nextInt(50) == 0 ? random.nextInt(90) : 7));
        trial.see(1500, page, page);

        assertThat(trial.causes()).isEmpty();
        assertThat(trial.counts().mismatches()).isLessThan(12);
    }
}
