// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.benchmarks.sidebyside;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * What is run. Immutable.
 *
 * @param variants in the order of each round; NONE first
 * @param mood the shadow's
 * @param method of the requests
 * @param bodyBytes of each request
 * @param rate requests a second; 0: as many as the connections carry
 * @param connections of the client
 * @param rounds 1 or more
 * @param seconds of each measurement
 * @param warmUpSeconds before each measurement
 */
record Scenario(
        List<Variant> variants,
        String mood,
        String method,
        int bodyBytes,
        int rate,
        int connections,
        int rounds,
        int seconds,
        int warmUpSeconds) {
    private static final List<String> MOODS = List.of("healthy", "slow", "hanging", "down", "resetting");

    Scenario {
        variants = List.copyOf(variants);
        if (!MOODS.contains(mood)) {
            throw new IllegalArgumentException("--shadow: must be one of " + MOODS + ", was " + mood);
        }
        if (connections < 1 || rounds < 1 || seconds < 1) {
            throw new IllegalArgumentException("--connections, --rounds and --seconds: must be 1 or more");
        }
    }

    static Scenario of(Options options) {
        int body = options.number("body", 0);
        return new Scenario(
                variants(options.text("variants", "")),
                options.text("shadow", "healthy"),
                options.text("method", body > 0 ? "POST" : "GET"),
                body,
                options.number("rate", 0),
                options.number("connections", 16),
                options.number("rounds", 5),
                options.number("seconds", 5),
                options.number("warm-up", 5));
    }

    private static List<Variant> variants(String names) {
        List<Variant> variants = new ArrayList<>();
        variants.add(Variant.NONE);
        if (names.isEmpty()) {
            variants.addAll(List.of(Variant.values()).subList(1, Variant.values().length));
        } else {
            for (String name : names.split(",", -1)) {
                variants.add(
                        Variant.valueOf(name.strip().toUpperCase(Locale.ROOT).replace('-', '_')));
            }
        }
        return Nginx.possible(variants.stream().distinct().toList());
    }
}
