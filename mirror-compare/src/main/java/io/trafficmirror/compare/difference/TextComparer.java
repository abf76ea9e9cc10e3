// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.compare.difference;

/**
 * Compares two texts that are no documents, such as the values of a header field. Confined to one thread.
 *
 * @since 0.1.0
 */
public final class TextComparer {
    private final TransitionDetector detector = new TransitionDetector();

    /** A comparer. */
    public TextComparer() {}

    /** Adds a difference of this kind if the texts differ and the rule of the path does not allow it. */
    public void compare(
            String left, String right, Path path, DifferenceKind kind, ExchangeTime time, Differences into) {
        if (left.equals(right) || path.rule().ignore()) {
            return;
        }
        detector.at(time);
        if (path.rule().sameFormat() && ValueFormat.of(left) == ValueFormat.of(right)) {
            return;
        }
        Transition transition = detector.ofTexts(left, right);
        into.add(
                path,
                kind,
                transition,
                detector.detail(transition, left, right),
                () -> new ShownPair(
                        ShownValue.ofText(left, path.showsValues()), ShownValue.ofText(right, path.showsValues())));
    }
}
