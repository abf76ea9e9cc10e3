// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.compare.difference;

import io.trafficmirror.compare.document.Document;
import io.trafficmirror.compare.document.NodeKind;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Finds the member that tells the objects of two arrays apart: each has it, no two of one array have the same value, and most values stand on both sides.
 * The work is linear in the objects. Confined to one thread.
 */
final class OwnKey {
    /** So many members of an object are tried. */
    private static final int MOST_TRIED = 6;

    private static final List<String> USUAL = List.of("id", "key", "sku", "code", "uuid", "name");

    private final Set<Long> here = new HashSet<>();
    private final Set<Long> there = new HashSet<>();
    private String name = "";

    /** Looks for it; false if there is none. */
    boolean find(Document a, IntList left, IntList placesLeft, Document b, IntList right, IntList placesRight) {
        if (placesLeft.size() == 0 || placesRight.size() == 0 || placesLeft.size() + placesRight.size() < 3) {
            return false;
        }
        int fewer = Math.min(placesLeft.size(), placesRight.size());
        int best = 0;
        for (String candidate : candidates(a, left.at(placesLeft.at(0)))) {
            if (!collect(a, left, placesLeft, candidate, here) || !collect(b, right, placesRight, candidate, there)) {
                continue;
            }
            here.retainAll(there);
            int common = here.size();
            int worth = 4 * common + usual(candidate);
            if (4L * common >= 3L * fewer && worth > best) {
                best = worth;
                name = candidate;
            }
        }
        here.clear();
        there.clear();
        return best > 0;
    }

    private static List<String> candidates(Document document, int node) {
        List<String> names = new ArrayList<>();
        if (document.kind(node) == NodeKind.OBJECT) {
            for (int member = node + 1;
                    member < document.next(node) && names.size() < MOST_TRIED;
                    member = document.next(member)) {
                NodeKind kind = document.kind(member);
                if (kind == NodeKind.STRING || kind == NodeKind.NUMBER) {
                    names.add(document.name(member));
                }
            }
        }
        return names;
    }

    /** How much a name says, where two members would do. */
    private static int usual(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        return USUAL.contains(lower) ? 3 : USUAL.stream().anyMatch(lower::endsWith) ? 2 : 1;
    }

    private static boolean collect(Document document, IntList nodes, IntList places, String name, Set<Long> into) {
        into.clear();
        for (int k = 0; k < places.size(); k++) {
            int member = member(document, nodes.at(places.at(k)), name);
            if (member < 0 || !into.add(document.exact(member))) {
                return false;
            }
        }
        return true;
    }

    private static int member(Document document, int node, String name) {
        if (document.kind(node) != NodeKind.OBJECT) {
            return -1;
        }
        for (int member = node + 1; member < document.next(node); member = document.next(member)) {
            if (document.name(member).equals(name)) {
                return member;
            }
        }
        return -1;
    }

    /** The hash of the key of one of the objects. */
    long of(Document document, int node) {
        return document.exact(member(document, node, name));
    }
}
