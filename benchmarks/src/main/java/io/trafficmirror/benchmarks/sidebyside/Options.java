// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.benchmarks.sidebyside;

import java.util.HashMap;
import java.util.Map;

/**
 * Arguments of the form {@code --name value}. Immutable.
 *
 * @param values by name
 */
record Options(Map<String, String> values) {
    Options {
        values = Map.copyOf(values);
    }

    /**
     * Reads the arguments.
     *
     * @throws IllegalArgumentException for anything else
     */
    static Options of(String... args) {
        Map<String, String> values = new HashMap<>();
        for (int i = 0; i < args.length; i += 2) {
            if (!args[i].startsWith("--") || i + 1 == args.length) {
                throw new IllegalArgumentException("arguments: expected --name value, got " + args[i]);
            }
            values.put(args[i].substring(2), args[i + 1]);
        }
        return new Options(values);
    }

    String text(String name, String otherwise) {
        return values.getOrDefault(name, otherwise);
    }

    int number(String name, int otherwise) {
        String value = values.get(name);
        try {
            return value == null ? otherwise : Integer.parseInt(value);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("--" + name + ": must be a whole number, was " + value, e);
        }
    }
}
