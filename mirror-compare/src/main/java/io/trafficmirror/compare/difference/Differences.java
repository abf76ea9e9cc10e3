// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.compare.difference;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
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
    private final Predicate<Difference> wanted;
    private final Set<Difference> found = new LinkedHashSet<>();
    private final Map<Difference, ShownPair> shown = new LinkedHashMap<>();
    private boolean overflown;

    /**
     * None yet.
     *
     * @param root stands for the whole response
     * @param most how many are told apart, 1 or more
     */
    public Differences(Path root, int most) {
        this(root, most, difference -> false);
    }

    /**
     * None yet.
     *
     * @param wanted whether the values of a difference are to be shown; asked where it is found first
     */
    public Differences(Path root, int most, Predicate<Difference> wanted) {
        this.root = root;
        this.most = most;
        this.wanted = wanted;
    }

    /** One more, unless its path is ignored. */
    public void add(Path path, DifferenceKind kind, Transition transition, Supplier<ShownPair> values) {
        if (overflown || path.rule().ignore()) {
            return;
        }
        Difference difference = new Difference(path, kind, transition);
        if (!found.add(difference)) {
            return;
        }
        if (found.size() > most) {
            overflown = true;
            found.clear();
            shown.clear();
            found.add(new Difference(root, DifferenceKind.VALUE, Transition.MANY));
            return;
        }
        if (wanted.test(difference)) {
            shown.put(difference, values.get());
        }
    }

    /** Whether nothing more can be told apart. */
    public boolean isFull() {
        return overflown;
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
