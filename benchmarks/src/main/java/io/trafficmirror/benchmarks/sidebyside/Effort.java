// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.benchmarks.sidebyside;

import java.util.List;
import java.util.Locale;

/**
 * How long is measured. Immutable.
 *
 * @param rounds of each scenario
 * @param seconds of one measurement, before the scenario's share
 * @param leadSeconds of the same load before it
 * @param warmUpSeconds at full speed, once for each process
 */
record Effort(int rounds, double seconds, double leadSeconds, double warmUpSeconds) {
    static final double LEAD = 0.8;

    /** Coming to rest, asking for figures, clients that wait for nginx in vain. */
    private static final double BETWEEN = 0.9;

    private static final double START = 2.5;

    /** So many times as many, where the worse end of an interval shall show what a share of the CPU promises: the median of five is too wide for that. */
    static final int MORE_ROUNDS = 2;

    /** A turn of less than a second shows how a load begins: pauses save up CPU for copies, and caches are cold. */
    private static final double LEAST_SECONDS = 2;

    /** The longest measurements that fit, of two seconds to ten; what does not fit takes longer. */
    static Effort fitting(List<Scenario> scenarios, int rounds, double minutes) {
        double seconds = 10;
        while (seconds > LEAST_SECONDS && minutes(scenarios, withSeconds(rounds, seconds)) > minutes) {
            seconds = Math.max(LEAST_SECONDS, seconds - 0.1);
        }
        return withSeconds(rounds, seconds);
    }

    private static Effort withSeconds(int rounds, double seconds) {
        return new Effort(rounds, seconds, LEAD, Math.min(12, Math.max(8, seconds * 3)));
    }

    /** At full speed, for each variant of each scenario, each of {@link MatrixRun#REHEARSALS} times. */
    double rehearsalSeconds() {
        return warmUpSeconds / 3;
    }

    /** Of what is measured together. */
    int rounds(Scenario scenario, List<Variant> together) {
        return Matrix.isPromised(scenario, together) ? MORE_ROUNDS * rounds : rounds;
    }

    /** How long it will take, roughly. */
    double minutes(List<Scenario> scenarios) {
        return minutes(scenarios, this);
    }

    private static double minutes(List<Scenario> scenarios, Effort effort) {
        long processes = scenarios.stream()
                .flatMap(s -> s.variants().stream())
                .distinct()
                .count();
        double total = processes * (START + effort.warmUpSeconds);
        for (Scenario scenario : scenarios) {
            double sample = Turns.IN_A_ROUND * (effort.leadSeconds + BETWEEN) + effort.seconds * scenario.share();
            int variants = scenario.variants().size();
            total += turnsOfAll(scenario, effort) * sample;
            total += variants * MatrixRun.REHEARSALS * (effort.rehearsalSeconds() + BETWEEN);
        }
        return total / 60;
    }

    /** Pairs of turns in all rounds; at saturation each variant but the application alone brings that one with it. */
    private static int turnsOfAll(Scenario scenario, Effort effort) {
        return MatrixRun.together(scenario).stream()
                .mapToInt(together -> together.size() * effort.rounds(scenario, together))
                .sum();
    }

    @Override
    public String toString() {
        return String.format(
                Locale.ROOT,
                "%d rounds of two turns (%d of what a CPU share promises), windows of %.1f s (half of saturation %.1f s, 500 requests a second %.1f s),"
                        + " each behind %.1f s of the same load, processes warmed up for %.0f s at full speed, and"
                        + " %d times for %.1f s by each scenario",
                rounds,
                MORE_ROUNDS * rounds,
                seconds / 2,
                seconds * 0.75,
                seconds,
                leadSeconds,
                warmUpSeconds,
                MatrixRun.REHEARSALS,
                rehearsalSeconds());
    }
}
