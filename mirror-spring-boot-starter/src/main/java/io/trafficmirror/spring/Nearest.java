// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.spring;

import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;

/** Finds which name is meant by one that is nearly it. Stateless. */
final class Nearest {
    private Nearest() {}

    /** A question with the nearest name, or what is allowed if none is near; empty if nothing is. */
    static String hint(String prefix, String given, Collection<String> allowed) {
        Optional<String> nearest = of(given, allowed);
        if (nearest.isPresent()) {
            return "; is " + prefix + nearest.get() + " meant?";
        }
        return allowed.isEmpty() ? "" : "; allowed: " + String.join(", ", allowed);
    }

    /** The one with the fewest letters to change, if these are at most a third of it, and two in a short one. */
    static Optional<String> of(String given, Collection<String> allowed) {
        return allowed.stream()
                .filter(name -> distance(given, name) <= Math.max(2, name.length() / 3))
                .filter(name -> distance(given, name) < name.length())
                .min(Comparator.comparingInt((String name) -> distance(given, name))
                        .thenComparing(Comparator.naturalOrder()));
    }

    /** How many letters are to be put in, left out or changed. */
    private static int distance(String one, String other) {
        int[] row = new int[other.length() + 1];
        for (int j = 0; j <= other.length(); j++) {
            row[j] = j;
        }
        for (int i = 1; i <= one.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= other.length(); j++) {
                int same = diagonal + (one.charAt(i - 1) == other.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(same, 1 + Math.min(row[j], row[j - 1]));
            }
        }
        return row[other.length()];
    }
}
