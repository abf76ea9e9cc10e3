// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.benchmarks.causes;

import io.trafficmirror.compare.cause.Cause;
import io.trafficmirror.compare.cause.CauseLine;
import java.io.PrintStream;
import java.security.SecureRandom;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;

/** Plants faults, compares, and prints what was found of them; ends with 1 where a promise is broken. */
public final class Main {
    private static final int MOST_ROWS = 25;
    private static final int MOST_WRONG_ATTRIBUTES = 2;

    private Main() {}

    /** Runs once: {@code --seed N}, {@code --no-faults}. */
    public static void main(String[] args) {
        List<String> given = Arrays.asList(args);
        int at = given.indexOf("--seed");
        long seed = at < 0 ? new SecureRandom().nextInt(1_000_000) : Long.parseLong(given.get(at + 1));
        Size size = given.contains("--no-faults") ? Size.WHOLE.withoutFaults() : Size.WHOLE;
        Trial trial = Trial.run(seed, size);
        print(System.out, seed, size, trial);
        System.exit(isKept(trial) ? 0 : 1);
    }

    private static boolean isKept(Trial trial) {
        int faults = trial.faults().size();
        return trial.causes().size() <= (faults == 0 ? 0 : MOST_ROWS)
                && trial.found() == faults
                && trial.rightAttributes() >= faults - MOST_WRONG_ATTRIBUTES;
    }

    private static void print(PrintStream out, long seed, Size size, Trial trial) {
        out.printf(
                "Seed %d: %d routes, %,d noisy paths, %,d exchanges, %d faults.%n%n",
                seed,
                size.routes(),
                size.routes() * size.noisyPaths(),
                size.routes() * size.exchanges(),
                size.faults());
        out.printf("%d causes; %,d rows of noise are none.%n", trial.causes().size(), trial.noisyRows());
        for (Cause cause : trial.causes()) {
            out.println("  " + CauseLine.of(cause, ZoneOffset.UTC));
        }
        out.printf("%nPlanted: %d found, %d with the right attribute.%n", trial.found(), trial.rightAttributes());
        for (Fault fault : trial.faults()) {
            String found = trial.causeOf(fault).isEmpty()
                    ? "MISSED"
                    : trial.hasRightAttribute(fault) ? "found" : "found, ATTRIBUTE WRONG";
            out.println("  " + found + "  " + fault);
        }
    }
}
