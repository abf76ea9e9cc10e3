// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.benchmarks.sidebyside;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Arguments of the form {@code --name value}, or {@code --name} alone. Immutable.
 *
 * @param values by name
 */
record Options(Map<String, String> values) {
    Options {
        values = Map.copyOf(values);
    }

    /** Reads the arguments that one process of this benchmark gives another. */
    static Options of(String... args) {
        return read(name -> true, args);
    }

    /**
     * Reads the arguments.
     *
     * @param known the names that there are
     * @throws IllegalArgumentException for anything else
     */
    static Options of(Set<String> known, String... args) {
        return read(known::contains, args);
    }

    private static Options read(Predicate<String> known, String... args) {
        Map<String, String> values = new HashMap<>();
        for (int i = 0; i < args.length; i++) {
            if (!args[i].startsWith("--")) {
                throw new IllegalArgumentException("arguments: expected --name or --name value, got " + args[i]);
            }
            if (!known.test(args[i].substring(2))) {
                throw new IllegalArgumentException(args[i] + ": unknown argument");
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
