// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.benchmarks.causes;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.Collectors;

/** The body of a response: what all three services agree on, and parts that are noise. Confined to one thread. */
final class Content {
    static final String DATA = "data";
    static final String ITEMS = "items";

    /** Fields of one shape in one object. */
    static final int OF_A_SHAPE = 3;

    private static final int ITEM_COUNT = 3;
    private static final int NOISY_OF_A_PART = 25;

    private final Map<String, String> data;
    private final List<Map<String, String>> items = new ArrayList<>();
    private final Map<String, Map<String, String>> noisy = new LinkedHashMap<>();

    private Content(Map<String, String> data, List<Map<String, String>> items) {
        this.data = new LinkedHashMap<>(data);
        items.forEach(item -> this.items.add(new LinkedHashMap<>(item)));
    }

    /** What all three agree on. */
    static Content random(SplittableRandom random) {
        List<Map<String, String>> items = new ArrayList<>();
        for (int i = 0; i < ITEM_COUNT; i++) {
            items.add(object(random));
        }
        return new Content(object(random), items);
    }

    private static Map<String, String> object(SplittableRandom random) {
        Map<String, String> fields = new LinkedHashMap<>();
        for (Shape shape : Shape.values()) {
            for (int i = 0; i < OF_A_SHAPE; i++) {
                fields.put(shape.field(i), shape.value(random));
            }
        }
        return fields;
    }

    /** The same as one service gives it. */
    Content withNoise(int noisyPaths, long now, String shared, SplittableRandom random) {
        Content copy = new Content(data, items);
        for (int i = 0; i < noisyPaths; i++) {
            Noise noise = noiseOf(i);
            copy.noisy
                    .computeIfAbsent(part(i), p -> new LinkedHashMap<>())
                    .put(noise.field(i), noise.value(shared, now, random));
        }
        return copy;
    }

    static Noise noiseOf(int number) {
        return Noise.values()[number % Noise.values().length];
    }

    /** In which part the noisy field of a number lies. */
    static String part(int number) {
        return "part" + number / NOISY_OF_A_PART;
    }

    void spoil(Fault fault) {
        if (fault.section().equals(ITEMS)) {
            items.forEach(item -> fault.kind().spoil(item, fault.field()));
        } else if (fault.section().equals(DATA)) {
            fault.kind().spoil(data, fault.field());
        } else {
            fault.kind().spoil(noisy.getOrDefault(fault.section(), new LinkedHashMap<>()), fault.field());
        }
    }

    String json() {
        Map<String, String> all = new LinkedHashMap<>();
        all.put(DATA, json(data));
        all.put(ITEMS, items.stream().map(Content::json).collect(Collectors.joining(",", "[", "]")));
        noisy.forEach((part, fields) -> all.put(part, json(fields)));
        return json(all);
    }

    private static String json(Map<String, String> fields) {
        return fields.entrySet().stream()
                .map(field -> "\"" + field.getKey() + "\":" + field.getValue())
                .collect(Collectors.joining(",", "{", "}"));
    }
}
