// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Whatever happens to copies in whatever order, and whatever Error breaks off whatever call: each ends once, the account closes, and
 * everything comes back. {@code -Dlife.schedules=1000000} and {@code -Dlife.swept=2000} run longer, {@code -Dlife.seed} begins elsewhere.
 */
@Timeout(7200)
class CopyLifeTest {
    private static final long SCHEDULES = Long.getLong("life.schedules", 5000);
    private static final long FIRST = Long.getLong("life.seed", 1);
    private static final int SWEPT = Integer.getInteger("life.swept", 12);
    private static final int STEPS = 40;

    @Test
    void every_copy_ends_once_in_every_schedule() {
        for (long seed = FIRST; seed < FIRST + SCHEDULES; seed++) {
            LifeOfCopies life = run(seed, 0, StackOverflowError::new);
            check(life, seed, 0);
            assertThat(life.faults).as("seed %s: %s", seed, life).isEmpty();
        }
    }

    @Test
    void every_copy_ends_once_when_a_call_of_its_life_fails() {
        long errors = 0;
        for (long seed = FIRST; seed < FIRST + SCHEDULES; seed++) {
            long call = 1 + seed * 0x9E3779B9L % 120;
            Supplier<Error> error = seed % 2 == 0 ? StackOverflowError::new : OutOfMemoryError::new;
            LifeOfCopies life = run(seed, call, error);
            errors += life.fuse.calls() >= call ? 1 : 0;
            check(life, seed, call);
        }
        assertThat(errors).isGreaterThan(SCHEDULES / 2);
    }

    /** As where the heap is full for a while: what is done about an Error fails as well. */
    @Test
    void every_copy_ends_once_when_calls_in_a_row_fail() {
        for (long seed = FIRST; seed < FIRST + SCHEDULES; seed++) {
            long call = 1 + seed * 0x9E3779B9L % 120;
            check(run(seed, call, 2 + seed % 7, OutOfMemoryError::new), seed, call);
        }
    }

    /** No list of places: as many runs as there are calls. */
    @Test
    void every_copy_ends_once_whichever_call_fails() {
        for (long seed = FIRST; seed < FIRST + SWEPT; seed++) {
            long calls = run(seed, 0, StackOverflowError::new).fuse.calls();
            for (long call = 1; call <= calls; call++) {
                check(run(seed, call, StackOverflowError::new), seed, call);
                check(run(seed, call, OutOfMemoryError::new), seed, call);
            }
        }
    }

    private static LifeOfCopies run(long seed, long failing, Supplier<? extends Error> error) {
        return run(seed, failing, 1, error);
    }

    private static LifeOfCopies run(long seed, long failing, long inARow, Supplier<? extends Error> error) {
        LifeOfCopies life = new LifeOfCopies(seed);
        if (failing > 0) {
            life.fuse.arm(failing, inARow, error);
        }
        for (int i = 0; i < STEPS; i++) {
            life.step();
        }
        life.end();
        return life;
    }

    private static void check(LifeOfCopies life, long seed, long call) {
        String fault = life.fault();
        if (!fault.isEmpty()) {
            throw new AssertionError(
                    "seed " + seed + ", failing call " + call + ": " + fault + "\n" + life + "\n" + life.faults);
        }
    }
}
