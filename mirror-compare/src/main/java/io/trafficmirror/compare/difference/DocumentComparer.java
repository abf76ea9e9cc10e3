// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.compare.difference;

import io.trafficmirror.compare.document.Document;
import io.trafficmirror.compare.document.NodeKind;
import io.trafficmirror.compare.document.SubtreeHash;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Finds where two documents of one reader differ. Subtrees of equal hash are passed over, each value is visited once, and what is open is in a list:
 * the work is linear in the two documents, whatever they hold. Confined to one thread.
 *
 * @since 0.1.0
 */
public final class DocumentComparer {
    private final TransitionDetector detector = new TransitionDetector();
    private final RuledHashes left = new RuledHashes(detector);
    private final RuledHashes right = new RuledHashes(detector);
    private final MemberMatch members = new MemberMatch();
    private final ElementMatch elements = new ElementMatch(left, right);

    /** Pairs of nodes that are to be compared, and their paths. */
    private int[] open = new int[64];

    private final List<Path> paths = new ArrayList<>();
    private final PathTally tally = new PathTally();

    /** A comparer that has compared nothing yet. */
    public DocumentComparer() {}

    /**
     * Compares two documents.
     *
     * @param primary the reference
     * @param other what is held against it
     * @param at the path of the two roots
     * @param time when both were given
     * @param into takes what is found
     */
    public void compare(Document primary, Document other, Path at, ExchangeTime time, Differences into) {
        paths.clear();
        tally.begin(time);
        detector.at(time);
        left.compute(primary, at.table().rules(), at.rules());
        right.compute(other, at.table().rules(), at.rules());
        push(0, 0, at);
        while (!paths.isEmpty() && !into.isFull()) {
            int top = paths.size() - 1;
            Path path = paths.remove(top);
            pair(primary, open[2 * top], other, open[2 * top + 1], path, into);
        }
    }

    private void push(int here, int there, Path path) {
        int top = paths.size();
        if (2 * top + 1 >= open.length) {
            open = Arrays.copyOf(open, open.length * 2);
        }
        open[2 * top] = here;
        open[2 * top + 1] = there;
        paths.add(path);
    }

    private void pair(Document a, int i, Document b, int j, Path path, Differences into) {
        PathRule rule = path.rule();
        if (left.of(a, i) == right.of(b, j) || rule.ignore()) {
            return;
        }
        NodeKind kind = a.kind(i);
        if (kind != b.kind(j)) {
            if (!(rule.sameFormat() && detector.haveSameFormat(a, i, b, j))) {
                into.add(path, DifferenceKind.TYPE, detector.ofTypes(a, i, b, j), () -> shown(a, i, b, j, path));
            }
        } else if (kind == NodeKind.OBJECT) {
            object(a, i, b, j, path, into);
        } else if (kind == NodeKind.ARRAY) {
            array(a, i, b, j, path, into);
        } else {
            value(a, i, b, j, path, into);
        }
    }

    private void value(Document a, int i, Document b, int j, Path path, Differences into) {
        PathRule rule = path.rule();
        if (rule.sameFormat() && detector.haveSameFormat(a, i, b, j)) {
            return;
        }
        if (rule.precision().isPresent()
                && detector.isWithin(a, i, b, j, rule.precision().get())) {
            return;
        }
        if (tally.admits(path, i)) {
            Transition transition = detector.ofValues(a, i, b, j);
            long values = path.isSingle() ? SubtreeHash.then(left.of(a, i), right.of(b, j)) : 0;
            Detail detail = detector.detail(transition, a, i, b, j, values);
            into.add(path, DifferenceKind.VALUE, transition, detail, () -> shown(a, i, b, j, path));
        }
    }

    private void object(Document a, int i, Document b, int j, Path path, Differences into) {
        members.match(a, i, b, j);
        for (int k = 0; k < members.pairs(); k++) {
            int here = members.left(k);
            int there = members.right(k);
            if (left.of(a, here) != right.of(b, there)) {
                push(here, there, path.member(a.name(here)));
            }
        }
        for (int k = 0; k < members.onlyLeft(); k++) {
            int node = members.onlyLeft(k);
            Path at = path.member(a.name(node));
            into.add(
                    at,
                    DifferenceKind.MISSING,
                    detector.ofAbsence(a, node),
                    () -> new ShownPair(ShownValue.of(a, node, at.showsValues()), ShownValue.ABSENT));
        }
        for (int k = 0; k < members.onlyRight(); k++) {
            int node = members.onlyRight(k);
            Path at = path.member(b.name(node));
            into.add(
                    at,
                    DifferenceKind.EXTRA,
                    detector.ofAbsence(b, node),
                    () -> new ShownPair(ShownValue.ABSENT, ShownValue.of(b, node, at.showsValues())));
        }
    }

    private void array(Document a, int i, Document b, int j, Path path, Differences into) {
        PathRule rule = path.rule();
        elements.match(a, i, b, j, rule);
        Path element = path.element();
        for (int k = 0; k < elements.pairs(); k++) {
            push(elements.left(k), elements.right(k), element);
        }
        boolean nothingInCommon = elements.matched() == 0 && elements.pairs() > 0;
        if (nothingInCommon && a.count(i) != b.count(j)) {
            into.add(path, DifferenceKind.LENGTH, Transition.OTHER, () -> shown(a, i, b, j, path));
        } else {
            if (elements.onlyLeft() > 0) {
                into.add(element, DifferenceKind.MISSING, Transition.OTHER, () -> shown(a, i, b, j, path));
            }
            if (elements.onlyRight() > 0) {
                into.add(element, DifferenceKind.EXTRA, Transition.OTHER, () -> shown(a, i, b, j, path));
            }
        }
        if (elements.isReordered() && rule.array() == PathRule.ArrayMode.LIST) {
            into.add(path, DifferenceKind.ORDER, Transition.ORDER_ONLY, () -> shown(a, i, b, j, path));
        }
    }

    private static ShownPair shown(Document a, int i, Document b, int j, Path path) {
        return new ShownPair(ShownValue.of(a, i, path.showsValues()), ShownValue.of(b, j, path.showsValues()));
    }
}
