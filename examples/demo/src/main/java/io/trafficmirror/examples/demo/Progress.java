// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.examples.demo;

import java.io.PrintStream;
import java.util.Locale;

/** How far the load is: one line that moves on a terminal, else a line for each quarter. Confined to one thread. */
final class Progress {
    private static final int WIDTH = 40;

    private final PrintStream out;
    private final boolean terminal;
    private final int all;
    private int quarters;

    Progress(PrintStream out, boolean terminal, int all) {
        this.out = out;
        this.terminal = terminal;
        this.all = all;
    }

    /** The line of a terminal ends here, whatever was reached. */
    void end() {
        if (terminal) {
            out.println();
        }
    }

    void reached(int done) {
        String text = String.format(Locale.ROOT, "%,7d of %,d requests", done, all);
        if (terminal) {
            int full = (int) ((long) WIDTH * done / all);
            out.print("\r  [" + "=".repeat(full) + " ".repeat(WIDTH - full) + "]" + text + (done == all ? "\n" : ""));
            out.flush();
        } else if (4L * done / all > quarters) {
            quarters = (int) (4L * done / all);
            out.println("  " + text);
        }
    }
}
