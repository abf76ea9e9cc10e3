// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SlotsTest {
    private final Slots<String> slots = new Slots<>(3);

    @Test
    void promises_no_more_places_than_there_are() {
        assertThat(slots.tryAcquire()).isTrue();
        assertThat(slots.tryAcquire()).isTrue();
        assertThat(slots.tryAcquire()).isTrue();
        assertThat(slots.tryAcquire()).isFalse();
        assertThat(slots.taken()).isEqualTo(3);
    }

    @Test
    void a_promise_can_be_given_back() {
        slots.tryAcquire();
        slots.giveBack();

        assertThat(slots.taken()).isZero();
    }

    @Test
    void gives_every_occupant_a_place_of_its_own_again_and_again() {
        for (int round = 0; round < 10; round++) {
            Set<Integer> places = new HashSet<>();
            for (String occupant : List.of("a", "b", "c")) {
                assertThat(slots.tryAcquire()).isTrue();
                places.add(slots.fill(occupant));
            }
            List<String> seen = new ArrayList<>();
            slots.forEach(seen::add);

            assertThat(places).containsExactlyInAnyOrder(0, 1, 2);
            assertThat(seen).containsExactlyInAnyOrder("a", "b", "c");
            places.forEach(place -> {
                slots.empty(place);
                slots.giveBack();
            });
            assertThat(slots.taken()).isZero();
        }
    }
}
