// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.compare.difference;

import io.trafficmirror.compare.difference.PathRule.ArrayMode;
import io.trafficmirror.compare.document.Document;
import io.trafficmirror.compare.document.NodeKind;
import io.trafficmirror.compare.document.SubtreeHash;

/**
 * Matches the elements of two arrays in time linear in their number. Equal ones find each other wherever they stand, so that one more element at the
 * front is one difference; what is left is paired by position, then in order. Confined to one thread.
 */
final class ElementMatch {
    private final IntList allLeft = new IntList();
    private final IntList allRight = new IntList();
    /** Of each element of the second array, between the ends that are equal, at which place of the first it was found; -1 if it was not. */
    private final IntList partners = new IntList();

    private final IntList unmatchedLeft = new IntList();
    private final IntList unmatchedRight = new IntList();
    private final IntList left = new IntList();
    private final IntList right = new IntList();
    private final HashIndex index = new HashIndex();
    private final OwnKey ownKey = new OwnKey();
    private final RuledHashes hashesLeft;
    private final RuledHashes hashesRight;
    private int matched;
    private int onlyLeft;
    private int onlyRight;
    private boolean reordered;

    ElementMatch(RuledHashes hashesLeft, RuledHashes hashesRight) {
        this.hashesLeft = hashesLeft;
        this.hashesRight = hashesRight;
    }

    /** Matches; what was matched before is forgotten. */
    void match(Document a, int i, Document b, int j, PathRule rule) {
        left.clear();
        right.clear();
        onlyLeft = 0;
        onlyRight = 0;
        reordered = false;
        children(a, i, allLeft);
        children(b, j, allRight);
        int before = 0;
        int most = Math.min(allLeft.size(), allRight.size());
        while (before < most && hashesLeft.of(a, allLeft.at(before)) == hashesRight.of(b, allRight.at(before))) {
            before++;
        }
        int behind = 0;
        while (behind < most - before
                && hashesLeft.of(a, allLeft.at(allLeft.size() - 1 - behind))
                        == hashesRight.of(b, allRight.at(allRight.size() - 1 - behind))) {
            behind++;
        }
        matched = before + behind;
        boolean keyed = !rule.keys().isEmpty();
        unmatchedLeft.clear();
        unmatchedRight.clear();
        partners.clear();
        for (int k = 0; k < allRight.size(); k++) {
            partners.add(-1);
        }
        if (keyed || !matchByPlace(a, b, before, behind)) {
            matchHashes(a, b, before, behind, rule, keyed);
        }
        if (keyed) {
            onlyLeft = unmatchedLeft.size();
            onlyRight = unmatchedRight.size();
        } else if (rule.array() == ArrayMode.SET) {
            forgiveRepetition(a, b);
        } else {
            pairLooseEquals(a, b);
            pairByOwnKey(a, b);
            pairRest(allLeft.size() == allRight.size());
        }
        reordered |= areOutOfOrder();
    }

    /** Whether any stands before one that it stood behind, however each was found. */
    private boolean areOutOfOrder() {
        int last = -1;
        for (int k = 0; k < partners.size(); k++) {
            int partner = partners.at(k);
            if (partner >= 0 && partner < last) {
                return true;
            }
            last = Math.max(last, partner);
        }
        return false;
    }

    private static void children(Document document, int array, IntList into) {
        into.clear();
        for (int node = array + 1; node < document.next(array); node = document.next(node)) {
            into.add(node);
        }
    }

    /**
     * The usual cases, in which elements need not be looked up one by one: all stand on the other side too, in another order; or most are equal to that
     * at the same place, and none of the others is equal to another, so that nothing moved.
     */
    private boolean matchByPlace(Document a, Document b, int before, int behind) {
        if (allLeft.size() != allRight.size()) {
            return false;
        }
        int end = allLeft.size() - behind;
        long balance = 0;
        for (int k = before; k < end; k++) {
            long here = hashesLeft.of(a, allLeft.at(k));
            long there = hashesRight.of(b, allRight.at(k));
            if (here != there) {
                unmatchedLeft.add(k);
                unmatchedRight.add(k);
                balance += SubtreeHash.mix(here) - SubtreeHash.mix(there);
            } else {
                partners.set(k, k);
            }
        }
        int others = unmatchedLeft.size();
        boolean sameElements = balance == 0;
        boolean matches = sameElements || (2 * others <= end - before && !haveOneInCommon(a, b));
        if (matches) {
            matched += end - before - (sameElements ? 0 : others);
            reordered = sameElements && others > 0;
        }
        for (int k = before; !matches && k < end; k++) {
            partners.set(k, -1);
        }
        if (sameElements || !matches) {
            unmatchedLeft.clear();
            unmatchedRight.clear();
        }
        return matches;
    }

