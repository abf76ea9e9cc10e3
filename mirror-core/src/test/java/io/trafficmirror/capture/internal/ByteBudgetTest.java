// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.capture.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;

class ByteBudgetTest {
    @Test
    void gives_no_more_than_its_limit() {
        ByteBudget budget = new ByteBudget(100);

        assertThat(budget.tryReserve(60)).isTrue();
        assertThat(budget.tryReserve(41)).isFalse();
        assertThat(budget.tryReserve(40)).isTrue();
        assertThat(budget.held()).isEqualTo(100);
        assertThat(budget.tryReserve(1)).isFalse();
        assertThat(budget.tryReserve(0)).isTrue();
    }

    @Test
    void takes_back_what_it_gave() {
        ByteBudget budget = new ByteBudget(100);
        budget.tryReserve(100);
        budget.release(70);

        assertThat(budget.held()).isEqualTo(30);
        assertThat(budget.tryReserve(70)).isTrue();
    }

    @Test
    void no_wish_is_so_large_that_it_turns_around() {
        ByteBudget budget = new ByteBudget(Long.MAX_VALUE);
        budget.tryReserve(10);

        assertThat(budget.tryReserve(Long.MAX_VALUE)).isFalse();
        assertThat(budget.held()).isEqualTo(10);
    }

    @Test
    void is_spent_when_not_even_a_small_copy_fits() {
        ByteBudget budget = new ByteBudget(10_000);

        assertThat(budget.isSpent()).isFalse();
        budget.tryReserve(9_000);
        assertThat(budget.isSpent()).isTrue();
    }

    @Test
    void refuses_a_negative_limit() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new ByteBudget(-1))
                .withMessage("byte budget: must be 0 or more, was -1");
    }
}
