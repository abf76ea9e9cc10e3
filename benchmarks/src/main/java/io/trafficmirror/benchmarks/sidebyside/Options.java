// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.benchmarks.sidebyside;

import java.util.HashMap;
import java.util.Map;

/**
 * Arguments of the form {@code --name value}, or {@code --name} alone. Immutable.
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
        for (int i = 0; i < args.length; i++) {
            if (!args[i].startsWith("--")) {
                throw new IllegalArgumentException("arguments: expected --name or --name value, got " + args[i]);
            }
            boolean alone = i + 1 == args.length || args[i + 1].startsWith("--");
            values.put(args[i].substring(2), alone ? "" : args[i + 1]);
            i += alone ? 0 : 1;
        }
        return new Options(values);
    }

    String text(String name, String otherwise) {
        return values.getOrDefault(name, otherwise);
    }

    boolean isSet(String name) {
        return values.containsKey(name);
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
