// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.benchmarks.verdict;

import java.io.PrintStream;
import java.util.Locale;

/** Prints the error rates and sample sizes of the verdict beside what is promised; ends with 1 where a promise is broken. */
public final class Main {
    private static final long SEED = 16;
    private static final int HORIZON = 60_000;
    private static final int PAIRS = 1500;

    private final PrintStream out;
    private boolean kept = true;

    private Main(PrintStream out) {
        this.out = out;
    }

    /** More of them would take longer than all else together. */
    private static final int WHOLE_RUNS = 2000;

    /** Runs all; {@code args[0]} is the number of runs, 10,000 where it is left out. */
    public static void main(String[] args) {
        int runs = args.length == 0 ? 10_000 : Integer.parseInt(args[0]);
        Main main = new Main(System.out);
        main.all(runs);
        System.exit(main.kept ? 0 : 1);
    }

    private void all(int runs) {
        out.printf("Seed %d, %,d runs, α 5 %%, ε 0.1 %%, a look after every exchange.%n%n", SEED, runs);
        out.println("| Wrong ends at the boundary | measured | promised |");
        out.println("|---|---:|---:|");
        ErrorRates rates = new ErrorRates(SEED, runs);
        share("PASS without control, raw rate ε, 60,000 exchanges", rates.passRaw(1, HORIZON), 0.05);
        share("The same, by exact recursion", Exact.passed(ErrorRates.BUDGET, HORIZON), 0.05);
        for (double noise : new double[] {0, 0.0001, 0.001}) {
            String at = " over noise of " + percent(noise) + ", 60,000 exchanges";
            share("PASS by either way, excess ε" + at, rates.pass(noise, 1, HORIZON), 0.05);
            share("FAIL by the budget test, excess ε" + at, rates.fail(noise, 1, HORIZON), 0.05);
        }
        for (Noise noise : Noise.values()) {
            share(
                    "FAIL by test A, no difference, 1,500 pairs; " + noise.said(),
                    rates.difference(noise, PAIRS),
                    noise == Noise.ONE_SIDED_BURSTS ? 1 : 0.05);
        }
        for (int burst : new int[] {2, 10, 50}) {
            String said = ", differences " + burst + " in a row";
            share("PASS without control, raw rate ε" + said, rates.passRaw(burst, HORIZON), 1);
            share("FAIL by the budget test, excess ε" + said, rates.fail(0, burst, HORIZON), 1);
        }
        int fewer = Math.min(runs, WHOLE_RUNS);
        WholeJudge whole = new WholeJudge(SEED, fewer);
        share(
                String.format(
                        Locale.ROOT,
                        "FAIL of the judge as a whole, no difference, 500 rows of noise and latency, 5,000 exchanges, %,d runs",
                        fewer),
                whole.falseFail(5000),
                0.05);
        share(
                String.format(Locale.ROOT, "Slower, at exactly twice as often, 60,000 pairs, %,d runs", fewer),
                whole.slowerAtTheBoundary(HORIZON),
                0.05);
        sizes(new SampleSizes(SEED, runs), whole);
    }

    private void sizes(SampleSizes sizes, WholeJudge whole) {
        out.println();
        out.println("| Exchanges needed | measured | promised |");
        out.println("|---|---:|---:|");
        size("PASS, no difference seen", sizes.pass(1e-12, 0.95), 3400);
        size("PASS, true rate 0.01 %, median", sizes.pass(0.0001, 0.5), 3400);
        size("PASS, true rate 0.01 %, 95 % of runs, by exact recursion", exact(), 9500);
        size("One of 500 cells found, excess 1 %, 95 %", sizes.difference(0.01, 0, 500, 1, 0.95), 2600);
        size("One of 500 cells found, excess 0.1 %, 95 %", sizes.difference(0.001, 0, 500, 1, 0.95), 26_000);
        size("The same 1 % in the list of the judge as a whole, in steps of 100", whole.found(0.01, 20_000), 2600);
        size("Status that always changes, on all routes together", sizes.difference(1, 0, 8, 0, 0.95), 15);
        size(
                "Threshold exceeded by 2 % instead of 1 %, pairs, 95 %",
                sizes.difference(0.0198, 0.0098, 1, 0, 0.95), 6500);
    }

    /** The first exchange by which 95 % have passed. */
    private static int exact() {
        int low = 0;
        int high = HORIZON;
        while (low < high) {
            int middle = (low + high) / 2;
            if (Exact.passed(0.0001, middle) >= 0.95) {
                high = middle;
            } else {
                low = middle + 1;
            }
        }
        return low;
    }

    private void share(String what, double measured, double promised) {
        kept &= measured <= promised;
        out.printf("| %s | %s | %s |%n", what, percent(measured), promised < 1 ? percent(promised) : "none");
    }

    private void size(String what, long measured, long promised) {
        kept &= measured <= promised;
        out.printf(Locale.ROOT, "| %s | %,d | %,d |%n", what, measured, promised);
    }

    private static String percent(double share) {
        return String.format(Locale.ROOT, "%.2f %%", 100 * share);
    }
}