    private boolean haveOneInCommon(Document a, Document b) {
        index.clear(unmatchedLeft.size());
        for (int k = 0; k < unmatchedLeft.size(); k++) {
            index.add(hashesLeft.of(a, allLeft.at(unmatchedLeft.at(k))), k);
        }
        for (int k = 0; k < unmatchedRight.size(); k++) {
            if (index.knows(hashesRight.of(b, allRight.at(unmatchedRight.at(k))))) {
                return true;
            }
        }
        return false;
    }

    private void matchHashes(Document a, Document b, int before, int behind, PathRule rule, boolean keyed) {
        index.clear(allLeft.size());
        // From the last to the first, so that the first is handed out first; so everywhere below.
        for (int k = allLeft.size() - behind - 1; k >= before; k--) {
            index.add(hash(a, allLeft.at(k), rule, hashesLeft), k);
        }
        for (int k = before; k < allRight.size() - behind; k++) {
            int found = index.take(hash(b, allRight.at(k), rule, hashesRight));
            if (found < 0) {
                unmatchedRight.add(k);
                continue;
            }
            matched++;
            partners.set(k, found);
            if (keyed) {
                left.add(allLeft.at(found));
                right.add(allRight.at(k));
            }
            allLeft.set(found, ~allLeft.at(found));
        }
        for (int k = before; k < allLeft.size() - behind; k++) {
            if (allLeft.at(k) >= 0) {
                unmatchedLeft.add(k);
            }
        }
    }

    /** By what an element is recognised. */
    private static long hash(Document document, int node, PathRule rule, RuledHashes hashes) {
        if (!rule.keys().isEmpty() && document.kind(node) == NodeKind.OBJECT) {
            long sum = 1;
            for (int member = node + 1; member < document.next(node); member = document.next(member)) {
                if (rule.keys().contains(document.name(member))) {
                    sum += SubtreeHash.mix(document.exact(member))
                            * (2L * rule.keys().indexOf(document.name(member)) + 1);
                }
            }
            return sum;
        }
        return hashes.of(document, node);
    }

    /** Pairs elements that are equal but for the order of arrays within them: what is different there is found there. */
    private void pairLooseEquals(Document a, Document b) {
        if (unmatchedLeft.size() == 0
                || unmatchedRight.size() == 0
                || (unmatchedLeft.size() == 1 && unmatchedRight.size() == 1 && !areLooseEqual(a, b))) {
            return;
        }
        index.clear(allLeft.size());
        for (int k = unmatchedLeft.size() - 1; k >= 0; k--) {
            int at = unmatchedLeft.at(k);
            index.add(a.loose(allLeft.at(at)), at);
        }
        int kept = 0;
        for (int k = 0; k < unmatchedRight.size(); k++) {
            int at = unmatchedRight.at(k);
            int found = index.take(b.loose(allRight.at(at)));
            if (found < 0) {
                unmatchedRight.set(kept++, at);
            } else {
                partners.set(at, found);
                matched++;
                pair(found, at);
                allLeft.set(found, ~allLeft.at(found));
            }
        }
        if (kept < unmatchedRight.size()) {
            unmatchedRight.shrink(kept);
            keepUnpaired();
        }
    }

    /** Whether the first of each that is left is. */
    private boolean areLooseEqual(Document a, Document b) {
        return a.loose(allLeft.at(unmatchedLeft.at(0))) == b.loose(allRight.at(unmatchedRight.at(0)));
    }

