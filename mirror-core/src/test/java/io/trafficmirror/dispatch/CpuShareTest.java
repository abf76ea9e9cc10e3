// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.dispatch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The share against a simulated process: what is let through costs CPU, some spans later. */
class CpuShareTest {
    private static final long SPAN = 60_000_000L;
    private static final int PROCESSORS = 4;
    private static final long CAPACITY = SPAN * PROCESSORS;

    /** The meters see three quarters of what a copy costs. */
    private static final double SEEN = 0.75;

    private final RandomGenerator random =
            RandomGeneratorFactory.of("L64X128MixRandom").create(4);
    private final Plant plant = new Plant();

    @Test
    void lets_everything_through_while_the_share_is_not_used_up() {
        CpuShare share = new CpuShare(0.2, plant, random);
        plant.load = 0.3;
        plant.app = 0.2;
        plant.wanted = 0.1;

        run(share, 100);

        assertThat(share.probability()).isEqualTo(1.0);
        assertThat(share.admits()).isTrue();
    }

    @Test
    void the_first_copies_are_not_lost_to_what_starting_costs() {
        CpuShare share = new CpuShare(0.2, plant, random);
        plant.load = 1.0;
        plant.app = 0.5;
        plant.wanted = 0.4;

        run(share, 5);

        assertThat(share.probability()).as("0.3 s at three times the share").isEqualTo(1.0);
    }

    @Test
    void converges_to_the_share_of_what_a_busy_process_gets() {
        CpuShare share = new CpuShare(0.2, plant, random);
        plant.load = 1.0;
        plant.app = 0.5;
        plant.wanted = 2.0;

        run(share, 150);

        // u / SEEN = 0.2 (0.5 + u) of the capacity
        assertThat(run(share, 100)).as("CPU used by mirroring").isCloseTo(0.1 / (1 / SEEN - 0.2), within(0.01));
    }

    @Test
    void what_the_machine_has_idle_may_be_used_too() {
        CpuShare share = new CpuShare(0.2, plant, random);
        plant.load = 0.5;
        plant.app = 0.3;
        plant.wanted = 2.0;

        run(share, 150);

        // u / SEEN = 0.2 (0.3 + u + 0.5)
        assertThat(run(share, 100)).isCloseTo(0.16 / (1 / SEEN - 0.2), within(0.02));
    }

    @Test
    void the_idle_rest_of_a_busy_machine_is_nobodys() {
        CpuShare share = new CpuShare(0.2, plant, random);
        plant.load = 0.82;
        plant.app = 0.5;
        plant.wanted = 2.0;

        run(share, 150);

        assertThat(run(share, 100)).isCloseTo(0.1 / (1 / SEEN - 0.2), within(0.01));
    }

    @Test
    void copies_that_cost_a_little_too_much_live_on_the_first_credit_for_seconds_only() {
        CpuShare share = new CpuShare(0.2, plant, random);
        plant.load = 1.0;
        plant.app = 0.5;
        plant.wanted = 0.12;

        run(share, 50);

        // With 0.12 of the capacity used, 0.16 are taken, and 0.124 allowed: 2 s of the share would last for eleven.
        assertThat(run(share, 20)).as("after three seconds").isLessThan(0.11);
    }

    @Test
    void thins_out_smoothly_although_use_shows_late() {
        CpuShare share = new CpuShare(0.2, plant, random);
        plant.load = 1.0;
        plant.app = 0.5;
        plant.wanted = 3.0;
        plant.delay = 2;
        run(share, 200);

        double[] probabilities = new double[200];
        for (int i = 0; i < probabilities.length; i++) {
            run(share, 1);
            probabilities[i] = share.probability();
        }

        double least = Arrays.stream(probabilities).min().orElseThrow();
        double most = Arrays.stream(probabilities).max().orElseThrow();
        assertThat(most / least).as("swing of the probability").isLessThan(1.5);
    }

