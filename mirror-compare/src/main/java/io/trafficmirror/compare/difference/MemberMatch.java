// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.compare.difference;

import io.trafficmirror.compare.document.Document;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;

/**
 * Matches the members of two objects by name, in any order. A name that stands several times is matched in the order in which it stands. Confined to
 * one thread.
 */
final class MemberMatch {
    /** Up to so many members are looked for one by one. */
    private static final int FEW = 24;

    private final IntList left = new IntList();
    private final IntList right = new IntList();
    private final IntList onlyLeft = new IntList();
    private final IntList onlyRight = new IntList();
    private final IntList candidates = new IntList();

    /** Matches; what was matched before is forgotten. */
    void match(Document a, int i, Document b, int j) {
        left.clear();
        right.clear();
        onlyLeft.clear();
        onlyRight.clear();
        if (isInStep(a, i, b, j)) {
            return;
        }
        left.clear();
        right.clear();
        if (b.count(j) <= FEW) {
            matchFew(a, i, b, j);
        } else {
            matchMany(a, i, b, j);
        }
    }

    /** The usual case: the same names in the same order. */
    private boolean isInStep(Document a, int i, Document b, int j) {
        if (a.count(i) != b.count(j)) {
            return false;
        }
        int other = j + 1;
        for (int node = i + 1; node < a.next(i); node = a.next(node)) {
            if (!a.name(node).equals(b.name(other))) {
                return false;
            }
            left.add(node);
            right.add(other);
            other = b.next(other);
        }
        return true;
    }

    private void matchFew(Document a, int i, Document b, int j) {
        candidates.clear();
        for (int node = j + 1; node < b.next(j); node = b.next(node)) {
            candidates.add(node);
        }
        for (int node = i + 1; node < a.next(i); node = a.next(node)) {
            int found = takeCandidate(b, a.name(node));
            if (found < 0) {
                onlyLeft.add(node);
            } else {
                left.add(node);
                right.add(found);
            }
        }
        for (int k = 0; k < candidates.size(); k++) {
            if (candidates.at(k) >= 0) {
                onlyRight.add(candidates.at(k));
            }
        }
    }

    private int takeCandidate(Document b, String name) {
        for (int k = 0; k < candidates.size(); k++) {
            int node = candidates.at(k);
            if (node >= 0 && b.name(node).equals(name)) {
                candidates.set(k, -1);
                return node;
            }
        }
        return -1;
    }

    private void matchMany(Document a, int i, Document b, int j) {
        Map<String, Deque<Integer>> byName = new HashMap<>(b.count(j) * 2);
        for (int node = j + 1; node < b.next(j); node = b.next(node)) {
            byName.computeIfAbsent(b.name(node), n -> new ArrayDeque<>(1)).add(node);
        }
        for (int node = i + 1; node < a.next(i); node = a.next(node)) {
            Deque<Integer> same = byName.get(a.name(node));
            Integer found = same == null ? null : same.poll();
            if (found == null) {
                onlyLeft.add(node);
            } else {
                left.add(node);
                right.add(found);
            }
        }
        for (Deque<Integer> rest : byName.values()) {
            rest.forEach(onlyRight::add);
        }
    }

    int pairs() {
        return left.size();
    }

    int left(int index) {
        return left.at(index);
    }

    int right(int index) {
        return right.at(index);
    }

    int onlyLeft() {
        return onlyLeft.size();
    }

    int onlyLeft(int index) {
        return onlyLeft.at(index);
    }

    int onlyRight() {
        return onlyRight.size();
    }

    int onlyRight(int index) {
        return onlyRight.at(index);
    }
}
