// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.benchmarks.compare;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Two JSON documents to be compared. Immutable.
 *
 * @param primary what the primary responded
 * @param shadow what the shadow did
 */
record DocumentPair(byte[] primary, byte[] shadow) {
    /**
     * Makes a pair, always the same one.
     *
     * @param name what and how many: {@code answer-same}, {@code answer-changed} (2 KB), {@code items-N} and {@code items-N-shuffled} (objects of
     *     which one in a hundred has another price), {@code integers-N}, {@code integers-N-shuffled} and {@code integers-N-reversed}
     */
    static DocumentPair of(String name) {
        String[] words = name.split("-");
        boolean shuffled = name.endsWith("-shuffled");
        return switch (words[0]) {
            case "answer" ->
                new DocumentPair(bytes(answer("19.99")), bytes(answer(words[1].equals("same") ? "19.99" : "20")));
            case "items" -> items(Integer.parseInt(words[1]), shuffled);
            case "integers" -> integers(Integer.parseInt(words[1]), shuffled, name.endsWith("-reversed"));
            default -> throw new IllegalArgumentException("document: " + name);
        };
    }

    private static String answer(String price) {
        return IntStream.range(0, 20)
                .mapToObj(i -> "{\"id\":" + i + ",\"name\":\"item number " + i + "\",\"tags\":[\"a\",\"b\"],\"stock\":"
                        + 7 * i + ",\"price\":" + (i == 11 ? price : "1." + i) + ",\"currency\":\"EUR\"}")
                .collect(Collectors.joining(",", "{\"items\":[", "],\"total\":20}"));
    }

    private static DocumentPair items(int count, boolean shuffled) {
        List<String> primary = new ArrayList<>();
        List<String> shadow = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            primary.add(item(i, "1." + i));
            shadow.add(item(i, i % 100 == 50 ? "2." + i : "1." + i));
        }
        return of(primary, shuffled ? shuffled(shadow) : shadow, "{\"items\":[", "]}");
    }

    private static String item(int id, String price) {
        return "{\"id\":" + id + ",\"name\":\"item number " + id + "\",\"price\":" + price + "}";
    }

    private static DocumentPair integers(int count, boolean shuffled, boolean reversed) {
        List<String> primary = new ArrayList<>(
                IntStream.range(0, count).mapToObj(Integer::toString).toList());
        List<String> shadow = shuffled ? shuffled(primary) : new ArrayList<>(primary);
        if (reversed) {
            Collections.reverse(shadow);
        }
        // Else equal bytes, which are never read.
        return of(primary, shadow, "[", " ]");
    }

    private static List<String> shuffled(List<String> elements) {
        List<String> other = new ArrayList<>(elements);
        Collections.shuffle(other, new Random(15));
        return other;
    }

    private static DocumentPair of(List<String> primary, List<String> shadow, String before, String behind) {
        return new DocumentPair(
                bytes(before + String.join(",", primary) + behind.strip()),
                bytes(before + String.join(",", shadow) + behind));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