    @Test
    void lets_through_as_many_as_the_probability_says() {
        CpuShare share = new CpuShare(0.2, plant, random);
        plant.load = 1.0;
        plant.app = 0.5;
        plant.wanted = 1.0;
        run(share, 200);

        int let = 0;
        int row = 0;
        int longestRow = 0;
        for (int i = 0; i < 20_000; i++) {
            boolean in = share.admits();
            let += in ? 1 : 0;
            row = in ? 0 : row + 1;
            longestRow = Math.max(longestRow, row);
        }

        assertThat(let / 20_000.0).isCloseTo(share.probability(), within(0.02));
        assertThat(longestRow).as("no burst of drops").isLessThan(150);
    }

    @Test
    void comes_back_when_the_pressure_is_gone() {
        CpuShare share = new CpuShare(0.2, plant, random);
        plant.load = 1.0;
        plant.app = 0.5;
        plant.wanted = 1000.0;
        run(share, 100);
        assertThat(share.probability()).isLessThan(0.01);

        plant.wanted = 0.02;
        run(share, 60);

        assertThat(share.probability()).isEqualTo(1.0);
    }

    @Test
    void a_pause_saves_up_a_tenth_of_a_second_of_the_share_and_no_more() {
        CpuShare share = new CpuShare(0.2, plant, random);
        plant.load = 1.0;
        plant.app = 0.5;
        plant.wanted = 0.7;
        run(share, 150);
        plant.wanted = 0;
        run(share, 100);

        plant.wanted = 0.7;
        double burst = run(share, 20);
        double later = run(share, 20);

        assertThat(burst - later).as("part of the capacity of 1.2 s").isLessThan(0.1);
    }

    @Test
    void a_burst_does_not_find_what_the_first_copies_have_left_of_their_credit() {
        CpuShare share = new CpuShare(0.2, plant, random);
        plant.load = 1.0;
        plant.app = 0.5;
        plant.wanted = 0.05;
        run(share, 1000);

        plant.wanted = 0.7;
        double burst = run(share, 20);
        double later = run(share, 20);

        assertThat(burst - later).as("part of the capacity of 1.2 s").isLessThan(0.1);
    }

    @Test
    void comes_back_also_when_nothing_comes_any_more() {
        CpuShare share = new CpuShare(0.2, plant, random);
        plant.load = 1.0;
        plant.app = 0.5;
        plant.wanted = 1000.0;
        run(share, 100);

        plant.wanted = 0;
        run(share, 15);

        assertThat(share.probability()).isEqualTo(1.0);
    }

    @Test
    void housekeeping_in_a_process_that_sleeps_is_no_overuse() {
        CpuShare share = new CpuShare(0.2, plant, random);
        plant.load = 1.0;
        plant.app = 0;
        plant.fixed = 0.001;

        run(share, 100);

        assertThat(share.probability()).isEqualTo(1.0);
    }

    @Test
    void a_share_of_one_measures_nothing() {
        CpuShare share = new CpuShare(1.0, plant, random);
        plant.load = 1.0;
        plant.wanted = 1000;

        run(share, 50);

        assertThat(plant.readings).isZero();
        assertThat(share.admits()).isTrue();
    }

    @Test
    void without_the_process_time_the_share_is_of_the_processors() {
        CpuShare share = new CpuShare(0.2, plant, random);
        plant.processKnown = false;
        plant.app = 0.1;
        plant.wanted = 2.0;

        run(share, 150);

        assertThat(run(share, 100)).isCloseTo(0.2 * SEEN, within(0.02));
    }

    @Test
    void a_load_that_is_unknown_or_no_number_counts_as_no_idle_time() {
        for (double unknown : new double[] {-1, Double.NaN, Double.POSITIVE_INFINITY}) {
            CpuShare share = new CpuShare(0.2, plant, random);
            plant.load = unknown;
            plant.app = 0.5;
            plant.wanted = 2.0;

            run(share, 150);

            assertThat(run(share, 100)).as("with a load of " + unknown).isCloseTo(0.1 / (1 / SEEN - 0.2), within(0.01));
        }
    }

    @Test
    void without_a_reading_of_its_own_threads_it_bounds_nothing() {
        CpuShare share = new CpuShare(0.2, plant, random);
        plant.mirrorKnown = false;
        plant.load = 1.0;
        plant.wanted = 1000;

        run(share, 50);

        assertThat(share.probability()).isEqualTo(1.0);
    }