    /** Pairs objects by the member that tells them apart on both sides, such as an id, if there is one: then a price belongs to its article. */
    private void pairByOwnKey(Document a, Document b) {
        if (!ownKey.find(a, allLeft, unmatchedLeft, b, allRight, unmatchedRight)) {
            return;
        }
        index.clear(allLeft.size());
        for (int k = unmatchedLeft.size() - 1; k >= 0; k--) {
            int at = unmatchedLeft.at(k);
            index.add(ownKey.of(a, allLeft.at(at)), at);
        }
        int kept = 0;
        for (int k = 0; k < unmatchedRight.size(); k++) {
            int at = unmatchedRight.at(k);
            int found = index.take(ownKey.of(b, allRight.at(at)));
            if (found < 0) {
                unmatchedRight.set(kept++, at);
            } else {
                partners.set(at, found);
                matched++;
                pair(found, at);
                allLeft.set(found, ~allLeft.at(found));
            }
        }
        unmatchedRight.shrink(kept);
        keepUnpaired();
    }

    private void keepUnpaired() {
        int kept = 0;
        for (int k = 0; k < unmatchedLeft.size(); k++) {
            if (allLeft.at(unmatchedLeft.at(k)) >= 0) {
                unmatchedLeft.set(kept++, unmatchedLeft.at(k));
            }
        }
        unmatchedLeft.shrink(kept);
    }

    /** Pairs what found no equal: at the same position where the arrays are of one length, then in order. */
    private void pairRest(boolean sameLength) {
        int l = 0;
        int r = 0;
        IntList restLeft = unmatchedLeft;
        IntList restRight = unmatchedRight;
        if (sameLength) {
            int keptLeft = 0;
            int keptRight = 0;
            while (l < unmatchedLeft.size() || r < unmatchedRight.size()) {
                int atLeft = l < unmatchedLeft.size() ? unmatchedLeft.at(l) : Integer.MAX_VALUE;
                int atRight = r < unmatchedRight.size() ? unmatchedRight.at(r) : Integer.MAX_VALUE;
                if (atLeft == atRight) {
                    pair(atLeft, atRight);
                    l++;
                    r++;
                } else if (atLeft < atRight) {
                    restLeft.set(keptLeft++, atLeft);
                    l++;
                } else {
                    restRight.set(keptRight++, atRight);
                    r++;
                }
            }
            pairInOrder(keptLeft, keptRight);
        } else {
            pairInOrder(unmatchedLeft.size(), unmatchedRight.size());
        }
    }

    private void pairInOrder(int lefts, int rights) {
        int both = Math.min(lefts, rights);
        for (int k = 0; k < both; k++) {
            pair(unmatchedLeft.at(k), unmatchedRight.at(k));
        }
        onlyLeft = lefts - both;
        onlyRight = rights - both;
    }

    private void pair(int atLeft, int atRight) {
        left.add(allLeft.at(atLeft));
        right.add(allRight.at(atRight));
    }

    /** In a set, what has no partner left is no difference if its value stands on the other side at all. */
    private void forgiveRepetition(Document a, Document b) {
        onlyLeft = countUnknown(a, allLeft, hashesLeft, b, allRight, hashesRight);
        onlyRight = countUnknown(b, allRight, hashesRight, a, allLeft, hashesLeft);
    }

    private int countUnknown(
            Document of,
            IntList nodes,
            RuledHashes hashes,
            Document others,
            IntList otherNodes,
            RuledHashes otherHashes) {
        index.clear(otherNodes.size());
        for (int k = 0; k < otherNodes.size(); k++) {
            index.add(otherHashes.of(others, nodeAt(otherNodes, k)), k);
        }
        int unknown = 0;
        for (int k = 0; k < nodes.size(); k++) {
            unknown += index.knows(hashes.of(of, nodeAt(nodes, k))) ? 0 : 1;
        }
        return unknown;
    }

    /** A node, whether it found an equal, and so is kept complemented, or not. */
    private static int nodeAt(IntList nodes, int index) {
        int node = nodes.at(index);
        return node < 0 ? ~node : node;
    }

    /** How many elements found an equal one, or one that is known to be the same. */
    int matched() {
        return matched;
    }

    /** How many pairs are to be looked into. */
    int pairs() {
        return left.size();
    }

    int left(int pair) {
        return left.at(pair);
    }

    int right(int pair) {
        return right.at(pair);
    }

    /** How many of the first array have no partner. */
    int onlyLeft() {
        return onlyLeft;
    }

    /** How many of the second array have no partner. */
    int onlyRight() {
        return onlyRight;
    }

    /** Whether elements that found each other stand in another order. */
    boolean isReordered() {
        return reordered;
    }
}
