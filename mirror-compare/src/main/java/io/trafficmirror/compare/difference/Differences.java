// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.compare.difference;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.BiPredicate;
import java.util.function.Supplier;

/**
 * The differences of one comparison, each once, up to a bound. Above it the two are simply different: one difference at the root takes the place of
 * all. Confined to one thread.
 *
 * @since 0.1.0
 */
public final class Differences {
    private final Path root;
    private final int most;
    private final BiPredicate<Difference, Detail> wanted;
    private final Set<Difference> found = new LinkedHashSet<>();
    private final Map<Difference, Detail> details = new HashMap<>();
    private final Map<Difference, ShownPair> shown = new LinkedHashMap<>();
    private boolean overflown;

    /**
     * None yet.
     *
     * @param root stands for the whole response
     * @param most how many are told apart, 1 or more
     */
    public Differences(Path root, int most) {
        this(root, most, (difference, detail) -> false);
    }

    /**
     * None yet.
     *
     * @param wanted whether the values of a difference with this detail are to be shown; asked where it is found first, and where it is farther
     */
    public Differences(Path root, int most, BiPredicate<Difference, Detail> wanted) {
        this.root = root;
        this.most = most;
        this.wanted = wanted;
    }

    /** One more, unless its path is ignored. */
    public void add(Path path, DifferenceKind kind, Transition transition, Supplier<ShownPair> values) {
        add(path, kind, transition, Detail.NONE, values);
    }

    /**
     * One more, unless its path is ignored.
     *
     * @param detail what else is known of the values; a difference has that of all
     */
    public void add(Path path, DifferenceKind kind, Transition transition, Detail detail, Supplier<ShownPair> values) {
        if (overflown || path.rule().ignore()) {
            return;
        }
        Difference difference = new Difference(path, kind, transition);
        boolean first = found.add(difference);
        if (found.size() > most) {
            overflow();
            return;
        }
        boolean farther = first || detail.isFartherThan(details.getOrDefault(difference, detail));
        details.merge(difference, detail, Detail::plus);
        if (farther && wanted.test(difference, detail)) {
            shown.put(difference, values.get());
        }
    }

    private void overflow() {
        overflown = true;
        found.clear();
        details.clear();
        shown.clear();
        found.add(new Difference(root, DifferenceKind.VALUE, Transition.MANY));
    }

    /** Whether nothing more can be told apart. */
    public boolean isFull() {
        return overflown;
    }

    /** What else is known of each. */
    public Map<Difference, Detail> details() {
        return details;
    }

    /** The values of those that were wanted. */
    public Map<Difference, ShownPair> shown() {
        return shown;
    }

    /** All, in the order in which they were found. */
    public Set<Difference> all() {
        return found;
    }
}
