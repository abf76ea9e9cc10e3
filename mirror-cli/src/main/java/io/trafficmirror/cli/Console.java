// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.cli;

import io.trafficmirror.compare.verdict.Outcome;
import java.io.InputStream;
import java.io.PrintStream;
import java.util.Map;
import java.util.Objects;
import picocli.CommandLine.Help.Ansi;

/**
 * What surrounds a command. Immutable; as safe for concurrent use as its streams.
 *
 * @param in what is piped in
 * @param out where the result goes, UTF-8
 * @param err where errors, warnings and progress go
 * @param environment the variables of the environment
 * @param hasColours whether {@code out} is a terminal that shows colours
 */
record Console(InputStream in, PrintStream out, PrintStream err, Map<String, String> environment, boolean hasColours) {
    /** Refuses nulls and copies the map. */
    Console {
        Objects.requireNonNull(in, "in");
        Objects.requireNonNull(out, "out");
        Objects.requireNonNull(err, "err");
        environment = Map.copyOf(environment);
    }

    /** The text of a verdict; where there are colours, the verdict itself has one. */
    String coloured(Outcome outcome, String text) {
        String word = outcome.name();
        if (!hasColours || !text.startsWith(word)) {
            return text;
        }
        String style = switch (outcome) {
            case PASS -> "bold,green";
            case FAIL -> "bold,red";
            case INSUFFICIENT -> "bold,yellow";
        };
        return Ansi.ON.string("@|" + style + " " + word + "|@") + text.substring(word.length());
    }
}
