// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.compare.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.trafficmirror.compare.ComparingObserver;
import io.trafficmirror.compare.Responses;
import io.trafficmirror.compare.evidence.Evidence;
import io.trafficmirror.compare.evidence.Increase;
import io.trafficmirror.report.CopyEnd;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

class IncreaseTest {
    private final Random random = new Random(11);
    private final long[] now = {1_795_953_600_000L};
    private final ComparingObserver observer = ComparingObserver.builder()
            .attribute("X-Tenant")
            .clock(() -> now[0])
            .build();

    /** More attributes than have a place, more exchanges than a sample holds, and more minutes than blocks are kept. */
    private void exchanges(int count) {
        for (int i = 0; i < count; i++) {
            now[0] += random.nextInt(120_000);
            String target = "/orders/" + random.nextInt(1000) + "?p" + random.nextInt(40) + "=" + random.nextInt(6);
            Optional<CopyEnd> control = random.nextInt(3) == 0
                    ? Optional.empty()
                    : Optional.of(Responses.answered(Responses.json(200, body())));
            observer.onExchange(Responses.exchange(
                    "x" + random.nextLong(),
                    "GET",
                    target,
                    Responses.json(200, body()),
                    Responses.answered(Responses.json(random.nextInt(20) == 0 ? 500 : 200, body())),
                    control));
        }
    }

    private String body() {
        return "{\"a\":" + random.nextInt(3) + ",\"b\":\"" + random.nextInt(4) + "\"}";
    }

    @Test
    void what_was_added_between_looks_adds_up_to_the_last_look() {
        Evidence sum = Evidence.NONE;
        boolean lessThanNone = false;
        for (int look = 0; look < 40; look++) {
            exchanges(20);
            Evidence increase = Increase.of(sum, observer.evidence());
            lessThanNone |= increase.routes().values().stream()
                    .anyMatch(route ->
                            route.attributes().counts().values().stream().anyMatch(n -> n < 0));
            sum = sum.plus(increase);
            assertThat(sum).isEqualTo(observer.evidence());
        }
        assertThat(lessThanNone).as("an attribute lost its place").isTrue();
    }

    @Test
    void what_was_added_adds_up_in_any_order() {
        Evidence first = Evidence.NONE;
        exchanges(400);
        Evidence second = observer.evidence();
        exchanges(400);
        Evidence third = observer.evidence();
        List<Evidence> increases = List.of(Increase.of(second, third), Increase.of(first, second));
        assertThat(increases.get(0).plus(increases.get(1))).isEqualTo(third);
    }

    @Test
    void nothing_is_left_of_two_looks_that_are_equal() {
        exchanges(50);
        assertThat(Increase.of(observer.evidence(), observer.evidence())).isEqualTo(Evidence.NONE);
    }

    @Test
    void an_experiment_that_was_begun_anew_is_told_by_its_number() {
        exchanges(50);
        Evidence before = observer.evidence();
        long resets = observer.resets();
        observer.reset();
        exchanges(2);
        assertThat(observer.resets()).isEqualTo(resets + 1);
        assertThatThrownBy(() -> Increase.of(before, observer.evidence())).isInstanceOf(IllegalArgumentException.class);
    }
}