    @Test
    void what_request_threads_spend_on_copies_counts_too() {
        CpuShare share = new CpuShare(0.2, plant, random);
        plant.load = 1.0;
        plant.app = 0.5;
        int all = (int) (CAPACITY / 20_000);

        for (int i = 0; i < 200; i++) {
            charge(share, (int) (all * share.probability()), 20_000L);
            run(share, 1);
        }

        assertThat(share.probability()).as("0.2 of 0.5").isCloseTo(0.1 * SEEN, within(0.02));
    }

    @Test
    void a_thread_that_was_stopped_meanwhile_is_charged_for_little() {
        CpuShare share = new CpuShare(0.2, plant, random);
        plant.load = 1.0;
        plant.app = 0.5;

        for (int i = 0; i < 200; i++) {
            charge(share, 100, CAPACITY);
            run(share, 1);
        }

        assertThat(share.probability()).isEqualTo(1.0);
    }

    @Test
    void a_clock_that_is_set_back_pays_for_no_copies() {
        CpuShare share = new CpuShare(0.2, plant, random);
        plant.load = 1.0;
        plant.app = 0.5;
        plant.wanted = 2.0;

        for (int i = 0; i < 200; i++) {
            share.charge(-CAPACITY);
            run(share, 1);
        }

        assertThat(run(share, 100)).as("CPU used by mirroring").isCloseTo(0.1 / (1 / SEEN - 0.2), within(0.01));
    }

    @Test
    void a_span_that_is_too_short_is_left_for_the_next() {
        CpuShare share = new CpuShare(0.2, plant, random);
        share.tick(0);
        int before = plant.readings;

        share.tick(10_000_000L);
        share.tick(20_000_000L);

        assertThat(plant.readings).isEqualTo(before);
    }

    /** Copies that cost the machine several times what is on their threads, of a process whose clients send as soon as they are answered. */
    @ParameterizedTest
    @CsvSource({"0.2, 1.0, 0.3", "0.2, 3.0, 0.5", "0.2, 6.0, 0.5", "0.1, 3.0, 0.5", "0.1, 1.5, 4.0", "0.2, 3.0, 20"})
    void the_primary_keeps_its_part_whatever_copies_cost_that_no_meter_sees(double part, double factor, double copy) {
        CpuShare share = new CpuShare(part, plant, random);
        Saturated saturated = new Saturated(plant, random, factor, copy);

        saturated.run(share, 2000);
        double kept = saturated.run(share, 2000);

        double all = 1 / (1 + factor * copy);
        assertThat(kept)
                .as("throughput of that without copies; everything copied: " + all)
                .isGreaterThan(Math.max(all, 1 - part) - 0.02);
        assertThat(kept).as("copies are made").isLessThan(1 - part / 4);
    }

    /** A virtual machine whose processors are sometimes those of others too: by turns of seconds a request takes 1.65 times as long. */
    @ParameterizedTest
    @CsvSource({"3.0, 0.5", "1.8, 0.8", "1.5, 3.0"})
    void the_primary_keeps_its_part_on_a_machine_with_neighbours(double factor, double copy) {
        List<Double> kept = new ArrayList<>();
        for (int seed = 0; seed < 20; seed++) {
            SplittableRandom chance = new SplittableRandom(seed);
            Plant machine = new Plant();
            CpuShare share = new CpuShare(0.2, machine, chance);
            Saturated saturated = new Saturated(machine, chance, factor, copy);
            saturated.neighbours = true;
            saturated.run(share, 1000);
            kept.add(saturated.run(share, 1000));
        }

        assertThat(kept).as("throughput of that without copies").allMatch(part -> part >= 0.8);
    }

    @Test
    void the_experiment_leaves_nothing_out_where_the_machine_has_time() {
        CpuShare share = new CpuShare(0.2, plant, random);
        plant.load = 0.6;
        plant.app = 0.4;
        plant.wanted = 0.15;

        for (int i = 0; i < 500; i++) {
            share.came();
            run(share, 1);
            assertThat(share.inForce()).isEqualTo(1.0);
        }
    }

