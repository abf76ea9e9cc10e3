// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.cli;

import java.io.InputStream;
import java.io.PrintStream;
import java.util.Map;
import java.util.Objects;

/**
 * What surrounds a command. Immutable; as safe for concurrent use as its streams.
 *
 * @param in what is piped in
 * @param out where the result goes, UTF-8
 * @param err where errors, warnings and progress go
 * @param environment the variables of the environment
 */
record Console(InputStream in, PrintStream out, PrintStream err, Map<String, String> environment) {
    /** Refuses nulls and copies the map. */
    Console {
        Objects.requireNonNull(in, "in");
        Objects.requireNonNull(out, "out");
        Objects.requireNonNull(err, "err");
        environment = Map.copyOf(environment);
    }
}
