// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.benchmarks.paper;

import java.util.Collections;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What one measurement gave: a line of JSON in a file of raw results. Immutable.
 *
 * @param scenario what was done, as a short name
 * @param variant what it was done with
 * @param round which pass over all variants, from 1; ratios are taken within a round
 * @param figures by name
 */
public record Sample(String scenario, String variant, int round, Map<String, Double> figures) {
    private static final Pattern PAIR = Pattern.compile("\"([^\"]+)\":(?:\"([^\"]*)\"|([-+.0-9eE]+))");

    /** Copies the figures. */
    public Sample {
        figures = Collections.unmodifiableMap(new TreeMap<>(figures));
    }

    /** A figure, or not a number where it was not to be had. */
    public double figure(String name) {
        return figures.getOrDefault(name, Double.NaN);
    }

    /** One line. Figures that are no numbers are left out. */
    public String toJson() {
        StringBuilder json = new StringBuilder(String.format(
                Locale.ROOT, "{\"scenario\":\"%s\",\"variant\":\"%s\",\"round\":%d", scenario, variant, round));
        figures.forEach((name, value) -> {
            if (Double.isFinite(value)) {
                json.append(String.format(Locale.ROOT, ",\"%s\":%s", name, plain(value)));
            }
        });
        return json.append('}').toString();
    }

    /** Four places are more than any of the figures is good for. */
    private static String plain(double value) {
        return value == Math.rint(value)
                ? Long.toString((long) value)
                : String.format(Locale.ROOT, Math.abs(value) < 1 ? "%.6f" : "%.4f", value);
    }

    /** Reads what {@link #toJson} wrote. */
    public static Sample parse(String line) {
        Map<String, String> texts = new TreeMap<>();
        Map<String, Double> numbers = new TreeMap<>();
        Matcher pairs = PAIR.matcher(line);
        while (pairs.find()) {
            if (pairs.group(3) == null) {
                texts.put(pairs.group(1), pairs.group(2));
            } else {
                numbers.put(pairs.group(1), Double.valueOf(pairs.group(3)));
            }
        }
        Double round = numbers.remove("round");
        String scenario = texts.get("scenario");
        String variant = texts.get("variant");
        if (round == null || scenario == null || variant == null) {
            throw new IllegalArgumentException("not a sample: " + line);
        }
        return new Sample(scenario, variant, round.intValue(), numbers);
    }
}