    @Test
    void the_experiment_leaves_nothing_out_where_too_little_comes_to_say_anything() {
        CpuShare share = new CpuShare(0.2, plant, random);
        plant.app = 0.4;
        plant.wanted = 0.05;

        for (int i = 0; i < 500; i++) {
            for (int request = 0; request < 6; request++) {
                share.came();
            }
            run(share, 1);
            assertThat(share.inForce()).isEqualTo(1.0);
        }
    }

    private static void charge(CpuShare share, int copies, long nanosEach) {
        for (int i = 0; i < copies; i++) {
            if (share.measures(i * 1_009L)) {
                share.charge(nanosEach);
            }
        }
    }

    /** Lets so many spans pass; what mirroring used in them, as a part of the capacity. */
    private double run(CpuShare share, int spans) {
        long before = plant.used;
        for (int i = 0; i < spans; i++) {
            plant.pass(share.inForce());
            share.tick(plant.now);
        }
        return (plant.used - before) / (double) (spans * CAPACITY);
    }

    /** A process at its limit: what copies take, it loses. The time for a request varies by chance, and drifts. */
    private static final class Saturated {
        private static final long REQUEST = 400_000L;

        private final Plant plant;
        private final RandomGenerator random;
        private final double factor;

        /** What the meters see of a copy, of the CPU time of a request. */
        private final double copy;

        private double drift = 1;
        private boolean neighbours;
        private final boolean[] shared = new boolean[PROCESSORS];

        Saturated(Plant plant, RandomGenerator random, double factor, double copy) {
            this.plant = plant;
            this.random = random;
            this.factor = factor;
            this.copy = copy;
        }

        /** Lets so many spans pass; the requests in them, of those there would have been without copies. */
        double run(CpuShare share, int spans) {
            double requests = 0;
            double without = 0;
            for (int i = 0; i < spans; i++) {
                drift = Math.max(0.5, Math.min(2, drift * (1 + 0.02 * random.nextGaussian())));
                double request = REQUEST * drift / speed();
                double alone = CAPACITY / request * Math.max(0.5, 1 + 0.1 * random.nextGaussian());
                double p = share.inForce();
                long now = Math.round(alone / (1 + factor * copy * p));
                for (long came = 0; came < now; came++) {
                    share.came();
                }
                plant.pass(now * request, now * p * copy * request);
                share.tick(plant.now);
                requests += now;
                without += alone;
            }
            return requests / without;
        }

        /** Each processor is shared for two seconds, then not for as long, on average. */
        private double speed() {
            double speed = 0;
            for (int i = 0; i < PROCESSORS; i++) {
                shared[i] ^= neighbours && random.nextInt(40) == 0;
                speed += shared[i] ? 1 / 1.65 : 1;
            }
            return speed / PROCESSORS;
        }
    }

    /** A process and its machine. All rates are parts of the capacity. */
    private static final class Plant implements CpuMeter {
        double load = 1.0;
        double app;
        double wanted;
        double fixed;
        int delay = 1;
        boolean processKnown = true;
        boolean mirrorKnown = true;
        int readings;
        long now;
        long used;
        private long process;
        private final double[] late = new double[8];
        private int span;

        void pass(double probability) {
            now += SPAN;
            late[(span + delay) % late.length] = probability;
            long mirror = (long) ((fixed + wanted * late[span % late.length]) * CAPACITY);
            span++;
            used += mirror;
            process += mirror + (long) (app * CAPACITY);
        }

        /** A span in which the application and mirroring used so many nanoseconds. */
        void pass(double application, double mirror) {
            now += SPAN;
            used += (long) mirror;
            process += (long) (application + mirror);
        }

        @Override
        public long mirrorNanos() {
            readings++;
            return mirrorKnown ? used : 0;
        }

        @Override
        public long processNanos() {
            return processKnown ? process : -1;
        }

        @Override
        public long capacityNanos(long spanNanos) {
            return spanNanos * PROCESSORS;
        }

        @Override
        public double machineLoad() {
            return load;
        }
    }
}
